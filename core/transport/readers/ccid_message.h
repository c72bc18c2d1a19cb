// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

/// Messages of the USB CCID specification, revision 1.1: type, length (4 bytes, little-endian), slot,
/// sequence, 3 bytes by type, data.
namespace sm::ccid {

inline constexpr qsizetype headerLength = 10;
inline constexpr qsizetype sequenceAt = 6;
inline constexpr qsizetype statusAt = 7; ///< of answers: bits 7 and 6 command, 1 and 0 card
inline constexpr qsizetype errorAt = 8;

inline constexpr quint8 setParameters = 0x61;
inline constexpr quint8 powerOn = 0x62;
inline constexpr quint8 powerOff = 0x63;
inline constexpr quint8 slotStatus = 0x65;
inline constexpr quint8 escape = 0x6B;
inline constexpr quint8 getParameters = 0x6C;
inline constexpr quint8 transferBlock = 0x6F;
inline constexpr quint8 dataBlock = 0x80;
inline constexpr quint8 slotStatusAnswer = 0x81;
inline constexpr quint8 parametersAnswer = 0x82;
inline constexpr quint8 escapeAnswer = 0x83;

inline constexpr quint8 timeExtension = 0x80; ///< of the status
inline constexpr quint8 commandFailed = 0x40; ///< of the status
inline constexpr quint8 cardActive = 0x00;
inline constexpr quint8 cardInactive = 0x01;
inline constexpr quint8 cardAbsent = 0x02;
inline constexpr quint8 errorMute = 0xFE;

/// Of a message with a whole header.
inline qsizetype dataLength(QByteArrayView message)
{
    return qsizetype(byteAt(message, 1)) | qsizetype(byteAt(message, 2)) << 8
        | qsizetype(byteAt(message, 3)) << 16 | qsizetype(byteAt(message, 4)) << 24;
}

/// Slot 0; the sequence number is the framing's to fill in.
inline QByteArray message(
    quint8 type, QByteArrayView data, quint8 first = 0, quint8 second = 0, quint8 third = 0)
{
    QByteArray out;
    appendU8(out, type);
    for (int shift = 0; shift < 32; shift += 8)
        appendU8(out, quint8(quint64(data.size()) >> shift));
    appendU8(out, 0);
    appendU8(out, 0);
    appendU8(out, first);
    appendU8(out, second);
    appendU8(out, third);
    out += data;
    return out;
}

} // namespace sm::ccid
