// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/card_services.h"

#include "base/bytes.h"
#include "base/failures/crypto.h"
#include "base/failures/security.h"
#include "crypto/aes.h"
#include "crypto/card_values.h"
#include "crypto/digits.h"
#include "crypto/emv_keys.h"
#include "crypto/gp_keys.h"
#include "crypto/kcv.h"
#include "crypto/kdf.h"
#include "crypto/milenage.h"
#include "crypto/pin_block.h"

namespace sm {

namespace {

constexpr qsizetype initializeUpdateKdd = 10;

Failure requestWrong(const char* what)
{
    return fail(fc::CardRequestWrong, {{"what", QLatin1String(what)}});
}

} // namespace

CardServices::CardServices(
    std::shared_ptr<const KeyStore> keys, std::shared_ptr<Random> random, std::shared_ptr<KeyPairs> pairs)
    : m_keys(std::move(keys))
    , m_random(std::move(random))
    , m_pairs(std::move(pairs))
{
}

bool CardServices::holds(const KeyRef& ref, KeyUsage usage) const
{
    const StoredKey* key = m_keys->lookUp(ref);
    return key && key->usage == usage;
}

bool CardServices::holdsDek(const CardDek& dek) const
{
    return holds(dek.master, dek.protocol == 2 ? KeyUsage::Scp02Master : KeyUsage::Scp03Master);
}

bool CardServices::offers(const OpenScp02& request) const
{
    return holds(request.master, KeyUsage::Scp02Master);
}

bool CardServices::offers(const ReleaseCard& request) const
{
    return holds(request.master, KeyUsage::Release);
}

bool CardServices::offers(const AuthorizeCreation& request) const
{
    return holds(request.master, KeyUsage::Authorization);
}

bool CardServices::offers(const MakeCardKeys& request) const
{
    const KeyUsage usage = request.under.protocol == 2 ? KeyUsage::Scp02Master : KeyUsage::Scp03Master;
    return holds(request.master, usage) && holdsDek(request.under);
}

bool CardServices::offers(const EmvCardKeys& request) const
{
    for (const KeyRef& master : request.masters) {
        if (!holds(master, KeyUsage::EmvMaster))
            return false;
    }
    return holdsDek(request.under);
}

bool CardServices::offers(const MakeCardVerification& request) const
{
    return holds(request.key, KeyUsage::CardVerification);
}

bool CardServices::offers(const TranslatePin& request) const
{
    return holds(request.source, KeyUsage::PinEncryption) && holdsDek(request.under);
}

bool CardServices::offers(const Reencipher& request) const
{
    return holds(request.transport, KeyUsage::Transport) && holdsDek(request.under);
}

bool CardServices::offers(const MakeSimKeys& request) const
{
    return holds(request.kiMaster, KeyUsage::SimMaster) && holds(request.op, KeyUsage::Operator)
        && holdsDek(request.under);
}

Outcome<CardServices::Dek> CardServices::dek(const CardDek& dek) const
{
    const bool older = dek.protocol == 2;
    const auto found = m_keys->find(dek.master, older ? KeyUsage::Scp02Master : KeyUsage::Scp03Master);
    if (!found)
        return found.failure();
    auto keys = (*found)->cardKeys(dek.rule, dek.kdd);
    if (!keys)
        return keys.failure();
    Dek made;
    if (!older) {
        made.key = std::move(keys->dek);
        return made;
    }
    auto session = deriveScp02Dek(keys->dek, dek.sequenceCounter);
    if (!session)
        return session.failure();
    made.key = session.take();
    made.algorithm = BlockAlgorithm::Tdea;
    return made;
}

Outcome<SecretBytes> CardServices::cardKey(
    const KeyRef& master, KeyUsage usage, Diversification rule, const QByteArray& diversifier) const
{
    const auto found = m_keys->find(master, usage);
    if (!found)
        return found.failure();
    if (rule == Diversification::None)
        return (*found)->value.duplicate();
    if (diversifier.size() > initializeUpdateKdd)
        return requestWrong("diversifier");
    // The rules read ten bytes; a chip's serial stands at their end.
    const QByteArray padded = diversifier.rightJustified(initializeUpdateKdd, '\0');
    auto keys = (*found)->cardKeys(rule, padded);
    if (!keys)
        return keys.failure();
    return std::move(keys->enc);
}

Outcome<Scp02Opening> CardServices::serve(const OpenScp02& request) const
{
    const auto answer = InitializeUpdate02Answer::parse(request.initializeUpdate);
    if (!answer)
        return answer.failure();
    const auto found = m_keys->find(request.master, KeyUsage::Scp02Master);
    if (!found)
        return found.failure();
    const auto keys = (*found)->cardKeys(request.rule, answer->keyDiversificationData);
    if (!keys)
        return keys.failure();
    auto session = deriveScp02SessionKeys(*keys, answer->sequenceCounter);
    if (!session)
        return session.failure();
    const auto card = verifyScp02CardCryptogram(session->enc, request.hostChallenge, *answer);
    if (!card) {
        if (card.failure() != fc::Scp02CardCryptogramWrong)
            return card.failure();
        return fail(fc::CardCryptogramWrong,
            {{"label", request.master.label}, {"keyVersion", QString::number(answer->keyVersion)}});
    }
    auto host = scp02HostCryptogram(
        session->enc, request.hostChallenge, answer->sequenceCounter, answer->cardChallenge);
    if (!host)
        return host.failure();
    session->dek = SecretBytes();
    return Scp02Opening{session.take(), host.take()};
}

Outcome<CardRelease> CardServices::serve(const ReleaseCard& request) const
{
    auto key = cardKey(request.master, KeyUsage::Release, request.rule, request.diversifier);
    if (!key)
        return key.failure();
    CardRelease release;
    if (request.use == ReleaseCard::Use::Code) {
        release.code = key.take();
        return release;
    }
    const bool aes = request.use == ReleaseCard::Use::AesChallenge;
    if (request.challenge.size() != (aes ? 16 : 8))
        return requestWrong("challenge");
    auto cipher = BlockCipher::create(aes ? BlockAlgorithm::Aes : BlockAlgorithm::Tdea,
        BlockCipher::Mode::Ecb, BlockCipher::Direction::Encrypt, *key);
    if (!cipher)
        return cipher.failure();
    auto cryptogram = cipher->run(request.challenge);
    if (!cryptogram)
        return cryptogram.failure();
    release.cryptogram = cryptogram.take();
    return release;
}

Outcome<Authorization> CardServices::serve(const AuthorizeCreation& request) const
{
    const auto key = cardKey(request.master, KeyUsage::Authorization, request.rule, request.diversifier);
    if (!key)
        return key.failure();
    const bool retail = request.algorithm == AuthorizeCreation::Algorithm::RetailMac;
    if (request.length < 4 || request.length > (retail ? 8 : 16))
        return fail(fc::MacLengthWrong, {{"length", QString::number(request.length)}});
    const auto mac
        = retail ? retailMac(*key, request.data, MacPadding::Method2) : aesCmac(*key, request.data);
    if (!mac)
        return mac.failure();
    return Authorization{mac->first(request.length)};
}

Outcome<CardKeys> CardServices::serve(const MakeCardKeys& request) const
{
    const bool older = request.under.protocol == 2;
    const auto found = m_keys->find(request.master, older ? KeyUsage::Scp02Master : KeyUsage::Scp03Master);
    if (!found)
        return found.failure();
    auto keys = (*found)->cardKeys(request.rule, request.kdd);
    if (!keys)
        return keys.failure();
    const auto under = dek(request.under);
    if (!under)
        return under.failure();
    CardKeys made;
    SecretBytes three[3] = {std::move(keys->enc), std::move(keys->mac), std::move(keys->dek)};
    for (const SecretBytes& key : three) {
        const auto kcv = older ? kcvDes(key) : kcvAesGp(key);
        if (!kcv)
            return kcv.failure();
        made.kcvs += *kcv;
    }
    auto data = putKeyData(request.newVersion, three, under->key, under->algorithm);
    if (!data)
        return data.failure();
    made.putKey = data.take();
    return made;
}

Outcome<Enciphered> CardServices::serve(const EmvCardKeys& request) const
{
    if (request.masters.empty() || request.masters.size() > 3)
        return requestWrong("masters");
    const auto under = dek(request.under);
    if (!under)
        return under.failure();
    auto all = SecretBytes::allocate(qsizetype(request.masters.size()) * 16);
    if (!all)
        return all.failure();
    size_t at = 0;
    Enciphered made;
    for (const KeyRef& master : request.masters) {
        const auto issuer = m_keys->find(master, KeyUsage::EmvMaster);
        if (!issuer)
            return issuer.failure();
        const auto option = request.option == EmvCardKeys::Option::B ? EmvKeyOption::B : EmvKeyOption::A;
        const auto card = emvMasterKey(option, (*issuer)->value, request.pan, request.panSequence);
        if (!card)
            return card.failure();
        const auto kcv = kcvDes(*card);
        if (!kcv)
            return kcv.failure();
        made.kcvs += *kcv;
        std::copy(card->span().begin(), card->span().end(), all->span().begin() + qsizetype(at));
        at += size_t(card->size());
    }
    auto data = encipherDgiData(*all, under->protection());
    if (!data)
        return data.failure();
    made.data = data.take();
    return made;
}

Outcome<CardVerification> CardServices::serve(const MakeCardVerification& request) const
{
    using Kind = MakeCardVerification::Kind;
    const auto key = m_keys->find(request.key, KeyUsage::CardVerification);
    if (!key)
        return key.failure();
    if (request.kind == Kind::IvCvc3) {
        auto value = emvIvCvc3((*key)->value, request.track);
        if (!value)
            return value.failure();
        return CardVerification{value.take()};
    }
    const QByteArray service = request.kind == Kind::Cvv ? request.serviceCode
        : request.kind == Kind::Icvv                     ? QByteArray("999")
                                                         : QByteArray("000");
    auto digits = cardVerificationValue((*key)->value, request.pan, request.expiry, service);
    if (!digits)
        return digits.failure();
    return CardVerification{digits.take()};
}

Outcome<Enciphered> CardServices::serve(const TranslatePin& request) const
{
    const auto key = m_keys->find(request.source, KeyUsage::PinEncryption);
    if (!key)
        return key.failure();
    if (request.sourceFormat == 2 || request.sourceFormat > 4
        || (request.cardFormat != 2 && request.cardFormat != 15))
        return requestWrong("format");
    const auto under = dek(request.under);
    if (!under)
        return under.failure();
    const auto pin
        = decipherPin(PinBlockFormat(request.sourceFormat), (*key)->value, request.block, request.pan);
    if (!pin)
        return pin.failure();
    const auto block = cpsReferencePin(
        *pin, request.cardFormat == 2 ? ReferencePinForm::Format2 : ReferencePinForm::Plain);
    if (!block)
        return block.failure();
    auto data = encipherDgiData(*block, under->protection());
    if (!data)
        return data.failure();
    return Enciphered{data.take(), {}};
}

Outcome<Enciphered> CardServices::serve(const Reencipher& request) const
{
    const auto transport = m_keys->find(request.transport, KeyUsage::Transport);
    if (!transport)
        return transport.failure();
    const auto under = dek(request.under);
    if (!under)
        return under.failure();
    const DgiProtection from{(*transport)->value, (*transport)->algorithm, DgiPadding::IfNeeded};
    auto data = reencipherDgiData(from, request.data, under->protection());
    if (!data)
        return data.failure();
    return Enciphered{data.take(), {}};
}

Outcome<SimKeys> CardServices::serve(const MakeSimKeys& request) const
{
    const auto master = m_keys->find(request.kiMaster, KeyUsage::SimMaster);
    const auto op = m_keys->find(request.op, KeyUsage::Operator);
    if (!master || !op)
        return (master ? op : master).failure();
    if (request.iccid.size() < 18 || request.iccid.size() > 20 || !isDigits(request.iccid))
        return requestWrong("iccid");
    const auto under = dek(request.under);
    if (!under)
        return under.failure();
    // The counter KDF of SP 800-108: label "Ki", a zero byte, the ICCID, the length in bits.
    const QByteArray before = QByteArray("Ki\0", 3) + packDigits(request.iccid);
    const auto ki = kdfCounterCmac((*master)->value, before, QByteArray("\x00\x80", 2), 16);
    if (!ki)
        return ki.failure();
    const auto opc = milenageOpc(*ki, (*op)->value);
    if (!opc)
        return opc.failure();
    SimKeys made;
    for (const auto& [key, out] : {std::pair(&*ki, &made.ki), std::pair(&*opc, &made.opc)}) {
        auto data = encipherDgiData(*key, under->protection());
        const auto kcv = kcvAesGp(*key);
        if (!data || !kcv)
            return (data ? kcv : data).failure();
        *out = data.take();
        made.kcvs += *kcv;
    }
    return made;
}

Outcome<RandomDrawn> CardServices::serve(const DrawRandom& request) const
{
    if (request.length == 0 || request.length > 256)
        return requestWrong("length");
    const auto bytes = m_random->bytes(request.length);
    if (!bytes)
        return fail(fc::HsmDeviceFailed, {{"cause", QStringLiteral("random")}});
    return RandomDrawn{*bytes};
}

} // namespace sm
