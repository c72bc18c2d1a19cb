// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace sm {

/// HOST:PORT as people write it; an IPv6 address stands in brackets.
struct TlsAddress {
    QString host;
    quint16 port = 0; ///< 0: any, for a listener

    static std::optional<TlsAddress> parse(const QString& text); ///< nothing without host or port
};

} // namespace sm
