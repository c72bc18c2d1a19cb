// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/outcome.h"

#include <vector>

namespace sm {

/// Data grouping of EMV CPS and GlobalPlatform STORE DATA: a 2-byte id, a length of one byte 00-FE or FF hh
/// ll, data. A length of 255 is already written FF 00 FF.
struct Dgi {
    quint16 id = 0;
    QByteArray data;
    bool operator==(const Dgi&) const = default;
};

/// Empty when the data is over 65,535 bytes: no length can say it.
QByteArray encodeDgi(const Dgi& dgi);
Outcome<std::vector<Dgi>> readDgis(QByteArrayView bytes);

} // namespace sm
