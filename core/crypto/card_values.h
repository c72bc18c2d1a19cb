// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "base/secret_bytes.h"

#include <QByteArray>

namespace sm {

/// Values by which an issuer knows its cards and PINs again. Digits are ASCII; keys are two-key triple DES.
/// DigitsWrong, KeyLengthWrong.

/// Card verification value (CVV, CVC), `count` 1 to 5 digits, usually 3. Expiry and service code choose which
/// one: YYMM and the track's code for the stripe, code 999 for the chip (iCVV), 000 for the print (CVV2, most
/// schemes with MMYY), expiry 0000 for some dynamic ones.
Outcome<QByteArray> cardVerificationValue(const SecretBytes& key, QByteArrayView pan, QByteArrayView expiry,
    QByteArrayView serviceCode, qsizetype count = 3);

/// The 16 bytes that it is computed from: the first 8 under the left half of the key, the result added to the
/// others under the whole key; digits of what comes out.
Outcome<QByteArray> cardVerificationBlocks(
    QByteArrayView pan, QByteArrayView expiry, QByteArrayView serviceCode);

/// Visa PIN verification value, 4 digits, from the first four digits of the PIN; `keyIndex` is one digit.
Outcome<QByteArray> visaPvv(
    const SecretBytes& key, QByteArrayView pan, QByteArrayView keyIndex, const SecretBytes& pin);

/// IBM 3624: what of the number is enciphered, and how the result becomes digits.
struct Ibm3624Rule {
    QByteArray decimalization; ///< 16 digits, for half bytes 0 to F
    qsizetype validationStart = 0; ///< first digit of the number that is used
    qsizetype validationLength = 16; ///< over 16, the first 16 are used
    quint8 fill = 0x0F; ///< half byte that fills up to 16
};
/// The PIN that belongs to an offset (all zeros: the natural PIN), as long as the offset, 4 to 16 digits.
Outcome<SecretBytes> ibm3624Pin(
    const SecretBytes& key, const Ibm3624Rule& rule, QByteArrayView pan, QByteArrayView offset);
Outcome<QByteArray> ibm3624Offset(
    const SecretBytes& key, const Ibm3624Rule& rule, QByteArrayView pan, const SecretBytes& pin);

} // namespace sm
