// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/emv_certificates.h"

#include "base/bytes.h"
#include "base/failures/crypto.h"
#include "crypto/digits.h"
#include "crypto/emv_block.h"
#include "crypto/failure_helpers.h"

#include <QCryptographicHash>

namespace sm {

namespace {

struct Kind {
    quint8 format;
    qsizetype identifier; ///< bytes
    qsizetype fixed() const { return 1 + identifier + 2 + 3 + 4; } ///< of the body, before the modulus
};
constexpr Kind issuerKind{0x02, 4};
constexpr Kind cardKind{0x04, 10};
constexpr qsizetype smallestSigner = 64;

Failure keyLength(const RsaPublicKey& key)
{
    return fail(fc::RsaKeyLengthWrong, {{"bits", QString::number(key.size() * 8)}});
}

Outcome<EmvSignedKey> signKey(const RsaSigner& signer, const Kind& kind, const EmvKeyHolder& holder,
    const RsaPublicKey& key, QByteArrayView staticData)
{
    if (holder.identifier.size() != kind.identifier || holder.expiry.size() != 2 || holder.serial.size() != 3)
        return inputLengthWrong(holder.identifier.size() + holder.expiry.size() + holder.serial.size());
    // Lengths are one byte each, and a key is never longer than the one that signs it (Book 2, 5.1).
    if (key.size() > signer.size() || key.size() > 248 || key.size() < smallestSigner
        || key.exponent.isEmpty() || key.exponent.size() > 3)
        return keyLength(key);
    const qsizetype room = signer.size() - emvFrame - kind.fixed();
    if (room < 1)
        return keyLength(signer.publicKey());
    QByteArray body(1, char(kind.format));
    body += holder.identifier + holder.expiry + holder.serial;
    for (const quint8 byte : {emvSha1, emvRsa, quint8(key.size()), quint8(key.exponent.size())})
        appendU8(body, byte);
    body += key.modulus.left(room).leftJustified(room, '\xBB');
    const QByteArray remainder = key.modulus.mid(room);
    const auto certificate = signEmvBlock(signer, body, remainder + key.exponent + staticData.toByteArray());
    if (!certificate)
        return certificate.failure();
    return EmvSignedKey{*certificate, remainder, key.exponent};
}

/// The fields of a block; the key put together from block and remainder.
Outcome<EmvRecoveredKey> readKey(const EmvBlock& block, const Kind& kind, const EmvSignedKey& signedKey)
{
    const QByteArrayView body = block.body();
    if (body.size() <= kind.fixed())
        return emvWrong("length");
    ByteReader reader(body);
    EmvRecoveredKey found;
    found.block = block.block;
    found.hash = block.hash().toByteArray();
    found.format = *reader.u8();
    found.holder.identifier = reader.take(kind.identifier)->toByteArray();
    found.holder.expiry = reader.take(2)->toByteArray();
    found.holder.serial = reader.take(3)->toByteArray();
    found.hashAlgorithm = *reader.u8();
    found.keyAlgorithm = *reader.u8();
    const qsizetype modulusLength = *reader.u8();
    const qsizetype exponentLength = *reader.u8();
    if (found.hashAlgorithm != emvSha1 || found.keyAlgorithm != emvRsa)
        return emvWrong("algorithm");
    const QByteArrayView left = reader.rest();
    const qsizetype inBlock = qMin(modulusLength, left.size());
    if (modulusLength < smallestSigner || signedKey.remainder.size() != modulusLength - inBlock
        || exponentLength < 1 || signedKey.exponent.size() != exponentLength)
        return emvWrong("key");
    found.key = {left.first(inBlock).toByteArray() + signedKey.remainder, signedKey.exponent};
    return found;
}

/// Leftmost 3 to 8 digits of the number, then F.
bool isIssuerOf(QByteArrayView identifier, QByteArrayView pan)
{
    const QString text = toHex(identifier);
    const qsizetype digits = text.indexOf(u'F') < 0 ? text.size() : text.indexOf(u'F');
    return digits >= 3 && QStringView(text).mid(digits).count(u'F') == text.size() - digits
        && QString::fromLatin1(pan).startsWith(QStringView(text).first(digits));
}

bool isNumber(QByteArrayView identifier, QByteArrayView pan)
{
    return toHex(identifier) == QString::fromLatin1(pan).leftJustified(20, u'F');
}

} // namespace

Outcome<EmvSignedKey> signIssuerKey(
    const RsaSigner& authority, const EmvKeyHolder& holder, const RsaPublicKey& key)
{
    return signKey(authority, issuerKind, holder, key, {});
}

Outcome<EmvSignedKey> signCardKey(
    const RsaSigner& issuer, const EmvKeyHolder& holder, const RsaPublicKey& key, QByteArrayView staticData)
{
    return signKey(issuer, cardKind, holder, key, staticData);
}

Outcome<EmvRecoveredKey> verifyIssuerKey(
    const RsaPublicKey& authority, const EmvSignedKey& signedKey, QByteArrayView pan)
{
    const auto block = recoverEmvBlock(authority, signedKey.certificate, issuerKind.format);
    if (!block)
        return block.failure();
    if (!emvHashRight(*block, signedKey.remainder + signedKey.exponent))
        return emvWrong("hash");
    auto found = readKey(*block, issuerKind, signedKey);
    if (found && !pan.isEmpty() && !isIssuerOf(found->holder.identifier, pan))
        return emvWrong("issuer");
    return found;
}

Outcome<EmvRecoveredKey> verifyCardKey(
    const RsaPublicKey& issuer, const EmvSignedKey& signedKey, QByteArrayView staticData, QByteArrayView pan)
{
    const auto block = recoverEmvBlock(issuer, signedKey.certificate, cardKind.format);
    if (!block)
        return block.failure();
    if (!emvHashRight(*block, signedKey.remainder + signedKey.exponent + staticData.toByteArray()))
        return emvWrong("hash");
    auto found = readKey(*block, cardKind, signedKey);
    if (found && !pan.isEmpty() && !isNumber(found->holder.identifier, pan))
        return emvWrong("number");
    return found;
}

Outcome<EmvRecoveredKey> readCardKey(const RsaPublicKey& issuer, const EmvSignedKey& signedKey)
{
    const auto block = recoverEmvBlock(issuer, signedKey.certificate, cardKind.format);
    if (!block)
        return block.failure();
    return readKey(*block, cardKind, signedKey);
}

QByteArray emvAuthorityKeyHash(QByteArrayView rid, quint8 index, const RsaPublicKey& key)
{
    QByteArray input = rid.toByteArray();
    appendU8(input, index);
    input += key.modulus + key.exponent;
    return QCryptographicHash::hash(input, QCryptographicHash::Sha1);
}

} // namespace sm
