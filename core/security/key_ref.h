// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sm {

/// A key inside the HSMs, by label; the value never leaves them in clear. Version 0 means the newest.
struct KeyRef {
    KeyRef() = default;
    explicit KeyRef(QString l, quint32 v = 0)
        : label(std::move(l))
        , version(v)
    {
    }
    QString label;
    quint32 version = 0;
    bool operator==(const KeyRef&) const = default;
};

} // namespace sm
