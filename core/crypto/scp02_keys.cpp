// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/bytes.h"
#include "base/failures/crypto.h"
#include "crypto/des.h"
#include "crypto/failure_helpers.h"
#include "crypto/mac.h"
#include "crypto/padding.h"
#include "crypto/scp02.h"

namespace sm {

namespace {

Outcome<SecretBytes> derive(const SecretBytes& key, Scp02Constant constant, QByteArrayView sequenceCounter)
{
    if (key.size() != 16)
        return keyLengthWrong(key.size());
    const auto input = scp02DerivationInput(constant, sequenceCounter);
    if (!input)
        return input.failure();
    auto cipher = BlockCipher::create(
        BlockAlgorithm::Tdea, BlockCipher::Mode::Cbc, BlockCipher::Direction::Encrypt, key);
    if (!cipher)
        return cipher.failure();
    auto derived = SecretBytes::allocate(input->size());
    if (!derived)
        return derived;
    const auto done = cipher->runInto(bytesOf(*input), {}, derived->span());
    if (!done)
        return done.failure();
    return derived;
}

/// Full triple DES over padded data, last block.
Outcome<QByteArray> cryptogram(
    const SecretBytes& sEnc, QByteArrayView first, QByteArrayView second, QByteArrayView third)
{
    QByteArray input;
    input.append(first).append(second).append(third);
    if (input.size() != 16)
        return inputLengthWrong(input.size());
    if (sEnc.size() != 16)
        return keyLengthWrong(sEnc.size());
    return macAlgorithm1(sEnc, input, MacPadding::Method2);
}

} // namespace

std::optional<Scp02Level> scp02Level(quint8 value)
{
    switch (Scp02Level(value)) {
    case Scp02Level::CMac:
    case Scp02Level::CMacCDec:
    case Scp02Level::CMacRMac:
    case Scp02Level::CMacCDecRMac:
        return Scp02Level(value);
    }
    return std::nullopt;
}

Outcome<QByteArray> scp02DerivationInput(Scp02Constant constant, QByteArrayView sequenceCounter)
{
    if (sequenceCounter.size() != 2)
        return inputLengthWrong(sequenceCounter.size());
    QByteArray input;
    appendU16(input, quint16(constant));
    return input.append(sequenceCounter).append(12, '\0');
}

Outcome<SecretBytes> deriveScp02Dek(const SecretBytes& staticDek, QByteArrayView sequenceCounter)
{
    return derive(staticDek, Scp02Constant::Dek, sequenceCounter);
}

Outcome<Scp02SessionKeys> deriveScp02SessionKeys(const Scp02StaticKeys& keys, QByteArrayView sequenceCounter)
{
    auto enc = derive(keys.enc, Scp02Constant::Enc, sequenceCounter);
    auto mac = derive(keys.mac, Scp02Constant::CMac, sequenceCounter);
    auto rmac = derive(keys.mac, Scp02Constant::RMac, sequenceCounter);
    auto dek = derive(keys.dek, Scp02Constant::Dek, sequenceCounter);
    for (const auto* key : {&enc, &mac, &rmac, &dek}) {
        if (!*key)
            return key->failure();
    }
    return Scp02SessionKeys{enc.take(), mac.take(), rmac.take(), dek.take()};
}

Outcome<QByteArray> scp02CardCryptogram(const SecretBytes& sEnc, QByteArrayView hostChallenge,
    QByteArrayView sequenceCounter, QByteArrayView cardChallenge)
{
    return cryptogram(sEnc, hostChallenge, sequenceCounter, cardChallenge);
}

Outcome<QByteArray> scp02HostCryptogram(const SecretBytes& sEnc, QByteArrayView hostChallenge,
    QByteArrayView sequenceCounter, QByteArrayView cardChallenge)
{
    return cryptogram(sEnc, sequenceCounter, cardChallenge, hostChallenge);
}

Outcome<Done> verifyScp02CardCryptogram(
    const SecretBytes& sEnc, QByteArrayView hostChallenge, const InitializeUpdate02Answer& answer)
{
    const auto expected
        = scp02CardCryptogram(sEnc, hostChallenge, answer.sequenceCounter, answer.cardChallenge);
    if (!expected)
        return expected.failure();
    if (!equalInConstantTime(*expected, answer.cardCryptogram))
        return fail(fc::Scp02CardCryptogramWrong, {{"keyVersion", QString::number(answer.keyVersion)}});
    return Done{};
}

Outcome<QByteArray> scp02CardChallenge(const SecretBytes& sMac, QByteArrayView aid)
{
    auto mac = RetailMac::create(sMac);
    if (!mac)
        return mac.failure();
    const auto value = mac->compute({}, aid, MacPadding::Method2);
    if (!value)
        return value;
    return value->first(6);
}

} // namespace sm
