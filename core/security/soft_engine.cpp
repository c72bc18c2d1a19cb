// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/soft_engine.h"

#include "base/failures/base.h"
#include "base/failures/crypto.h"
#include "base/failures/security.h"
#include "crypto/aes.h"
#include "crypto/kcv.h"
#include "crypto/key_wrap.h"
#include "security/known_answers.h"

#include <utility>

namespace sm {

namespace {

constexpr qsizetype dataKeyLength = 32;
constexpr qsizetype shortestMac = 4; // NIST SP 800-38B appendix A wants 8; seals of small files take 4
constexpr qsizetype longestMac = 16;

} // namespace

SoftEngine::SoftEngine(
    std::shared_ptr<const KeyStore> keys, std::shared_ptr<Random> random, std::shared_ptr<KeyPairs> pairs)
    : m_keys(keys)
    , m_random(random)
    , m_cards(std::move(keys), std::move(random), pairs ? std::move(pairs) : std::make_shared<KeyPairs>())
{
}

template <class R> SoftEngine::Reply SoftEngine::serve(const R& request) const
{
    auto served = m_cards.serve(request);
    if (!served)
        return served.failure();
    return SecurityReply(served.take());
}

bool SoftEngine::offers(const SecurityRequest& request) const
{
    const auto holds = [this](const KeyRef& ref, KeyUsage usage) {
        const StoredKey* key = m_keys->lookUp(ref);
        return key && key->usage == usage;
    };
    if (const auto* open = std::get_if<OpenScp03>(&request))
        return holds(open->master, KeyUsage::Scp03Master) && m_keys->lookUp(open->master)->fits(open->rule);
    if (const auto* generate = std::get_if<GenerateDataKey>(&request))
        return holds(generate->kek, KeyUsage::KeyEncryption);
    if (const auto* unwrap = std::get_if<UnwrapDataKey>(&request))
        return holds(unwrap->kek, KeyUsage::KeyEncryption);
    if (const auto* mac = std::get_if<ComputeMac>(&request))
        return holds(mac->key, KeyUsage::Mac);
    if (const auto* check = std::get_if<KeyCheck>(&request))
        return m_keys->lookUp(check->key) != nullptr;
    return std::visit(
        [this](const auto& one) {
            if constexpr (requires { m_cards.offers(one); })
                return m_cards.offers(one);
            return true; // SelfTest
        },
        request);
}

Outcome<SecurityReply> SoftEngine::compute(const SecurityRequest& request) const
{
    return std::visit([this](const auto& one) { return serve(one); }, request);
}

SoftEngine::Reply SoftEngine::serve(const OpenScp03& request) const
{
    const auto answer = InitializeUpdateAnswer::parse(request.initializeUpdate);
    if (!answer)
        return answer.failure();
    const auto found = m_keys->find(request.master, KeyUsage::Scp03Master);
    if (!found)
        return found.failure();
    const auto keys = (*found)->cardKeys(request.rule, answer->keyDiversificationData);
    if (!keys)
        return keys.failure();
    auto session = deriveScp03SessionKeys(*keys, request.hostChallenge, answer->cardChallenge);
    if (!session)
        return session.failure();
    const qsizetype length = answer->macLength();
    const auto card = scp03CardCryptogram(session->mac, request.hostChallenge, answer->cardChallenge, length);
    if (!card)
        return card.failure();
    if (!equalInConstantTime(*card, answer->cardCryptogram)) {
        return fail(fc::CardCryptogramWrong,
            {{"label", request.master.label}, {"keyVersion", QString::number(answer->keyVersion)}});
    }
    auto host = scp03HostCryptogram(session->mac, request.hostChallenge, answer->cardChallenge, length);
    if (!host)
        return host.failure();
    return SecurityReply(Scp03Opening{session.take(), host.take(), length});
}

SoftEngine::Reply SoftEngine::serve(const GenerateDataKey& request) const
{
    const auto kek = m_keys->find(request.kek, KeyUsage::KeyEncryption);
    if (!kek)
        return kek.failure();
    auto key = SecretBytes::allocate(dataKeyLength);
    if (!key)
        return key.failure();
    // Drawn straight into locked memory. The source's own failure is told apart from the device's by its
    // code.
    if (!m_random->fill(key->span()))
        return fail(fc::HsmDeviceFailed, {{"cause", QStringLiteral("random")}});
    auto wrapped = aesKeyWrapPad((*kek)->value, *key);
    if (!wrapped)
        return wrapped.failure();
    auto kcv = kcvAesGp(*key);
    if (!kcv)
        return kcv.failure();
    return SecurityReply(DataKey{key.take(), wrapped.take(), kcv.take()});
}

SoftEngine::Reply SoftEngine::serve(const UnwrapDataKey& request) const
{
    const auto kek = m_keys->find(request.kek, KeyUsage::KeyEncryption);
    if (!kek)
        return kek.failure();
    auto key = aesKeyUnwrapPad((*kek)->value, request.wrapped);
    const bool broken = !key && (key.failure() == fc::PaddingBroken || key.failure() == fc::InputLengthWrong);
    if (broken || (key && key->size() != dataKeyLength))
        return fail(fc::WrappedKeyBroken, {{"label", request.kek.label}});
    if (!key)
        return key.failure();
    auto kcv = kcvAesGp(*key);
    if (!kcv)
        return kcv.failure();
    return SecurityReply(DataKey{key.take(), request.wrapped, kcv.take()});
}

SoftEngine::Reply SoftEngine::serve(const ComputeMac& request) const
{
    const auto key = m_keys->find(request.key, KeyUsage::Mac);
    if (!key)
        return key.failure();
    if (request.length < shortestMac || request.length > longestMac)
        return fail(fc::MacLengthWrong, {{"length", QString::number(request.length)}});
    const auto mac = aesCmac((*key)->value, request.data);
    if (!mac)
        return mac.failure();
    return SecurityReply(Mac{mac->first(request.length)});
}

SoftEngine::Reply SoftEngine::serve(const KeyCheck& request) const
{
    const StoredKey* key = m_keys->lookUp(request.key);
    if (!key)
        return fail(fc::KeyUnknown,
            {{"label", request.key.label}, {"version", QString::number(request.key.version)}});
    return SecurityReply(KeyCheckValue{key->kcv});
}

SoftEngine::Reply SoftEngine::serve(const SelfTest&) const
{
    auto evidence = computeEvidence();
    if (!evidence)
        return evidence.failure();
    return SecurityReply(SelfTestPassed{evidence.take()});
}

} // namespace sm
