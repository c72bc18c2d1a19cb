// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/pkcs11/pkcs11_answers.h"

#include "base/failures/crypto.h"
#include "base/failures/security.h"
#include "crypto/block_cipher.h"
#include "crypto/kcv.h"
#include "crypto/kdf.h"
#include "crypto/key_wrap.h"
#include "security/known_answers.h"

#include <map>

namespace sm {

namespace {

using Object = Pkcs11Session::Object;
using Answer = Outcome<QByteArray>;

QByteArray bytes(const char* hex)
{
    return QByteArray::fromHex(hex);
}

/// A key that is CMAC(key, counter || input) repeated; the bytes pass through this process.
Outcome<SecretBytes> counterKdf(Pkcs11Session& session, CK_OBJECT_HANDLE key, QByteArrayView before,
    QByteArrayView after, qsizetype length)
{
    auto derived = SecretBytes::allocate(length);
    if (!derived)
        return derived;
    qsizetype filled = 0;
    for (char counter = 1; filled < length; ++counter) {
        const QByteArray input = before.toByteArray() + counter + after.toByteArray();
        const auto count = size_t(std::min<qsizetype>(16, length - filled));
        const auto done = session.cmacInto(key, input, derived->span().subspan(size_t(filled), count));
        if (!done)
            return done.failure();
        filled += qsizetype(count);
    }
    return derived;
}

Outcome<SecretBytes> scp03Key(Pkcs11Session& session, CK_OBJECT_HANDLE key, quint8 constant,
    const QByteArray& context, qsizetype length)
{
    return counterKdf(session, key, scp03Label(constant, length), context, length);
}

/// Session keys from ENC and MAC keys that are in the token.
Outcome<Scp03SessionKeys> fromStatic(Pkcs11Session& session, CK_OBJECT_HANDLE enc, CK_OBJECT_HANDLE mac,
    const QByteArray& context, qsizetype length)
{
    auto sEnc = scp03Key(session, enc, 0x04, context, length); // Amendment D table 4-1
    auto sMac = scp03Key(session, mac, 0x06, context, length);
    auto sRmac = scp03Key(session, mac, 0x07, context, length);
    for (const auto* key : {&sEnc, &sMac, &sRmac}) {
        if (!*key)
            return key->failure();
    }
    return Scp03SessionKeys{sEnc.take(), sMac.take(), sRmac.take()};
}

Outcome<Object> derivedByTdea(
    Pkcs11Session& session, CK_OBJECT_HANDLE master, const QByteArray& input, CK_KEY_TYPE type)
{
    Pkcs11Session::Making making;
    making.type = type;
    making.length = type == CKK_AES ? 16 : 0;
    making.sign = type == CKK_AES;
    making.encrypt = type != CKK_AES;
    return session.derive(CKM_DES3_ECB_ENCRYPT_DATA, master, input, making);
}

/// CMAC as key derivation: ENC and MAC of the card are made here, their session keys too.
Outcome<Scp03SessionKeys> byKdf3(
    Pkcs11Session& session, const Pkcs11Master& master, QByteArrayView kdd, const QByteArray& context)
{
    Scp03StaticKeys keys;
    SecretBytes* const slots[] = {&keys.enc, &keys.mac};
    for (quint8 number = 1; number <= 2; ++number) {
        auto key = counterKdf(session, master.handle, {},
            diversificationInput(Diversification::Kdf3, kdd, number), master.length);
        if (!key)
            return key.failure();
        *slots[number - 1] = key.take();
    }
    const QByteArrayView both(context);
    return deriveScp03SessionKeys(keys, both.first(both.size() / 2), both.sliced(both.size() / 2));
}

/// A published key as a session object: nothing that protects anything.
Outcome<Object> published(Pkcs11Session& session, const char* hex, Pkcs11Session::Making making)
{
    const QByteArray value = bytes(hex);
    auto key
        = SecretBytes::copyOf({reinterpret_cast<const quint8*>(value.constData()), size_t(value.size())});
    if (!key)
        return key.failure();
    return session.import(*key, making);
}

Answer wrappedHere(const char* kekValue, const char* keyValue)
{
    const auto kek = SecretBytes::copyOf(bytesOf(bytes(kekValue)));
    const auto key = SecretBytes::copyOf(bytesOf(bytes(keyValue)));
    if (!kek || !key)
        return (kek ? key : kek).failure();
    return aesKeyWrapPad(*kek, *key);
}

Pkcs11Session::Making signing()
{
    Pkcs11Session::Making making;
    making.sign = true;
    return making;
}

Pkcs11Session::Making wrapping()
{
    Pkcs11Session::Making making;
    making.wrap = true;
    return making;
}

Answer cmac(Pkcs11Session& session)
{
    const auto key = published(session, "2B7E151628AED2A6ABF7158809CF4F3C", signing());
    if (!key)
        return key.failure();
    return session.cmac(key->handle(),
        bytes("6BC1BEE22E409F96E93D7E117393172AAE2D8A571E03AC9C9EB76FAC45AF8E5130C81C46A35CE411"));
}

/// Both ways. The published example has a key of 20 bytes, and SoftHSM 2.6.1 pads what is no multiple of 8 in
/// another way than RFC 5649; data keys have 32 bytes. So the token's wrapping is compared with this
/// process's, which the published example proves in the same evidence.
Answer wrap256(Pkcs11Session& session)
{
    constexpr const char* kekValue = "8C72C72CF908411653018807950D82FBAD947562F0828A0B10B8B9606ABF3BCD";
    constexpr const char* keyValue = "404142434445464748494A4B4C4D4E4F";
    Pkcs11Session::Making making;
    making.exportable = true;
    making.encrypt = true;
    const auto kek = published(session, kekValue, wrapping());
    const auto inner = published(session, keyValue, making);
    if (!kek || !inner)
        return (kek ? inner : kek).failure();
    const auto wrapped = session.wrap(kek->handle(), inner->handle());
    const auto own = wrappedHere(kekValue, keyValue);
    if (!wrapped || !own)
        return (wrapped ? own : wrapped).failure();
    if (*wrapped != *own)
        return QByteArray();
    const auto back = session.unwrap(kek->handle(), *wrapped, making);
    if (!back)
        return back.failure();
    const auto block = session.encrypt(CKM_AES_ECB, back->handle(), QByteArray(16, '\x01'));
    return block ? Answer(block->first(3)) : block;
}

Answer diversifiedByTdea(Pkcs11Session& session, Diversification rule)
{
    Pkcs11Session::Making making;
    making.type = CKK_DES2;
    making.derive = true;
    const auto master = published(session, "404142434445464748494A4B4C4D4E4F", making);
    if (!master)
        return master.failure();
    const auto input = diversificationInput(rule, bytes("00010203040506070809"), 1);
    const auto key = derivedByTdea(session, master->handle(), input, CKK_DES2);
    if (!key)
        return key.failure();
    const auto block = session.encrypt(CKM_DES3_ECB, key->handle(), QByteArray(8, '\0'));
    return block ? Answer(block->first(3)) : block;
}

Answer emv(Pkcs11Session& session)
{
    return diversifiedByTdea(session, Diversification::EmvCps);
}

Answer visa2(Pkcs11Session& session)
{
    return diversifiedByTdea(session, Diversification::Visa2);
}

Answer kdf3(Pkcs11Session& session)
{
    const auto master = published(session, "404142434445464748494A4B4C4D4E4F", signing());
    if (!master)
        return master.failure();
    const auto key = counterKdf(session, master->handle(), {},
        diversificationInput(Diversification::Kdf3, bytes("00010203040506070809"), 1), 16);
    return key ? kcvAesGp(*key) : Answer(key.failure());
}

Answer scp03(Pkcs11Session& session)
{
    const auto enc = published(session, "000102030405060708090A0B0C0D0E0F", signing());
    const auto mac = published(session, "101112131415161718191A1B1C1D1E1F", signing());
    if (!enc || !mac)
        return (enc ? mac : enc).failure();
    const QByteArray host = bytes("B13E5F938FC108C4");
    const QByteArray card = bytes("3EB51047495B249F");
    const auto keys = fromStatic(session, enc->handle(), mac->handle(), host + card, 16);
    if (!keys)
        return keys.failure();
    const auto cardCryptogram = scp03CardCryptogram(keys->mac, host, card, 8);
    const auto hostCryptogram = scp03HostCryptogram(keys->mac, host, card, 8);
    if (!cardCryptogram || !hostCryptogram)
        return (cardCryptogram ? hostCryptogram : cardCryptogram).failure();
    return *cardCryptogram + *hostCryptogram;
}

} // namespace

bool isTdeaDiversification(Diversification rule)
{
    return rule != Diversification::None && rule != Diversification::Kdf3;
}

Outcome<Scp03SessionKeys> pkcs11SessionKeys(Pkcs11Session& session, const Pkcs11Master& master,
    Diversification rule, QByteArrayView kdd, const QByteArray& context)
{
    if (context.size() != 16 && context.size() != 32)
        return fail(fc::KeyUsageRefused, {{"length", QString::number(context.size())}});
    if (rule == Diversification::None)
        return fromStatic(session, master.handle, master.handle, context, master.length);
    if (rule == Diversification::Kdf3)
        return byKdf3(session, master, kdd, context);
    const auto enc = derivedByTdea(session, master.handle, diversificationInput(rule, kdd, 1), CKK_AES);
    const auto mac = derivedByTdea(session, master.handle, diversificationInput(rule, kdd, 2), CKK_AES);
    if (!enc || !mac)
        return (enc ? mac : enc).failure();
    return fromStatic(session, enc->handle(), mac->handle(), context, 16);
}

Outcome<QByteArray> pkcs11Evidence(Pkcs11Session& session)
{
    static const std::map<QByteArray, Answer (*)(Pkcs11Session&)> own{{"aes-cmac", cmac},
        {"aes-256-wrap-pad", wrap256}, {"diversification-emv", emv}, {"diversification-visa2", visa2},
        {"diversification-kdf3", kdf3}, {"scp03", scp03}};
    std::optional<Failure> token; ///< what it failed with tells more than the algorithm's name
    const auto evidence = computeEvidence([&](QByteArrayView algorithm) -> std::optional<Answer> {
        const auto found = own.find(algorithm.toByteArray());
        if (found == own.end())
            return std::nullopt;
        Answer answer = found->second(session);
        if (!answer && !token)
            token = answer.failure();
        return answer;
    });
    return evidence || !token ? evidence : Answer(*token);
}

} // namespace sm
