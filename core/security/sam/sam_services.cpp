// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/sam/sam_services.h"

#include "base/bytes.h"
#include "base/failures/security.h"
#include "base/overloaded.h"
#include "crypto/scp02.h"

#include <algorithm>
#include <array>

namespace sm {

namespace {

using sam::Ins;

constexpr qsizetype kddLength = 10;
constexpr qsizetype cardKeyChecks = 9;
constexpr qsizetype scp02KeyLength = 16;

Failure requestWrong(const char* what)
{
    return fail(fc::CardRequestWrong, {{"what", QLatin1String(what)}});
}

Failure answerWrong(Ins ins)
{
    return samCallFailed(ins, QStringLiteral("answer"));
}

qsizetype wholeBlocks(qsizetype length)
{
    return (length + 15) / 16 * 16;
}

/// Three keys of one length in a row.
std::optional<std::array<SecretBytes, 3>> threeKeys(const SecretBytes& row)
{
    std::array<SecretBytes, 3> keys;
    const size_t length = size_t(row.size()) / 3;
    for (size_t i = 0; i < 3; ++i) {
        auto key = SecretBytes::copyOf(row.span().subspan(i * length, length));
        if (!key)
            return std::nullopt;
        keys[i] = key.take();
    }
    return keys;
}

Failure noRoom()
{
    return fail(fc::HsmDeviceFailed, {{"cause", QStringLiteral("memory")}});
}

} // namespace

std::optional<Ins> samCommandFor(const SecurityRequest& request)
{
    using Command = std::optional<Ins>;
    return std::visit(
        Overloaded{[](const OpenScp03&) { return Command(Ins::OpenScp03); },
            [](const OpenScp02&) { return Command(Ins::OpenScp02); },
            [](const ComputeMac&) { return Command(Ins::Mac); },
            [](const KeyCheck&) { return Command(Ins::CheckValue); },
            [](const SelfTest&) { return Command(Ins::SelfTest); },
            [](const ReleaseCard&) { return Command(Ins::Release); },
            [](const AuthorizeCreation&) { return Command(Ins::Authorize); },
            [](const MakeCardKeys&) { return Command(Ins::CardKeys); },
            [](const DrawRandom&) { return Command(Ins::Random); }, [](const auto&) { return Command(); }},
        request);
}

template <class Other> Outcome<SecurityReply> SamServices::answer(const Other&)
{
    return requestWrong("kind");
}

Outcome<SecurityReply> SamServices::serve(const SecurityRequest& request)
{
    const auto ins = samCommandFor(request);
    if (!ins || !m_keys.serves(*ins))
        return requestWrong("kind");
    return std::visit([this](const auto& one) { return answer(one); }, request);
}

Outcome<QByteArray> SamServices::keyNumber(const KeyRef& ref) const
{
    const auto number = m_keys.numberOf(ref);
    if (!number)
        return fail(fc::KeyUnknown, {{"label", ref.label}, {"version", QString::number(ref.version)}});
    QByteArray bytes;
    appendU16(bytes, *number);
    return bytes;
}

Outcome<QByteArray> SamServices::keyAndRule(const KeyRef& ref, Diversification rule) const
{
    auto key = keyNumber(ref);
    const auto code = sam::ruleCode(rule);
    if (!key || !code)
        return key ? Outcome<QByteArray>(requestWrong("rule")) : key;
    return *key + char(*code);
}

Outcome<QByteArray> SamServices::dekBytes(const CardDek& dek) const
{
    const auto key = keyAndRule(dek.master, dek.rule);
    if (!key)
        return key;
    const bool older = dek.protocol == 2;
    if (dek.kdd.size() != kddLength || (older && dek.sequenceCounter.size() != 2))
        return requestWrong("dek");
    return *key + dek.kdd + char(older ? 0x02 : 0x03) + (older ? dek.sequenceCounter : QByteArray(2, '\0'));
}

Outcome<QByteArray> SamServices::run(Ins ins, const QByteArray& data, const KeyRef& key)
{
    if (data.size() > sam::longestData)
        return requestWrong("length");
    const bool blocks = quint8(ins) >= quint8(Ins::OpenScp03);
    const auto answer = blocks ? m_session.callInBlocks(ins, data) : m_session.call(ins, 0, 0, data);
    if (!answer)
        return answer.failure();
    switch (answer->sw().value) {
    case 0x9000:
        return answer->data();
    case 0x6A88:
        return fail(fc::KeyUnknown, {{"label", key.label}, {"version", QString::number(key.version)}});
    case 0x6985:
        return fail(fc::KeyUsageRefused, {{"label", key.label}});
    case 0x6700:
        return requestWrong("length");
    case 0x6A80:
        return requestWrong("field");
    case sam::cryptogramWrong:
        return fail(fc::CardCryptogramWrong, {{"label", key.label}});
    default:
        return samCallFailed(ins, answer->sw().text());
    }
}

Outcome<SecurityReply> SamServices::answer(const OpenScp03& request)
{
    const auto card = InitializeUpdateAnswer::parse(request.initializeUpdate);
    if (!card)
        return card.failure();
    const auto key = keyAndRule(request.master, request.rule);
    if (!key)
        return key.failure();
    if (request.hostChallenge.size() != 8 && request.hostChallenge.size() != 16)
        return requestWrong("challenge");
    const auto data = run(Ins::OpenScp03,
        *key + char(request.hostChallenge.size()) + request.hostChallenge + request.initializeUpdate,
        request.master);
    if (!data)
        return data.failure();
    const qsizetype mac = card->macLength();
    const qsizetype sealed = data->size() - mac - 1;
    const qsizetype length = data->isEmpty() ? 0 : byteAt(*data, 0);
    if ((length != 16 && length != 24 && length != 32) || sealed != wholeBlocks(3 * length))
        return answerWrong(Ins::OpenScp03);
    const auto row = m_session.unsealed(QByteArrayView(*data).sliced(1, sealed), 3 * length);
    if (!row)
        return row.failure();
    auto keys = threeKeys(*row);
    if (!keys)
        return noRoom();
    return SecurityReply(Scp03Opening{
        {std::move((*keys)[0]), std::move((*keys)[1]), std::move((*keys)[2])}, data->last(mac), mac});
}

Outcome<SecurityReply> SamServices::answer(const OpenScp02& request)
{
    const auto key = keyAndRule(request.master, request.rule);
    if (!key)
        return key.failure();
    if (request.hostChallenge.size() != 8)
        return requestWrong("challenge");
    const auto data
        = run(Ins::OpenScp02, *key + request.hostChallenge + request.initializeUpdate, request.master);
    if (!data)
        return data.failure();
    if (data->size() != 3 * scp02KeyLength + 8)
        return answerWrong(Ins::OpenScp02);
    const auto row = m_session.unsealed(QByteArrayView(*data).first(3 * scp02KeyLength), 3 * scp02KeyLength);
    if (!row)
        return row.failure();
    auto keys = threeKeys(*row);
    if (!keys)
        return noRoom();
    return SecurityReply(Scp02Opening{
        {std::move((*keys)[0]), std::move((*keys)[1]), std::move((*keys)[2]), {}}, data->last(8)});
}

Outcome<SecurityReply> SamServices::answer(const ComputeMac& request)
{
    const auto key = keyNumber(request.key);
    if (!key)
        return key.failure();
    if (request.length < 4 || request.length > 16)
        return fail(fc::MacLengthWrong, {{"length", QString::number(request.length)}});
    const auto mac = run(Ins::Mac, *key + char(request.length) + request.data, request.key);
    if (!mac)
        return mac.failure();
    return mac->size() == request.length ? Reply(SecurityReply(Mac{*mac})) : Reply(answerWrong(Ins::Mac));
}

Outcome<SecurityReply> SamServices::answer(const KeyCheck& request)
{
    const auto key = keyNumber(request.key);
    if (!key)
        return key.failure();
    const auto kcv = run(Ins::CheckValue, *key, request.key);
    if (!kcv)
        return kcv.failure();
    if (kcv->size() != 3)
        return answerWrong(Ins::CheckValue);
    return SecurityReply(KeyCheckValue{*kcv});
}

Outcome<SecurityReply> SamServices::answer(const ReleaseCard& request)
{
    const auto key = keyAndRule(request.master, request.rule);
    if (!key)
        return key.failure();
    const bool code = request.use == ReleaseCard::Use::Code;
    const qsizetype block = code ? 0 : request.use == ReleaseCard::Use::AesChallenge ? 16 : 8;
    if (request.diversifier.size() > kddLength)
        return requestWrong("diversifier");
    if (request.challenge.size() != block && !code)
        return requestWrong("challenge");
    const auto data = run(Ins::Release,
        *key + char(request.use) + char(request.diversifier.size()) + request.diversifier
            + request.challenge.first(block),
        request.master);
    if (!data)
        return data.failure();
    CardRelease release;
    if (!code) {
        if (data->size() != block)
            return answerWrong(Ins::Release);
        release.cryptogram = *data;
        return SecurityReply(std::move(release));
    }
    const qsizetype length = data->isEmpty() ? 0 : byteAt(*data, 0);
    if (length < 16 || length > 32)
        return answerWrong(Ins::Release);
    auto clear = m_session.unsealed(QByteArrayView(*data).sliced(1), length);
    if (!clear)
        return clear.failure();
    release.code = clear.take();
    return SecurityReply(std::move(release));
}

Outcome<SecurityReply> SamServices::answer(const AuthorizeCreation& request)
{
    const auto key = keyAndRule(request.master, request.rule);
    if (!key)
        return key.failure();
    const bool retail = request.algorithm == AuthorizeCreation::Algorithm::RetailMac;
    if (request.diversifier.size() > kddLength)
        return requestWrong("diversifier");
    if (request.length < 4 || request.length > (retail ? 8 : 16))
        return fail(fc::MacLengthWrong, {{"length", QString::number(request.length)}});
    const auto mac = run(Ins::Authorize,
        *key + char(retail ? 0x00 : 0x01) + char(request.length) + char(request.diversifier.size())
            + request.diversifier + request.data,
        request.master);
    if (!mac)
        return mac.failure();
    if (mac->size() != request.length)
        return answerWrong(Ins::Authorize);
    return SecurityReply(Authorization{*mac});
}

Outcome<SecurityReply> SamServices::answer(const MakeCardKeys& request)
{
    const auto key = keyAndRule(request.master, request.rule);
    if (!key)
        return key.failure();
    const auto dek = dekBytes(request.under);
    if (!dek)
        return dek.failure();
    if (request.kdd.size() != kddLength)
        return requestWrong("kdd");
    const auto data
        = run(Ins::CardKeys, *key + char(request.newVersion) + request.kdd + *dek, request.master);
    if (!data)
        return data.failure();
    if (data->size() <= cardKeyChecks + 1 || byteAt(*data, cardKeyChecks) != request.newVersion)
        return answerWrong(Ins::CardKeys);
    return SecurityReply(CardKeys{data->sliced(cardKeyChecks), data->first(cardKeyChecks)});
}

Outcome<SecurityReply> SamServices::answer(const DrawRandom& request)
{
    if (request.length == 0 || request.length > 256)
        return requestWrong("length");
    QByteArray drawn;
    while (drawn.size() < request.length) {
        const auto wanted = quint8(std::min<qsizetype>(sam::longestRandom, request.length - drawn.size()));
        const auto part = m_session.call(Ins::Random, 0, wanted);
        if (!part)
            return part.failure();
        if (!part->sw().isSuccess() || part->data().size() != wanted)
            return samCallFailed(Ins::Random, part->sw().text());
        drawn += part->data();
    }
    return SecurityReply(RandomDrawn{drawn});
}

Outcome<SecurityReply> SamServices::answer(const SelfTest&)
{
    const auto evidence = m_session.call(Ins::SelfTest, 0, 0);
    if (!evidence)
        return evidence.failure();
    if (!evidence->sw().isSuccess())
        return samCallFailed(Ins::SelfTest, evidence->sw().text());
    return SecurityReply(SelfTestPassed{evidence->data()});
}

} // namespace sm
