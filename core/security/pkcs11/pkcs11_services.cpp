// SPDX-License-Identifier: GPL-3.0-or-later
// What a token computes for each request.
#include "base/failures/security.h"
#include "base/log.h"
#include "crypto/kcv.h"
#include "security/pkcs11/pkcs11_answers.h"
#include "security/pkcs11/pkcs11_engine.h"

#include <algorithm>

namespace sm {

namespace {

constexpr qsizetype dataKeyLength = 32;
constexpr qsizetype shortestMac = 4; // as SoftEngine
constexpr qsizetype longestMac = 16;
constexpr quint16 mostRandom = 256;

} // namespace

template <class R> Pkcs11Engine::Reply Pkcs11Engine::serve(const R& request) const
{
    return fail(fc::HsmNoneCapable, {{"request", QLatin1String(requestName(SecurityRequest(request)))}});
}

Outcome<Scp03SessionKeys> Pkcs11Engine::sessionKeys(
    const OpenScp03& request, const InitializeUpdateAnswer& answer) const
{
    const auto master = find(request.master, Use::Master, isTdeaDiversification(request.rule));
    if (!master)
        return master.failure();
    const QByteArray context = request.hostChallenge + answer.cardChallenge;
    return pkcs11SessionKeys(*m_session, {master->handle, qsizetype(master->length)}, request.rule,
        answer.keyDiversificationData, context);
}

Pkcs11Engine::Reply Pkcs11Engine::serve(const OpenScp03& request) const
{
    const auto answer = InitializeUpdateAnswer::parse(request.initializeUpdate);
    if (!answer)
        return answer.failure();
    auto session = sessionKeys(request, *answer);
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

/// Drawn and wrapped by the token; made to be exported, for the console works with it.
Pkcs11Engine::Reply Pkcs11Engine::serve(const GenerateDataKey& request) const
{
    const auto kek = find(request.kek, Use::KeyEncryption);
    if (!kek)
        return kek.failure();
    Pkcs11Session::Making making;
    making.length = dataKeyLength;
    making.exportable = true;
    const auto key = m_session->generate(making);
    if (!key)
        return key.failure();
    auto wrapped = m_session->wrap(kek->handle, key->handle());
    if (!wrapped)
        return wrapped.failure();
    auto value = m_session->value(key->handle());
    if (!value)
        return value.failure();
    auto kcv = kcvAesGp(*value);
    if (!kcv)
        return kcv.failure();
    return SecurityReply(DataKey{value.take(), wrapped.take(), kcv.take()});
}

Pkcs11Engine::Reply Pkcs11Engine::serve(const UnwrapDataKey& request) const
{
    const auto kek = find(request.kek, Use::KeyEncryption);
    if (!kek)
        return kek.failure();
    const auto broken = [&request] { return fail(fc::WrappedKeyBroken, {{"label", request.kek.label}}); };
    if (request.wrapped.size() != dataKeyLength + 8)
        return broken();
    Pkcs11Session::Making making;
    making.exportable = true;
    const auto key = m_session->unwrap(kek->handle, request.wrapped, making);
    if (!key) {
        // Modules have no common word for a wrapping that does not open (SoftHSM: CKR_GENERAL_ERROR). A token
        // that passes its test is sound, so it is the wrapping.
        const auto sound = pkcs11Evidence(*m_session);
        return sound ? broken() : key.failure();
    }
    auto value = m_session->value(key->handle());
    if (!value)
        return value.failure();
    if (value->size() != dataKeyLength)
        return broken();
    auto kcv = kcvAesGp(*value);
    if (!kcv)
        return kcv.failure();
    return SecurityReply(DataKey{value.take(), request.wrapped, kcv.take()});
}

Pkcs11Engine::Reply Pkcs11Engine::serve(const ComputeMac& request) const
{
    const auto key = find(request.key, Use::Mac);
    if (!key)
        return key.failure();
    if (request.length < shortestMac || request.length > longestMac)
        return fail(fc::MacLengthWrong, {{"length", QString::number(request.length)}});
    const auto mac = m_session->cmac(key->handle, request.data);
    if (!mac)
        return mac.failure();
    return SecurityReply(Mac{mac->first(request.length)});
}

/// Computed now, not remembered: it proves that the token still holds the key.
Pkcs11Engine::Reply Pkcs11Engine::serve(const KeyCheck& request) const
{
    const auto keys = held();
    const HeldKey* key = lookUp(*keys, request.key, false);
    if (!key)
        return fail(fc::KeyUnknown,
            {{"label", request.key.label}, {"version", QString::number(request.key.version)}});
    if (key->kcv.isEmpty())
        return fail(fc::Pkcs11KeyUnusable, {{"label", key->label}});
    const auto block = m_session->encrypt(CKM_AES_ECB, key->handle, QByteArray(16, '\x01'));
    if (!block)
        return block.failure();
    return SecurityReply(KeyCheckValue{block->first(3)});
}

Pkcs11Engine::Reply Pkcs11Engine::serve(const SelfTest&) const
{
    auto evidence = pkcs11Evidence(*m_session);
    if (!evidence)
        return evidence.failure();
    return SecurityReply(SelfTestPassed{evidence.take()});
}

Pkcs11Engine::Reply Pkcs11Engine::serve(const DrawRandom& request) const
{
    QByteArray bytes(std::clamp<quint16>(request.length, 1, mostRandom), '\0');
    const auto drawn = m_session->random({reinterpret_cast<quint8*>(bytes.data()), size_t(bytes.size())});
    if (!drawn)
        return drawn.failure();
    return SecurityReply(RandomDrawn{bytes});
}

Outcome<SecurityReply> Pkcs11Engine::compute(const SecurityRequest& request) const
{
    if (!m_session) {
        const auto opened = reopen();
        if (!opened)
            return opened.failure();
        qCInfo(lcHsm) << "the token's session was opened again";
    }
    auto reply = std::visit([this](const auto& one) { return serve(one); }, request);
    if (m_session->isLost()) {
        qCWarning(lcHsm) << "the token's session is lost";
        m_session.reset();
    }
    return reply;
}

} // namespace sm
