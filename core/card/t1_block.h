// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/outcome.h"

namespace sm {

/// Error detection code of T=1, chosen by TCi of the ATR. The CRC is that of ISO/IEC 13239 (X.25); which byte
/// goes first is not agreed among cards, so both orders exist.
enum class T1Check : quint8 { Lrc, CrcMsbFirst, CrcLsbFirst };

/// One block of the T=1 protocol, ISO/IEC 7816-3 clause 11.3: NAD PCB LEN INF EDC.
struct T1Block {
    enum class Kind : quint8 { Information, ReceiveReady, Supervisory };

    quint8 nad = 0;
    quint8 pcb = 0;
    QByteArray inf; ///< at most 254 bytes

    Kind kind() const;
    quint8 sequence() const; ///< N(S) of an I-block, N(R) of an R-block, 0 else
    bool moreFollows() const; ///< M bit of an I-block

    /// T1BlockBroken when INF is over 254 bytes.
    Outcome<QByteArray> encode(T1Check check = T1Check::Lrc) const;
    /// Exactly one block; T1BlockBroken names what is wrong: length or check.
    static Outcome<T1Block> parse(QByteArrayView bytes, T1Check check = T1Check::Lrc);

    bool operator==(const T1Block&) const = default;
};

} // namespace sm
