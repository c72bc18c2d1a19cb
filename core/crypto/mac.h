// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/block_cipher.h"

namespace sm {

enum class MacPadding : quint8 { Method1 = 1, Method2 = 2 };

/// MAC algorithm 1 of ISO/IEC 9797-1 (CBC-MAC) under DES: key of 8, 16 or 24 bytes, MAC of 8.
Outcome<QByteArray> macAlgorithm1(const SecretBytes& key, QByteArrayView data, MacPadding padding);

/// MAC algorithm 3 of ISO/IEC 9797-1 (ANSI X9.19): CBC-MAC under K, the last block decrypted under K' and
/// encrypted under K. Two keys of 8 bytes are the retail MAC; two of 16 use two-key TDEA for each of the
/// three, as some hosts do.
Outcome<QByteArray> macAlgorithm3(
    const SecretBytes& key, const SecretBytes& keyPrime, QByteArrayView data, MacPadding padding);
/// The retail MAC with its two keys in one of 16 bytes.
Outcome<QByteArray> retailMac(const SecretBytes& key, QByteArrayView data, MacPadding padding);

/// The retail MAC under one key of 16 bytes, kept ready, with a starting vector: MACs of a chain (SCP02).
/// Movable; one thread at a time.
class RetailMac {
public:
    static Outcome<RetailMac> create(const SecretBytes& key);

    /// 8 bytes. The vector is 8 bytes, or empty for zeros.
    Outcome<QByteArray> compute(QByteArrayView vector, QByteArrayView data, MacPadding padding);
    /// One block by single DES under the first half of the key.
    Outcome<QByteArray> encipherVector(QByteArrayView block);

private:
    RetailMac(BlockCipher single, BlockCipher triple);

    BlockCipher m_single; ///< CBC under the first half
    BlockCipher m_triple; ///< CBC under both: decrypting and encrypting again is its last step
};

} // namespace sm
