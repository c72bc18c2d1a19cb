// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "base/secret_bytes.h"
#include "card/apdu.h"
#include "crypto/block_cipher.h"

#include <span>
#include <vector>

namespace sm {

/// PUT KEY for AES keys (Amendment D clause 7.2): new version, then per key 88, 1 + n, clear length, n bytes
/// under the static Key-DEK (AES-CBC, zero IV, a 192-bit key filled up with zeros), 03, KCV. Plain command:
/// wrap it. Keys are numbered from `firstKeyId`.
///
/// For triple DES keys (Card Specification v2.3.1 clause 11.8.2.3): 80, n, n bytes under the DEK in ECB, 03,
/// KCV. The DEK is the session's in SCP02, the static one in SCP01.
struct PutKeyRequest {
    quint8 oldKeyVersion = 0; ///< 00 adds a new version
    quint8 newKeyVersion = 0;
    quint8 firstKeyId = 1;
    BlockAlgorithm algorithm = BlockAlgorithm::Aes; ///< of keys and DEK
};
Outcome<QByteArray> putKeyData(quint8 newKeyVersion, std::span<const SecretBytes> keys,
    const SecretBytes& dek, BlockAlgorithm algorithm = BlockAlgorithm::Aes);
/// One key of it, from what a device enciphered; `length` is that of the clear key.
QByteArray putKeyEntry(
    BlockAlgorithm algorithm, qsizetype length, QByteArrayView enciphered, QByteArrayView kcv);
Outcome<CommandApdu> putKey(
    const PutKeyRequest& request, std::span<const SecretBytes> keys, const SecretBytes& dek);

/// STORE DATA of a key set into a security domain: DGI 00B9 with the control reference template (B7) and an
/// entry (B9) per key, then DGI 8113 per key under the DEK.
struct KeyStreamRequest {
    quint8 keyVersion = 0;
    quint8 access = 0x00; ///< tag 96: 00 domain and applications, 01 domain, 02 applications
    quint16 purpose = 0x0003; ///< tag 97: 0003 SCP03
    std::vector<quint8> keyIds; ///< as many as keys
};
Outcome<QByteArray> storeDataKeyStream(
    const KeyStreamRequest& request, std::span<const SecretBytes> keys, const SecretBytes& dek);

/// One key of the key information template E0 (GET DATA 00E0), basic and extended form.
struct GpKeyInformation {
    struct Component {
        quint8 type = 0; ///< 80 DES, 88 AES, A1 modulus, A0 exponent ...
        quint16 length = 0; ///< bytes
        bool operator==(const Component&) const = default;
    };
    quint8 keyId = 0;
    quint8 keyVersion = 0;
    std::vector<Component> components;
    QByteArray usage; ///< extended form only
    QByteArray access; ///< extended form only
};
Outcome<std::vector<GpKeyInformation>> parseKeyInformation(QByteArrayView data);

} // namespace sm
