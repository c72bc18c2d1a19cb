// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/outcome.h"

namespace sm {

/// Card production life cycle data, GlobalPlatform tag 9F7F, 42 (2A) bytes. Dates are YDDD in BCD.
struct Cplc {
    static constexpr qsizetype size = 42;
    QByteArray raw; ///< the 42 bytes

    /// Accepts the bare 42 bytes or the 9F7F 2A data object.
    static Outcome<Cplc> parse(QByteArrayView bytes);

    quint16 icFabricator() const;
    quint16 icType() const;
    QByteArray icFabricationDate() const; ///< 2 bytes
    QByteArray icSerialNumber() const; ///< 4 bytes
    QByteArray icBatch() const; ///< 2 bytes
    /// Fabricator, fabrication date, batch and serial: unique for a chip, 10 bytes.
    QByteArray chipSerial() const;
};

} // namespace sm
