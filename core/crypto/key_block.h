// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "base/random.h"
#include "base/secret_bytes.h"

#include <QByteArray>

#include <vector>

namespace sm {

/// Key blocks of TR-31:2018 and ANSI X9.143: a key under a key block protection key (KBPK), bound to what it
/// may be used for. ASCII: header 16, optional blocks, key data and MAC in hexadecimal. A block comes from a
/// stranger: it is read with bounds, and nothing of it counts before its MAC is right.

struct KeyBlockOption {
    QByteArray id; ///< two letters or digits: KS, KV, TS, LB, PB ...
    QByteArray data; ///< printable ASCII
    bool operator==(const KeyBlockOption&) const = default;
};

struct KeyBlockHeader {
    char version = 'D'; ///< A, C: variants of a TDEA key; B: derived from a TDEA key; D: from an AES key
    QByteArray usage; ///< two signs: K0 key encryption, E0 to E6 EMV, P0 PIN, C0 card verification ...
    char algorithm = 'A'; ///< A AES, T triple DES, D DES, R RSA, E elliptic curve, H HMAC, S DSA
    char mode = 'N'; ///< B, C, D, E, G, N, S, T, V, X, Y
    QByteArray keyVersion = "00"; ///< cN: a component
    char exportability = 'N'; ///< E under a trusted key, N no, S sensitive
    QByteArray reserved = "00"; ///< or key context
    std::vector<KeyBlockOption> options;
};

struct KeyBlock {
    KeyBlockHeader header;
    QByteArray headerText; ///< as it stood in front, with the optional blocks
    SecretBytes key;
};

/// Most characters of a block: four decimal digits tell its length.
inline constexpr qsizetype maxKeyBlock = 9999;

/// Reads the header alone, to show what a block says of itself. Nobody vouches for it. KeyBlockBroken.
Outcome<KeyBlockHeader> readKeyBlockHeader(QByteArrayView block);

/// KBPK: two- or three-key triple DES for A, B, C; AES for D. KeyBlockBroken (with the part),
/// KeyBlockMacWrong before anything that was enciphered is looked at, KeyLengthWrong for a KBPK or a key of a
/// length that its algorithm does not have.
Outcome<KeyBlock> unwrapKeyBlock(const SecretBytes& kbpk, QByteArrayView block);

/// Optional blocks are written in their order and filled up with PB where needed; a PB among them is left
/// out. `hiddenLength`: the key is filled up with random bytes as if it were that long, so that the block
/// does not tell its length; 0 for the longest of its algorithm (24 or 32).
Outcome<QByteArray> wrapKeyBlock(const SecretBytes& kbpk, const KeyBlockHeader& header,
    const SecretBytes& key, Random& random, qsizetype hiddenLength = 0);

/// The keys of blocks of version B or D, for a KBPK whose bytes stay in a device: CMAC in counter mode under
/// it over a counter from 01 and keyBlockKeyInput(), as long as the KBPK (X9.143 clause 7.3).
struct KeyBlockKeys {
    SecretBytes encipher;
    SecretBytes mac;
};
enum class KeyBlockKey : quint8 { Encipher, Mac };
/// Empty for another version.
QByteArray keyBlockKeyInput(char version, qsizetype kbpkLength, KeyBlockKey which);
Outcome<KeyBlock> unwrapKeyBlock(const KeyBlockKeys& keys, QByteArrayView block);
Outcome<QByteArray> wrapKeyBlock(const KeyBlockKeys& keys, const KeyBlockHeader& header,
    const SecretBytes& key, Random& random, qsizetype hiddenLength = 0);

} // namespace sm
