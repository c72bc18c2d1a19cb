// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/emv_keys.h"

#include "base/bytes.h"
#include "crypto/components.h"
#include "crypto/des.h"
#include "crypto/digits.h"
#include "crypto/failure_helpers.h"

#include <QCryptographicHash>
#include <QtEndian>

namespace sm {

namespace {

/// 16 bytes of data enciphered block by block become a key.
Outcome<SecretBytes> keyFrom(const SecretBytes& key, const QByteArray& blocks)
{
    if (key.size() != 16)
        return keyLengthWrong(key.size());
    auto cipher = BlockCipher::create(
        BlockAlgorithm::Tdea, BlockCipher::Mode::Ecb, BlockCipher::Direction::Encrypt, key);
    if (!cipher)
        return cipher.failure();
    auto derived = SecretBytes::allocate(blocks.size());
    if (!derived)
        return derived;
    const auto done = cipher->runInto(bytesOf(blocks), {}, derived->span());
    if (!done)
        return done.failure();
    setOddParity(*derived);
    return derived;
}

/// The 8 bytes Y of A1.4.
QByteArray diversificationBlock(EmvKeyOption option, const QByteArray& number, qsizetype panDigits)
{
    if (option == EmvKeyOption::A || panDigits <= 16)
        return packDigits(number.rightJustified(16, '0').last(16));
    const QByteArray digest = QCryptographicHash::hash(packDigits(number), QCryptographicHash::Sha1);
    return packDigits(decimalized(digest, 16));
}

} // namespace

Outcome<QByteArray> emvDiversificationInput(EmvKeyOption option, QByteArrayView pan, QByteArrayView psn)
{
    if (pan.size() < 8 || pan.size() > 19 || !isDigits(pan))
        return digitsWrong("pan");
    if ((psn.size() != 2 && !psn.isEmpty()) || !isDigits(psn))
        return digitsWrong("sequence");
    const QByteArray number = pan.toByteArray() + (psn.isEmpty() ? QByteArray("00") : psn.toByteArray());
    const QByteArray left = diversificationBlock(option, number, pan.size());
    QByteArray right = left;
    for (char& byte : right)
        byte = char(~byte);
    return left + right;
}

Outcome<SecretBytes> emvMasterKey(
    EmvKeyOption option, const SecretBytes& issuerKey, QByteArrayView pan, QByteArrayView psn)
{
    const auto input = emvDiversificationInput(option, pan, psn);
    if (!input)
        return input.failure();
    return keyFrom(issuerKey, *input);
}

Outcome<SecretBytes> emvSessionKey(const SecretBytes& masterKey, QByteArrayView r)
{
    if (r.size() != 8)
        return inputLengthWrong(r.size());
    QByteArray left = r.toByteArray();
    QByteArray right = left;
    left[2] = char(0xF0);
    right[2] = char(0x0F);
    return keyFrom(masterKey, left + right);
}

Outcome<SecretBytes> emvCryptogramSessionKey(const SecretBytes& masterKey, QByteArrayView atc)
{
    if (atc.size() != 2)
        return inputLengthWrong(atc.size());
    return emvSessionKey(masterKey, atc.toByteArray() + QByteArray(6, '\0'));
}

Outcome<SecretBytes> visaScriptSessionKey(const SecretBytes& masterKey, QByteArrayView atc)
{
    if (masterKey.size() != 16)
        return keyLengthWrong(masterKey.size());
    if (atc.size() != 2)
        return inputLengthWrong(atc.size());
    auto key = masterKey.duplicate();
    if (!key)
        return key;
    for (const qsizetype i : {0, 1}) {
        key->data()[6 + i] ^= byteAt(atc, i);
        key->data()[14 + i] ^= quint8(~byteAt(atc, i));
    }
    setOddParity(*key);
    return key;
}

Outcome<QByteArray> emvCryptogram(const SecretBytes& key, QByteArrayView data, MacPadding padding)
{
    return retailMac(key, data, padding);
}

Outcome<QByteArray> emvArpc1(const SecretBytes& key, QByteArrayView arqc, QByteArrayView responseCode)
{
    if (key.size() != 16)
        return keyLengthWrong(key.size());
    if (arqc.size() != 8 || responseCode.size() != 2)
        return inputLengthWrong(arqc.size() + responseCode.size());
    QByteArray block = arqc.toByteArray();
    for (const qsizetype i : {0, 1})
        block[i] = char(block[i] ^ responseCode[i]);
    return tdeaEcbEncrypt(key, block);
}

Outcome<QByteArray> emvArpc2(const SecretBytes& key, QByteArrayView arqc, QByteArrayView cardStatusUpdate,
    QByteArrayView proprietaryData)
{
    if (arqc.size() != 8 || cardStatusUpdate.size() != 4 || proprietaryData.size() > 8)
        return inputLengthWrong(arqc.size() + cardStatusUpdate.size() + proprietaryData.size());
    QByteArray data = arqc.toByteArray();
    data.append(cardStatusUpdate).append(proprietaryData);
    const auto mac = retailMac(key, data, MacPadding::Method2);
    if (!mac)
        return mac;
    return mac->first(4);
}

Outcome<QByteArray> emvScriptMac(const SecretBytes& sessionKey, QByteArrayView command)
{
    return retailMac(sessionKey, command, MacPadding::Method2);
}

Outcome<QByteArray> emvIvCvc3(const SecretBytes& cardKey, QByteArrayView track)
{
    const auto mac = retailMac(cardKey, track, MacPadding::Method2);
    if (!mac)
        return mac;
    return mac->last(2);
}

Outcome<QByteArray> emvCvc3(
    const SecretBytes& cardKey, QByteArrayView track, QByteArrayView unpredictable, QByteArrayView atc)
{
    if (unpredictable.size() != 4 || atc.size() != 2)
        return inputLengthWrong(unpredictable.size() + atc.size());
    auto block = emvIvCvc3(cardKey, track);
    if (!block)
        return block;
    block->append(unpredictable).append(atc);
    const auto value = tdeaEcbEncrypt(cardKey, *block);
    if (!value)
        return value;
    return QByteArray::number(qFromBigEndian<quint16>(value->constData() + 6)).rightJustified(5, '0');
}

} // namespace sm
