// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/known_answers.h"

#include "base/failures/security.h"
#include "crypto/aes.h"
#include "crypto/diversify.h"
#include "crypto/kcv.h"
#include "crypto/key_wrap.h"
#include "crypto/mac.h"
#include "crypto/scp02.h"

namespace sm {

namespace {

using Answer = Outcome<QByteArray>;

QByteArray bytes(const char* hex)
{
    return QByteArray::fromHex(hex);
}

/// A published key; nothing that protects anything.
Outcome<SecretBytes> published(const char* hex)
{
    const QByteArray value = bytes(hex);
    return SecretBytes::copyOf({reinterpret_cast<const quint8*>(value.constData()), size_t(value.size())});
}

/// RFC 4493 section 4, example 3.
Answer cmac()
{
    const auto key = published("2B7E151628AED2A6ABF7158809CF4F3C");
    if (!key)
        return key.failure();
    return aesCmac(
        *key, bytes("6BC1BEE22E409F96E93D7E117393172AAE2D8A571E03AC9C9EB76FAC45AF8E5130C81C46A35CE411"));
}

/// RFC 5649 section 6, first example.
Answer wrap192()
{
    const auto kek = published("5840DF6E29B02AF1AB493B705BF16EA1AE8338F4DCC176A8");
    const auto key = published("C37B7E6492584340BED12207808941155068F738");
    if (!kek || !key)
        return (kek ? key : kek).failure();
    return aesKeyWrapPad(*kek, *key);
}

/// Both ways under a 256-bit key: the check value of what comes back.
Answer wrap256()
{
    const auto kek = published("8C72C72CF908411653018807950D82FBAD947562F0828A0B10B8B9606ABF3BCD");
    const auto key = published("404142434445464748494A4B4C4D4E4F");
    if (!kek || !key)
        return (kek ? key : kek).failure();
    const auto wrapped = aesKeyWrapPad(*kek, *key);
    if (!wrapped)
        return wrapped.failure();
    const auto back = aesKeyUnwrapPad(*kek, *wrapped);
    return back ? kcvAesGp(*back) : Answer(back.failure());
}

Answer diversifiedCheckValue(Diversification rule)
{
    const auto master = published("404142434445464748494A4B4C4D4E4F");
    if (!master)
        return master.failure();
    const auto keys = diversify(rule, *master, bytes("00010203040506070809"));
    if (!keys)
        return keys.failure();
    return rule == Diversification::Kdf3 ? kcvAesGp(keys->enc) : kcvDes(keys->enc);
}

Answer emv()
{
    return diversifiedCheckValue(Diversification::EmvCps);
}
Answer visa2()
{
    return diversifiedCheckValue(Diversification::Visa2);
}
Answer kdf3()
{
    return diversifiedCheckValue(Diversification::Kdf3);
}

/// Card and host cryptogram of a session that pySim publishes (AES-128, S8).
Answer scp03()
{
    Scp03StaticKeys keys;
    SecretBytes* const slots[] = {&keys.enc, &keys.mac, &keys.dek};
    const char* const values[] = {"000102030405060708090A0B0C0D0E0F", "101112131415161718191A1B1C1D1E1F",
        "202122232425262728292A2B2C2D2E2F"};
    for (size_t i = 0; i < std::size(slots); ++i) {
        auto key = published(values[i]);
        if (!key)
            return key.failure();
        *slots[i] = key.take();
    }
    const QByteArray host = bytes("B13E5F938FC108C4");
    const QByteArray card = bytes("3EB51047495B249F");
    const auto session = deriveScp03SessionKeys(keys, host, card);
    if (!session)
        return session.failure();
    const auto cardCryptogram = scp03CardCryptogram(session->mac, host, card, 8);
    const auto hostCryptogram = scp03HostCryptogram(session->mac, host, card, 8);
    if (!cardCryptogram || !hostCryptogram)
        return (cardCryptogram ? hostCryptogram : cardCryptogram).failure();
    return *cardCryptogram + *hostCryptogram;
}

/// Card cryptogram of a session that pySim publishes (i = 15).
Answer scp02()
{
    auto key = published("100102030405060708090A0B0C0D0E0F");
    if (!key)
        return key.failure();
    Scp02StaticKeys keys;
    for (SecretBytes* slot : {&keys.enc, &keys.mac, &keys.dek}) {
        auto copy = key->duplicate();
        if (!copy)
            return copy.failure();
        *slot = copy.take();
    }
    const auto session = deriveScp02SessionKeys(keys, bytes("0001"));
    if (!session)
        return session.failure();
    return scp02CardCryptogram(session->enc, bytes("40A62C37FA6304F8"), bytes("0001"), bytes("6B4524ABEE7C"));
}

/// MAC algorithm 3 of ISO/IEC 9797-1 with padding method 2, as pyemv publishes it.
Answer retail()
{
    const auto key = published("AAAAAAAAAAAAAAAABBBBBBBBBBBBBBBB");
    if (!key)
        return key.failure();
    return retailMac(*key, bytes("68656C6C6F20776F726C64"), MacPadding::Method2);
}

struct KnownAnswer {
    const char* algorithm;
    Answer (*compute)();
    const char* expected;
};

constexpr KnownAnswer knownAnswers[] = {
    {"aes-cmac", cmac, "DFA66747DE9AE63030CA32611497C827"},
    {"aes-192-wrap-pad", wrap192, "138BDEAA9B8FA7FC61F97742E72248EE5AE6AE5360D1AE6A5F54F373FA543B6A"},
    {"aes-256-wrap-pad", wrap256, "504A77"},
    {"diversification-emv", emv, "C33013"},
    {"diversification-visa2", visa2, "2BE598"},
    {"diversification-kdf3", kdf3, "E79C05"},
    {"scp03", scp03, "66C484C1D2EF19487D5F5826A993EBC8"},
    {"scp02", scp02, "F32EA3838BC148F3"},
    {"retail-mac", retail, "2BC2D9EDE0CF31F6"},
};

} // namespace

const QByteArray& expectedEvidence()
{
    static const QByteArray evidence = [] {
        QByteArray all;
        for (const KnownAnswer& known : knownAnswers)
            all += bytes(known.expected);
        return all;
    }();
    return evidence;
}

Outcome<QByteArray> computeEvidence()
{
    return computeEvidence([](QByteArrayView) { return std::nullopt; });
}

Outcome<QByteArray> computeEvidence(const OwnAnswer& own)
{
    QByteArray evidence;
    for (const KnownAnswer& known : knownAnswers) {
        const auto its = own(known.algorithm);
        const Answer answer = its ? *its : known.compute();
        if (!answer || *answer != bytes(known.expected))
            return fail(fc::HsmSelfTestFailed, {{"algorithm", QLatin1String(known.algorithm)}});
        evidence += *answer;
    }
    return evidence;
}

Outcome<Done> checkEvidence(const QByteArray& evidence)
{
    if (evidence != expectedEvidence())
        return fail(fc::HsmSelfTestFailed, {{"algorithm", QStringLiteral("evidence")}});
    return Done{};
}

} // namespace sm
