// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/bytes.h"
#include "base/failures/crypto.h"
#include "card/tlv.h"
#include "crypto/emv_block.h"
#include "crypto/emv_certificates.h"
#include "crypto/failure_helpers.h"

namespace sm {

namespace {

constexpr quint8 staticFormat = 0x03;
constexpr quint8 dynamicFormat = 0x05;

QByteArray padded(QByteArray body, qsizetype signer)
{
    return body.leftJustified(signer - emvFrame, '\xBB');
}

} // namespace

Outcome<QByteArray> signStaticData(
    const RsaSigner& issuer, QByteArrayView authenticationCode, QByteArrayView staticData)
{
    if (authenticationCode.size() != 2)
        return inputLengthWrong(authenticationCode.size());
    QByteArray body;
    appendU8(body, staticFormat);
    appendU8(body, emvSha1);
    body.append(authenticationCode);
    return signEmvBlock(issuer, padded(body, issuer.size()), staticData);
}

Outcome<QByteArray> verifyStaticData(
    const RsaPublicKey& issuer, QByteArrayView signature, QByteArrayView staticData)
{
    const auto block = recoverEmvBlock(issuer, signature, staticFormat);
    if (!block)
        return block.failure();
    if (byteAt(block->body(), 1) != emvSha1)
        return emvWrong("algorithm");
    if (!emvHashRight(*block, staticData))
        return emvWrong("hash");
    return block->body().sliced(2, 2).toByteArray();
}

Outcome<QByteArray> signDynamicData(
    const RsaSigner& card, QByteArrayView dynamicData, QByteArrayView terminalData)
{
    if (dynamicData.isEmpty() || dynamicData.size() > card.size() - 25)
        return inputLengthWrong(dynamicData.size());
    QByteArray body;
    appendU8(body, dynamicFormat);
    appendU8(body, emvSha1);
    appendU8(body, quint8(dynamicData.size()));
    body.append(dynamicData);
    return signEmvBlock(card, padded(body, card.size()), terminalData);
}

Outcome<EmvDynamicData> verifyDynamicData(
    const RsaPublicKey& card, QByteArrayView signature, QByteArrayView terminalData)
{
    const auto block = recoverEmvBlock(card, signature, dynamicFormat);
    if (!block)
        return block.failure();
    ByteReader reader(block->body());
    EmvDynamicData found;
    found.block = block->block;
    found.hash = block->hash().toByteArray();
    found.format = *reader.u8();
    found.hashAlgorithm = *reader.u8();
    if (found.hashAlgorithm != emvSha1)
        return emvWrong("algorithm");
    const auto data = reader.take(*reader.u8());
    if (!data)
        return emvWrong("length");
    if (!emvHashRight(*block, terminalData))
        return emvWrong("hash");
    found.dynamicData = data->toByteArray();
    return found;
}

Outcome<QByteArray> emvCdaData(const EmvCda& cda)
{
    const qsizetype number = cda.dynamicNumber.size();
    if (number < 2 || number > 8 || cda.cryptogram.size() != 8 || cda.transactionHash.size() != emvHashLength)
        return inputLengthWrong(number + cda.cryptogram.size() + cda.transactionHash.size());
    QByteArray data;
    appendU8(data, quint8(number));
    data += cda.dynamicNumber;
    appendU8(data, cda.cryptogramInformation);
    return data + cda.cryptogram + cda.transactionHash;
}

Outcome<QByteArray> emvStaticData(const std::vector<EmvRecord>& records, QByteArrayView interchangeProfile)
{
    QByteArray data;
    for (const EmvRecord& record : records) {
        if (record.sfi < 1 || record.sfi > 30)
            return inputLengthWrong(record.sfi);
        if (record.sfi > 10) {
            data += record.record;
            continue;
        }
        const auto inside = findTlvPath(record.record, {0x70});
        if (!inside)
            return emvWrong("template");
        data.append(*inside);
    }
    return data.append(interchangeProfile);
}

} // namespace sm
