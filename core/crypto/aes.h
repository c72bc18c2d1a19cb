// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/block_cipher.h"
#include "crypto/padding.h"

namespace sm {

/// One-shot AES for keys of 16, 24 and 32 bytes; whole blocks, no padding; an empty IV means zeros. For many
/// messages under one key use BlockCipher and Cmac.
Outcome<QByteArray> aesEcbEncrypt(const SecretBytes& key, QByteArrayView blocks);
Outcome<QByteArray> aesEcbDecrypt(const SecretBytes& key, QByteArrayView blocks);
Outcome<QByteArray> aesCbcEncrypt(const SecretBytes& key, QByteArrayView iv, QByteArrayView blocks);
Outcome<QByteArray> aesCbcDecrypt(const SecretBytes& key, QByteArrayView iv, QByteArrayView blocks);
/// 16 bytes, NIST SP 800-38B.
Outcome<QByteArray> aesCmac(const SecretBytes& key, QByteArrayView data);

/// A key under a key: AES-CBC, zero IV, filled up with zeros to whole blocks (only a 192-bit key needs it).
Outcome<QByteArray> aesWrapKey(const SecretBytes& wrappingKey, const SecretBytes& key);
/// Reverse; `length` is that of the key, 16, 24 or 32.
Outcome<SecretBytes> aesUnwrapKey(const SecretBytes& wrappingKey, QByteArrayView wrapped, qsizetype length);

} // namespace sm
