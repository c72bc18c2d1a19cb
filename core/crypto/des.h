// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/block_cipher.h"

namespace sm {

/// One-shot triple DES in EDE form; keys of 24, 16 (K1 K2 K1) and 8 bytes (single DES). Whole 8-byte blocks,
/// no padding; parity bits are ignored. Kept for cards and rules that know nothing newer.
Outcome<QByteArray> tdeaEcbEncrypt(const SecretBytes& key, QByteArrayView blocks);
Outcome<QByteArray> tdeaEcbDecrypt(const SecretBytes& key, QByteArrayView blocks);
Outcome<QByteArray> tdeaCbcEncrypt(const SecretBytes& key, QByteArrayView iv, QByteArrayView blocks);
Outcome<QByteArray> tdeaCbcDecrypt(const SecretBytes& key, QByteArrayView iv, QByteArrayView blocks);
/// 8 bytes, NIST SP 800-38B with TDEA; keys of 16 or 24 bytes.
Outcome<QByteArray> tdeaCmac(const SecretBytes& key, QByteArrayView data);

/// A key or other secret of whole blocks under a key, ECB: PUT KEY in SCP02, DGIs of EMV CPS.
Outcome<QByteArray> tdeaWrapKey(const SecretBytes& wrappingKey, const SecretBytes& secret);
Outcome<SecretBytes> tdeaUnwrapKey(const SecretBytes& wrappingKey, QByteArrayView wrapped);

} // namespace sm
