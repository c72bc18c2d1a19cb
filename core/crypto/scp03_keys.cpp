// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/crypto.h"
#include "crypto/failure_helpers.h"
#include "crypto/kdf.h"
#include "crypto/scp03.h"

namespace sm {

namespace {

/// Data derivation constants, Amendment D table 4-1.
enum Constant : quint8 { CardCryptogram = 0x00, HostCryptogram = 0x01, CardChallenge = 0x02 };

bool isMacLength(qsizetype length)
{
    return length == 8 || length == 16;
}

Outcome<QByteArray> deriveOpen(Cmac& keyed, Constant constant, QByteArrayView context, qsizetype length)
{
    if (!isMacLength(length))
        return inputLengthWrong(length);
    QByteArray value(length, Qt::Uninitialized);
    const auto done = kdfCounterCmacInto(keyed, scp03Label(constant, length), context,
        {reinterpret_cast<quint8*>(value.data()), size_t(length)});
    if (!done)
        return done.failure();
    return value;
}

Outcome<QByteArray> deriveOpen(
    const SecretBytes& key, Constant constant, QByteArrayView context, qsizetype length)
{
    auto keyed = Cmac::create(BlockAlgorithm::Aes, key);
    if (!keyed)
        return keyed.failure();
    return deriveOpen(*keyed, constant, context, length);
}

QByteArray contextOf(QByteArrayView first, QByteArrayView second)
{
    QByteArray context;
    context.reserve(first.size() + second.size());
    return context.append(first).append(second);
}

} // namespace

std::optional<Scp03Level> scp03Level(quint8 value)
{
    switch (Scp03Level(value)) {
    case Scp03Level::CMac:
    case Scp03Level::CMacCEnc:
    case Scp03Level::CMacRMac:
    case Scp03Level::CMacCEncRMac:
    case Scp03Level::Full:
        return Scp03Level(value);
    }
    return std::nullopt;
}

Outcome<InitializeUpdateAnswer> InitializeUpdateAnswer::parse(QByteArrayView data)
{
    const auto broken = [&data](const char* what) {
        return fail(fc::InitializeUpdateAnswerBroken,
            {{"what", QString::fromLatin1(what)}, {"length", QString::number(data.size())}});
    };
    constexpr qsizetype fixedPart = 13; // key diversification data, key version, protocol, i
    if (data.size() < fixedPart)
        return broken("length");
    InitializeUpdateAnswer answer;
    answer.keyDiversificationData = data.first(10).toByteArray();
    answer.keyVersion = quint8(data[10]);
    answer.scp = quint8(data[11]);
    answer.i = quint8(data[12]);
    if (answer.scp != 0x03)
        return broken("protocol");
    const qsizetype part = answer.macLength();
    const qsizetype counter = answer.isPseudoRandom() ? 3 : 0;
    if (data.size() != fixedPart + 2 * part + counter)
        return broken("length");
    answer.cardChallenge = data.sliced(fixedPart, part).toByteArray();
    answer.cardCryptogram = data.sliced(fixedPart + part, part).toByteArray();
    answer.sequenceCounter = data.last(counter).toByteArray();
    return answer;
}

Outcome<QByteArray> scp03Context(QByteArrayView hostChallenge, QByteArrayView cardChallenge)
{
    if (!isMacLength(hostChallenge.size()) || hostChallenge.size() != cardChallenge.size())
        return inputLengthWrong(hostChallenge.size());
    return contextOf(hostChallenge, cardChallenge);
}

Outcome<Scp03Cryptograms> scp03Cryptograms(const SecretBytes& sMac, QByteArrayView context, qsizetype length)
{
    auto keyed = Cmac::create(BlockAlgorithm::Aes, sMac);
    if (!keyed)
        return keyed.failure();
    auto card = deriveOpen(*keyed, CardCryptogram, context, length);
    auto host = deriveOpen(*keyed, HostCryptogram, context, length);
    if (!card || !host)
        return (card ? host : card).failure();
    return Scp03Cryptograms{card.take(), host.take()};
}

Outcome<Scp03SessionKeys> deriveScp03SessionKeys(
    const Scp03StaticKeys& keys, QByteArrayView hostChallenge, QByteArrayView cardChallenge)
{
    const auto both = scp03Context(hostChallenge, cardChallenge);
    if (!both)
        return both.failure();
    const QByteArray& context = *both;
    auto encCmac = Cmac::create(BlockAlgorithm::Aes, keys.enc);
    auto macCmac = Cmac::create(BlockAlgorithm::Aes, keys.mac);
    if (!encCmac || !macCmac)
        return (encCmac ? macCmac : encCmac).failure();
    const qsizetype encSize = keys.enc.size();
    const qsizetype macSize = keys.mac.size();
    auto enc
        = kdfCounterCmac(*encCmac, scp03Label(quint8(Scp03KeyConstant::SEnc), encSize), context, encSize);
    auto mac
        = kdfCounterCmac(*macCmac, scp03Label(quint8(Scp03KeyConstant::SMac), macSize), context, macSize);
    auto rmac
        = kdfCounterCmac(*macCmac, scp03Label(quint8(Scp03KeyConstant::SRmac), macSize), context, macSize);
    for (const auto* key : {&enc, &mac, &rmac}) {
        if (!*key)
            return key->failure();
    }
    return Scp03SessionKeys{enc.take(), mac.take(), rmac.take()};
}

Outcome<QByteArray> scp03CardCryptogram(
    const SecretBytes& sMac, QByteArrayView hostChallenge, QByteArrayView cardChallenge, qsizetype length)
{
    return deriveOpen(sMac, CardCryptogram, contextOf(hostChallenge, cardChallenge), length);
}

Outcome<QByteArray> scp03HostCryptogram(
    const SecretBytes& sMac, QByteArrayView hostChallenge, QByteArrayView cardChallenge, qsizetype length)
{
    return deriveOpen(sMac, HostCryptogram, contextOf(hostChallenge, cardChallenge), length);
}

Outcome<Done> verifyScp03CardCryptogram(
    const SecretBytes& sMac, QByteArrayView hostChallenge, const InitializeUpdateAnswer& answer)
{
    const auto expected = scp03CardCryptogram(sMac, hostChallenge, answer.cardChallenge, answer.macLength());
    if (!expected)
        return expected.failure();
    if (!equalInConstantTime(*expected, answer.cardCryptogram))
        return fail(fc::Scp03CardCryptogramWrong, {{"keyVersion", QString::number(answer.keyVersion)}});
    return Done{};
}

Outcome<QByteArray> scp03CardChallenge(
    const SecretBytes& staticEnc, QByteArrayView sequenceCounter, QByteArrayView aid, qsizetype length)
{
    return deriveOpen(staticEnc, CardChallenge, contextOf(sequenceCounter, aid), length);
}

} // namespace sm
