// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "base/secret_bytes.h"

#include <QByteArray>

#include <span>

/// Decimal digits and half bytes: what EMV, PIN blocks and card verification values share. Card numbers are
/// ASCII digits everywhere in this room, PINs ASCII digits in SecretBytes.
namespace sm {

/// DigitsWrong; `what` names the field, never its content.
Failure digitsWrong(const char* what);
bool isDigits(QByteArrayView text);
bool isDigits(std::span<const quint8> text);
/// The digits two to a byte, with a zero in front when their number is odd. The caller has checked them.
QByteArray packDigits(QByteArrayView digits);

inline quint8 nibble(std::span<const quint8> bytes, size_t index)
{
    return quint8(index % 2 == 0 ? bytes[index / 2] >> 4 : bytes[index / 2] & 0x0F);
}
inline void setNibble(std::span<quint8> bytes, size_t index, quint8 value)
{
    quint8& byte = bytes[index / 2];
    byte = quint8(index % 2 == 0 ? (byte & 0x0F) | value << 4 : (byte & 0xF0) | value);
}

/// The decimal digits of the half bytes from left to right, then A to F as 0 to 5 from left to right, until
/// `out` is full: EMV Book 2 A1.4.2, card verification values, PVV. `out` is at most the number of half
/// bytes, and gets values 0 to 9.
void decimalize(std::span<const quint8> bytes, std::span<quint8> out);
/// The same as ASCII digits.
QByteArray decimalized(QByteArrayView bytes, qsizetype count);

} // namespace sm
