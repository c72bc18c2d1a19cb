// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/block_cipher.h"
#include "crypto/key_block.h"

/// Text side and cipher side of key blocks; for the sources of this room alone.
namespace sm {

Failure keyBlockBroken(const char* what);

/// What follows from the version.
struct KeyBlockScheme {
    BlockAlgorithm cipher;
    qsizetype macLength; ///< bytes
    bool isVariant; ///< MAC over ciphertext; otherwise over plaintext, and the vector
    qsizetype block() const { return blockSize(cipher); }
};
std::optional<KeyBlockScheme> keyBlockScheme(char version);

/// A block cut into its parts; views into the text.
struct KeyBlockText {
    KeyBlockHeader header;
    KeyBlockScheme scheme;
    QByteArrayView headerText;
    QByteArray enciphered; ///< binary
    QByteArray mac;
};
Outcome<KeyBlockText> cutKeyBlock(QByteArrayView block);

/// Header and optional blocks for so many enciphered bytes. KeyBlockBroken for what can't be written.
Outcome<QByteArray> keyBlockHeaderText(
    const KeyBlockHeader& header, const KeyBlockScheme& scheme, qsizetype enciphered);

/// Bytes of a key of this algorithm; any whole number for those that are not block ciphers.
bool keyBlockKeyLengthOk(char algorithm, qsizetype length);

} // namespace sm
