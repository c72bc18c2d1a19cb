// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/outcome.h"

namespace sm {

/// A magnetic track as ISO/IEC 7811-6 and 7813 define it. Track 1: 64 characters of 6 bits, 210 bits per
/// inch. Tracks 2 and 3: 16 characters of 4 bits, 75 and 210 bits per inch. All with odd parity.
enum class TrackNumber : quint8 { One = 1, Two = 2, Three = 3 };

struct TrackRules {
    char start; ///< start sentinel
    char separator;
    char end; ///< end sentinel
    char first; ///< character whose value is 0
    int bits; ///< of a character without its parity
    qsizetype most; ///< characters between the sentinels: 76, 37, 104
};
TrackRules trackRules(TrackNumber track);

/// Whether the track can carry this data, which is without sentinels and LRC. TrackTooLong;
/// TrackCharacterRefused names the place, from 1, never the character: it may be a person's.
Outcome<Done> checkTrack(TrackNumber track, QByteArrayView data);
/// The characters on the stripe from start sentinel to LRC, a byte each: parity bit above the value bits.
Outcome<QByteArray> encodeTrack(TrackNumber track, QByteArrayView data);
/// The bits of encoded characters in the order of the stripe, least significant first, as text of 0 and 1.
QByteArray trackBits(TrackNumber track, QByteArrayView characters);
/// The data between the sentinels of encoded characters. TrackBroken says whether a sentinel, the parity or
/// the LRC is wrong.
Outcome<QByteArray> decodeTrack(TrackNumber track, QByteArrayView characters);

} // namespace sm
