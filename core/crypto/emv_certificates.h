// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/rsa.h"

#include <vector>

namespace sm {

/// Offline data authentication of EMV 4.3 Book 2 chapters 5 and 6: SHA-1 and RSA with recovery. A block is
/// 6A || format || ... || SHA-1 (20) || BC, as long as the signer's modulus. Building fails with
/// RsaKeyLengthWrong, InputLengthWrong; checking with EmvCertificateWrong, whose `what` names the step:
/// length, trailer, header, format, algorithm, key, hash, issuer, number.

/// What a certificate says besides the key.
struct EmvKeyHolder {
    QByteArray identifier; ///< issuer: 4 bytes, digits of the number left-justified, F; card: PAN, 10 bytes
    QByteArray expiry; ///< MMYY, 2 bytes
    QByteArray serial; ///< 3 bytes
};

/// A certificate and what belongs to it: tags 90, 92, 9F32 (issuer); 9F46, 9F48, 9F47 (card); 9F2D, 9F2F,
/// 9F2E (card's key for PIN encipherment).
struct EmvSignedKey {
    QByteArray certificate;
    QByteArray remainder; ///< of the modulus, empty when it fits
    QByteArray exponent;
};

/// Table 1 (format 02).
Outcome<EmvSignedKey> signIssuerKey(
    const RsaSigner& authority, const EmvKeyHolder& holder, const RsaPublicKey& key);
/// Table 14 (format 04), and table 23 with no static data.
Outcome<EmvSignedKey> signCardKey(
    const RsaSigner& issuer, const EmvKeyHolder& holder, const RsaPublicKey& key, QByteArrayView staticData);

struct EmvRecoveredKey {
    QByteArray block; ///< the whole, from 6A to BC
    quint8 format = 0;
    EmvKeyHolder holder;
    quint8 hashAlgorithm = 0;
    quint8 keyAlgorithm = 0;
    RsaPublicKey key;
    QByteArray hash; ///< as it stands in the block
};
/// Clause 6.3 and 6.4. With a number (PAN, ASCII digits; may be empty) the holder is checked too.
Outcome<EmvRecoveredKey> verifyIssuerKey(
    const RsaPublicKey& authority, const EmvSignedKey& signedKey, QByteArrayView pan = {});
Outcome<EmvRecoveredKey> verifyCardKey(const RsaPublicKey& issuer, const EmvSignedKey& signedKey,
    QByteArrayView staticData, QByteArrayView pan = {});
/// Everything but the hash, when the static data is not at hand. Proves nothing about the data.
Outcome<EmvRecoveredKey> readCardKey(const RsaPublicKey& issuer, const EmvSignedKey& signedKey);

/// Signed static application data (93, format 03): 2 bytes of data authentication code.
Outcome<QByteArray> signStaticData(
    const RsaSigner& issuer, QByteArrayView authenticationCode, QByteArrayView staticData);
/// Gives the code.
Outcome<QByteArray> verifyStaticData(
    const RsaPublicKey& issuer, QByteArrayView signature, QByteArrayView staticData);

/// Signed dynamic application data (9F4B, format 05). DDA: the dynamic data is a length and the card's
/// dynamic number, the terminal data what the DDOL names. CDA: emvCdaData() and the unpredictable number.
Outcome<QByteArray> signDynamicData(
    const RsaSigner& card, QByteArrayView dynamicData, QByteArrayView terminalData);
struct EmvDynamicData {
    QByteArray block;
    quint8 format = 0;
    quint8 hashAlgorithm = 0;
    QByteArray dynamicData;
    QByteArray hash;
};
Outcome<EmvDynamicData> verifyDynamicData(
    const RsaPublicKey& card, QByteArrayView signature, QByteArrayView terminalData);

/// Table 19: what a card signs with its cryptogram (CDA).
struct EmvCda {
    QByteArray dynamicNumber; ///< 2 to 8 bytes
    quint8 cryptogramInformation = 0; ///< tag 9F27
    QByteArray cryptogram; ///< 8 bytes
    QByteArray transactionHash; ///< SHA-1 over PDOL, CDOL values and the answer without 9F4B
};
Outcome<QByteArray> emvCdaData(const EmvCda& cda);

/// A record as the application file locator names it.
struct EmvRecord {
    quint8 sfi = 0;
    QByteArray record; ///< with its template 70
};
/// Clause 10.3 of Book 3: files 1 to 10 without template and length, 11 to 30 as they are; then the
/// application interchange profile when 9F4A asks for it.
Outcome<QByteArray> emvStaticData(const std::vector<EmvRecord>& records, QByteArrayView interchangeProfile);

/// Check value of an authority's public key: SHA-1 of RID (5) || index || modulus || exponent.
QByteArray emvAuthorityKeyHash(QByteArrayView rid, quint8 index, const RsaPublicKey& key);

} // namespace sm
