// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "base/random.h"
#include "base/secret_bytes.h"

#include <QByteArray>

namespace sm {

/// PIN blocks of ISO 9564-1. A PIN is 4 to 12 ASCII digits in SecretBytes, a card number 13 to 19 ASCII
/// digits (format 4: 1 to 19) with its check digit. DigitsWrong, KeyLengthWrong, PinBlockBroken.
enum class PinBlockFormat : quint8 {
    Iso0 = 0, ///< bound to the card number, filled with F
    Iso1 = 1, ///< random fill, not bound
    Iso2 = 2, ///< filled with F, not bound: for the chip
    Iso3 = 3, ///< bound, filled with random A to F
    Iso4 = 4 ///< 16 bytes under AES, bound, random
};

/// The clear block of formats 0 to 3, 8 bytes. The number is not looked at in formats 1 and 2.
Outcome<SecretBytes> pinBlock(
    PinBlockFormat format, const SecretBytes& pin, QByteArrayView pan, Random& random);
/// Reverse; PinBlockBroken unless it is one of that format for that number.
Outcome<SecretBytes> pinOfBlock(PinBlockFormat format, const SecretBytes& block, QByteArrayView pan);

/// The two fields of format 4, 16 bytes each: control, length, PIN, fill A, 8 random bytes; and the number.
Outcome<SecretBytes> pinField4(const SecretBytes& pin, Random& random);
Outcome<QByteArray> panField4(QByteArrayView pan);

/// Reverse of the first field, when it was enciphered and deciphered again. PinBlockBroken.
Outcome<SecretBytes> pinOfField4(const SecretBytes& field);

/// Enciphered: 8 bytes under two- or three-key triple DES in ECB for formats 0 to 3, 16 under AES for 4.
Outcome<QByteArray> encipherPin(PinBlockFormat format, const SecretBytes& key, const SecretBytes& pin,
    QByteArrayView pan, Random& random);
Outcome<SecretBytes> decipherPin(
    PinBlockFormat format, const SecretBytes& key, QByteArrayView enciphered, QByteArrayView pan);

/// From one key and format to another; the clear PIN never leaves secret memory.
struct PinProtection {
    PinBlockFormat format;
    const SecretBytes& key;
};
Outcome<QByteArray> reencipherPin(const PinProtection& from, QByteArrayView enciphered,
    const PinProtection& to, QByteArrayView pan, Random& random);

} // namespace sm
