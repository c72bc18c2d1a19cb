// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/sam/sam_session.h"

#include "base/bytes.h"
#include "base/failures/security.h"
#include "card/gp_commands.h"
#include "card/response_chain.h"
#include "crypto/block_cipher.h"

namespace sm {

namespace {

constexpr qsizetype challengeLength = 8;
constexpr qsizetype longChallengeLength = 16;

Failure callFailed(const char* call, const QString& code)
{
    return fail(fc::SamCallFailed, {{"call", QLatin1String(call)}, {"code", code}});
}

/// The code's name in the catalogue: no failure of a room below may look like an answer to a card's request.
QString nameOf(const Failure& failure)
{
    const FailureEntry* entry = failureEntry(failure.code());
    return entry ? QString::fromLatin1(entry->name) : QString();
}

Outcome<ResponseApdu> transmit(SamSlot& slot, const CommandApdu& command)
{
    ResponseChain chain(command.encode());
    QByteArray next = command.encode();
    while (!next.isEmpty()) {
        const auto answer = slot.exchange(next);
        if (!answer)
            return answer.failure();
        const auto fed = chain.feed(*answer);
        if (!fed)
            return callFailed("answer", nameOf(fed.failure()));
        next = fed->command;
    }
    return chain.answer();
}

Outcome<Scp03StaticKeys> accessKeys(const SamAccess& access, QByteArrayView kdd)
{
    auto keys = diversify(access.rule, access.master, kdd);
    if (!keys)
        return callFailed("access", nameOf(keys.failure()));
    return keys;
}

struct Opened {
    Scp03Channel channel;
    SecretBytes dek;
};

Outcome<Opened> authenticate(
    SamSlot& slot, const SamAccess& access, const QByteArray& challenge, const InitializeUpdateAnswer& card)
{
    auto keys = accessKeys(access, card.keyDiversificationData);
    if (!keys)
        return keys.failure();
    auto session = deriveScp03SessionKeys(*keys, challenge, card.cardChallenge);
    if (!session)
        return callFailed("session keys", nameOf(session.failure()));
    if (!verifyScp03CardCryptogram(session->mac, challenge, card))
        return fail(fc::SamAccessRefused, {{"cause", QStringLiteral("card cryptogram")}});
    const auto host = scp03HostCryptogram(session->mac, challenge, card.cardChallenge, card.macLength());
    if (!host)
        return callFailed("cryptogram", nameOf(host.failure()));
    Opened opened{Scp03Channel(session.take(), Scp03Level::Full, card.macLength()), std::move(keys->dek)};
    const auto command = opened.channel.externalAuthenticate(*host);
    if (!command)
        return callFailed("EXTERNAL AUTHENTICATE", nameOf(command.failure()));
    const auto answer = transmit(slot, *command);
    if (!answer)
        return answer.failure();
    if (!answer->sw().isSuccess())
        return fail(fc::SamAccessRefused, {{"cause", answer->sw().text()}});
    return opened;
}

} // namespace

Failure samCallFailed(sam::Ins ins, const QString& code)
{
    return fail(fc::SamCallFailed, {{"call", toHex(QByteArray(1, char(ins)))}, {"code", code}});
}

Outcome<std::unique_ptr<SamSession>> SamSession::open(SamSlot& slot, const SamAccess& access, Random& random)
{
    const auto powered = slot.power();
    if (!powered)
        return powered.failure();
    const auto select = gp::select(sam::applicationAid());
    if (!select)
        return callFailed("SELECT", nameOf(select.failure()));
    const auto selected = transmit(slot, *select);
    if (!selected)
        return selected.failure();
    if (!selected->sw().isSuccess())
        return fail(fc::SamMissing, {{"cause", QStringLiteral("application")}});
    // S16 (b1 of i) wants challenges of sixteen bytes; the card says so only in its answer.
    for (const qsizetype length : {challengeLength, longChallengeLength}) {
        const auto challenge = random.bytes(length);
        if (!challenge)
            return callFailed("challenge", nameOf(challenge.failure()));
        const auto update = transmit(slot, CommandApdu(0x80, 0x50, 0x00, 0x00, *challenge, 256));
        if (!update)
            return update.failure();
        if (update->sw().value == 0x6700 && length == challengeLength)
            continue;
        const auto card = update->sw().isSuccess()
            ? InitializeUpdateAnswer::parse(update->data())
            : Outcome<InitializeUpdateAnswer>(callFailed("INITIALIZE UPDATE", update->sw().text()));
        if (!card)
            return callFailed("INITIALIZE UPDATE", nameOf(card.failure()));
        if (card->cardChallenge.size() != length)
            continue;
        auto opened = authenticate(slot, access, *challenge, *card);
        if (!opened)
            return opened.failure();
        return std::unique_ptr<SamSession>(
            new SamSession(slot, std::move(opened->channel), std::move(opened->dek)));
    }
    return callFailed("INITIALIZE UPDATE", QStringLiteral("challenge"));
}

Outcome<ResponseApdu> SamSession::call(sam::Ins ins, quint8 p1, quint8 p2, const QByteArray& data)
{
    const auto wrapped = m_channel.wrap(CommandApdu(0x80, quint8(ins), p1, p2, data, 256));
    if (!wrapped)
        return samCallFailed(ins, nameOf(wrapped.failure()));
    const auto answer = transmit(m_slot, *wrapped);
    if (!answer)
        return answer.failure();
    auto open = m_channel.unwrap(*answer);
    if (!open)
        return samCallFailed(ins, nameOf(open.failure()));
    return open;
}

Outcome<ResponseApdu> SamSession::callInBlocks(sam::Ins ins, const QByteArray& data)
{
    for (qsizetype at = 0, number = 0;; at += sam::longestBlock, ++number) {
        const bool last = at + sam::longestBlock >= data.size();
        const auto answer
            = call(ins, last ? sam::lastBlock : quint8(0), quint8(number), data.mid(at, sam::longestBlock));
        if (!answer || last || !answer->sw().isSuccess())
            return answer;
    }
}

Outcome<SecretBytes> SamSession::unsealed(QByteArrayView sealed, qsizetype length) const
{
    if (length <= 0 || sealed.size() != (length + 15) / 16 * 16)
        return callFailed("sealed", QStringLiteral("length"));
    auto cipher = BlockCipher::create(
        BlockAlgorithm::Aes, BlockCipher::Mode::Cbc, BlockCipher::Direction::Decrypt, m_dek);
    auto clear = SecretBytes::allocate(sealed.size());
    if (!cipher || !clear)
        return cipher ? clear.failure() : cipher.failure();
    const auto done = cipher->runInto(bytesOf(sealed), {}, clear->span());
    if (!done)
        return done.failure();
    if (length == clear->size())
        return clear;
    return SecretBytes::copyOf(clear->span().first(size_t(length)));
}

} // namespace sm
