// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/device_services.h"

#include "base/failures/security.h"
#include "crypto/cps_dgi.h"
#include "crypto/kcv.h"
#include "crypto/kdf.h"
#include "security/soft_keys.h"

/// Channels, data keys, MACs: what every job needs. The card's own content is in card_services.cpp.
namespace sm {

namespace {

constexpr qsizetype dataKeyLength = 32;
constexpr qsizetype shortestMac = 4; // NIST SP 800-38B appendix A wants 8; seals of small files take 4
constexpr qsizetype longestMac = 16;
constexpr quint16 mostRandom = 256;

using KeyPtr = KeyDevice::KeyPtr;
using Mode = KeyDevice::Mode;

Failure cryptogramWrong(const KeyRef& master, quint8 keyVersion)
{
    return fail(
        fc::CardCryptogramWrong, {{"label", master.label}, {"keyVersion", QString::number(keyVersion)}});
}

} // namespace

Outcome<SecurityReply> DeviceServices::serve(const SecurityRequest& request) const
{
    return std::visit(
        [this](const auto& one) -> Outcome<SecurityReply> {
            auto made = answer(one);
            if (!made)
                return made.failure();
            return SecurityReply(made.take());
        },
        request);
}

Outcome<KeyPtr> DeviceServices::cardKey(
    const Source& source, KeyShape shape, quint8 number, bool leaves) const
{
    if (source.rule == Diversification::None)
        return m_device.held(source.master, source.usage, KeyUse(shape, number, leaves));
    const bool byCmac = source.rule == Diversification::Kdf3;
    const KeyUse asMaster(byCmac ? KeyShape::Aes : KeyShape::Tdea, KeyUse::asMaster);
    const auto master = m_device.held(source.master, source.usage, asMaster);
    if (!master)
        return master.failure();
    const auto input = diversificationInput(source.rule, source.kdd, number);
    if (!input)
        return input.failure();
    if (byCmac) {
        auto value = m_device.kdf(**master, {}, *input, (*master)->length());
        return value ? softKey(value.take(), shape) : Outcome<KeyPtr>(value.failure());
    }
    const QByteArray blocks = shape == KeyShape::LeftDes ? input->first(8).repeated(3) : *input;
    return m_device.derived(**master, Mode::Ecb, blocks, shape, leaves);
}

Outcome<KeyPtr> DeviceServices::dek(const CardDek& dek) const
{
    if (dek.protocol != 2)
        return cardKey({dek.master, KeyUsage::Scp03Master, dek.rule, dek.kdd}, KeyShape::Aes, 3);
    const auto fixed = cardKey({dek.master, KeyUsage::Scp02Master, dek.rule, dek.kdd}, KeyShape::Tdea, 3);
    if (!fixed)
        return fixed.failure();
    const auto input = scp02DerivationInput(Scp02Constant::Dek, dek.sequenceCounter);
    if (!input)
        return input.failure();
    return m_device.derived(**fixed, Mode::Cbc, *input, KeyShape::Tdea, false);
}

Outcome<QByteArray> DeviceServices::checkValue(const KeyDevice::Key& key) const
{
    static constexpr quint8 ones[16] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    static constexpr quint8 zeros[8] = {};
    const bool aes = key.algorithm() == BlockAlgorithm::Aes;
    const auto block = aes ? m_device.encrypt(key, Mode::Ecb, ones) : m_device.encrypt(key, Mode::Ecb, zeros);
    return block ? Outcome<QByteArray>(block->first(3)) : block;
}

Outcome<QByteArray> DeviceServices::enciphered(const KeyDevice::Key& dek, SecretBytes clear) const
{
    const auto blocks = dgiBlocks(std::move(clear), dek.algorithm(), DgiPadding::IfNeeded);
    if (!blocks)
        return blocks.failure();
    const auto mode = dek.algorithm() == BlockAlgorithm::Aes ? Mode::Cbc : Mode::Ecb;
    return m_device.encrypt(dek, mode, blocks->span());
}

/// Amendment D 4.1.5.
Outcome<Scp03SessionKeys> DeviceServices::scp03Keys(const Source& source, QByteArrayView context) const
{
    const auto enc = cardKey(source, KeyShape::Aes, 1);
    const auto mac = cardKey(source, KeyShape::Aes, 2);
    if (!enc || !mac)
        return (enc ? mac : enc).failure();
    const auto make = [&](const KeyPtr& key, Scp03KeyConstant constant) {
        return m_device.kdf(*key, scp03Label(quint8(constant), key->length()), context, key->length());
    };
    auto sEnc = make(*enc, Scp03KeyConstant::SEnc);
    auto sMac = make(*mac, Scp03KeyConstant::SMac);
    auto sRmac = make(*mac, Scp03KeyConstant::SRmac);
    for (const auto* key : {&sEnc, &sMac, &sRmac}) {
        if (!*key)
            return key->failure();
    }
    return Scp03SessionKeys{sEnc.take(), sMac.take(), sRmac.take()};
}

Outcome<Scp03Opening> DeviceServices::answer(const OpenScp03& request) const
{
    const auto card = InitializeUpdateAnswer::parse(request.initializeUpdate);
    if (!card)
        return card.failure();
    const auto context = scp03Context(request.hostChallenge, card->cardChallenge);
    if (!context)
        return context.failure();
    const Source source{request.master, KeyUsage::Scp03Master, request.rule, card->keyDiversificationData};
    auto session = scp03Keys(source, *context);
    if (!session)
        return session.failure();
    const qsizetype length = card->macLength();
    auto cryptograms = scp03Cryptograms(session->mac, *context, length);
    if (!cryptograms)
        return cryptograms.failure();
    if (!equalInConstantTime(cryptograms->card, card->cardCryptogram))
        return cryptogramWrong(request.master, card->keyVersion);
    return Scp03Opening{session.take(), std::move(cryptograms->host), length};
}

/// Card Specification E.4.1. The bytes go to the console, which secures the commands with them.
Outcome<SecretBytes> DeviceServices::scp02Key(
    const Source& source, quint8 number, Scp02Constant constant, QByteArrayView counter) const
{
    const auto fixed = cardKey(source, KeyShape::Tdea, number);
    if (!fixed)
        return fixed.failure();
    if ((*fixed)->length() != 16)
        return fail(fc::KeyUsageRefused, {{"label", source.master.label}});
    const auto input = scp02DerivationInput(constant, counter);
    if (!input)
        return input.failure();
    const auto key = m_device.derived(**fixed, Mode::Cbc, *input, KeyShape::Aes, true);
    if (!key)
        return key.failure();
    return m_device.exported(**key);
}

Outcome<Scp02Opening> DeviceServices::answer(const OpenScp02& request) const
{
    const auto card = InitializeUpdate02Answer::parse(request.initializeUpdate);
    if (!card)
        return card.failure();
    const Source source{request.master, KeyUsage::Scp02Master, request.rule, card->keyDiversificationData};
    auto enc = scp02Key(source, 1, Scp02Constant::Enc, card->sequenceCounter);
    if (!enc)
        return enc.failure();
    const auto expected
        = scp02CardCryptogram(*enc, request.hostChallenge, card->sequenceCounter, card->cardChallenge);
    if (!expected)
        return expected.failure();
    if (!equalInConstantTime(*expected, card->cardCryptogram))
        return cryptogramWrong(request.master, card->keyVersion);
    auto mac = scp02Key(source, 2, Scp02Constant::CMac, card->sequenceCounter);
    auto rmac = scp02Key(source, 2, Scp02Constant::RMac, card->sequenceCounter);
    if (!mac || !rmac)
        return (mac ? rmac : mac).failure();
    auto host = scp02HostCryptogram(*enc, request.hostChallenge, card->sequenceCounter, card->cardChallenge);
    if (!host)
        return host.failure();
    return Scp02Opening{{enc.take(), mac.take(), rmac.take(), {}}, host.take()};
}

Outcome<DataKey> DeviceServices::answer(const GenerateDataKey& request) const
{
    const auto kek = m_device.held(request.kek, KeyUsage::KeyEncryption, KeyUse(KeyShape::Aes));
    if (!kek)
        return kek.failure();
    auto made = m_device.newDataKey(**kek, dataKeyLength);
    if (!made)
        return made;
    auto kcv = kcvAesGp(made->key);
    if (!kcv)
        return kcv.failure();
    made->kcv = kcv.take();
    return made;
}

Outcome<DataKey> DeviceServices::answer(const UnwrapDataKey& request) const
{
    const auto kek = m_device.held(request.kek, KeyUsage::KeyEncryption, KeyUse(KeyShape::Aes));
    if (!kek)
        return kek.failure();
    const auto broken = [&request] { return fail(fc::WrappedKeyBroken, {{"label", request.kek.label}}); };
    if (request.wrapped.size() != dataKeyLength + 8)
        return broken();
    auto key = m_device.unwrapped(**kek, request.wrapped);
    if (!key)
        return key.failure();
    if (key->size() != dataKeyLength)
        return broken();
    auto kcv = kcvAesGp(*key);
    if (!kcv)
        return kcv.failure();
    return DataKey{key.take(), request.wrapped, kcv.take()};
}

Outcome<Mac> DeviceServices::answer(const ComputeMac& request) const
{
    const auto key = m_device.held(request.key, KeyUsage::Mac, KeyUse(KeyShape::Aes));
    if (!key)
        return key.failure();
    if (request.length < shortestMac || request.length > longestMac)
        return fail(fc::MacLengthWrong, {{"length", QString::number(request.length)}});
    const auto mac = m_device.cmac(**key, request.data);
    if (!mac)
        return mac.failure();
    return Mac{mac->first(request.length)};
}

Outcome<KeyCheckValue> DeviceServices::answer(const KeyCheck& request) const
{
    auto value = m_device.checkValue(request.key);
    if (!value)
        return value.failure();
    return KeyCheckValue{value.take()};
}

Outcome<SelfTestPassed> DeviceServices::answer(const SelfTest&) const
{
    auto evidence = m_device.evidence();
    if (!evidence)
        return evidence.failure();
    return SelfTestPassed{evidence.take()};
}

Outcome<RandomDrawn> DeviceServices::answer(const DrawRandom& request) const
{
    if (request.length == 0 || request.length > mostRandom)
        return fail(fc::CardRequestWrong, {{"what", QStringLiteral("length")}});
    QByteArray bytes(request.length, Qt::Uninitialized);
    const auto drawn = m_device.random({reinterpret_cast<quint8*>(bytes.data()), size_t(bytes.size())});
    if (!drawn)
        return drawn.failure();
    return RandomDrawn{std::move(bytes)};
}

} // namespace sm
