// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "base/secret_bytes.h"

#include <QByteArray>

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

} // namespace sm
