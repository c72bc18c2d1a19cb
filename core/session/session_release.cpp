// SPDX-License-Identifier: GPL-3.0-or-later
// The maker locked the chip by a transport key: only who can answer its challenge may write to it. A chip has
// few tries, so there is one for each card and none after a refusal.
#include "base/failures/session.h"
#include "session/session.h"

namespace sm {

namespace {

/// 63Cx: x further tries; 6983: none (ISO/IEC 7816-4 clause 5.6). Nothing when the answer does not count
/// them.
std::optional<int> triesLeft(quint16 sw)
{
    if (sw == 0x6983)
        return 0;
    return (sw & 0xFFF0) == 0x63C0 ? std::optional<int>(sw & 0x0F) : std::nullopt;
}

} // namespace

QCoro::Task<Outcome<Done>> Session::releaseChip()
{
    enter(Phase::OpeningChannel);
    const ReleaseSpec spec = *m_program.steps[m_step].release;
    if (spec.keepTries > 0) {
        const auto locked = co_await askReleaseTries();
        if (!locked)
            co_return locked.failure();
        if (!*locked)
            co_return Done{};
    }
    CommandApdu ask(0x00, 0x84, 0x00, 0x00, QByteArray(), spec.aes ? 16 : 8);
    const auto challenge = co_await sendAlone(std::move(ask), StatusRule());
    if (!challenge)
        co_return challenge.failure();
    remember(quint32(m_step), 0, QByteArray());
    m_recent.back().recorded = false;
    ReleaseCard release;
    release.master = KeyRef(spec.keyLabel);
    release.rule = diversificationFromName(spec.diversification).value_or(Diversification::None);
    release.diversifier = m_chip.serial.right(10); // what the rules read
    release.use = spec.aes ? ReleaseCard::Use::AesChallenge : ReleaseCard::Use::TripleDesChallenge;
    release.challenge = challenge->data();
    SecurityRequest wanted(std::move(release));
    const auto reply = co_await askHsm(std::move(wanted));
    if (!reply)
        co_return reply.failure();
    CommandApdu answer(0x00, 0x82, 0x00, spec.reference, std::get<CardRelease>(*reply).cryptogram);
    const auto accepted = co_await sendAlone(std::move(answer), StatusRule());
    co_return accepted ? Outcome<Done>(Done{}) : releaseFailed(accepted.failure());
}

/// Whether the chip is locked at all. EXTERNAL AUTHENTICATE without data asks for the tries and spends none
/// (ISO/IEC 7816-4 clause 11.5.4); a chip that does not know this form says nothing about them.
QCoro::Task<Outcome<bool>> Session::askReleaseTries()
{
    const ReleaseSpec spec = *m_program.steps[m_step].release;
    StatusRule any;
    any.accept(0x9000, 0xF000);
    any.accept(0x6000, 0xF000);
    CommandApdu ask(0x00, 0x82, 0x00, spec.reference);
    const auto answer = co_await sendAlone(std::move(ask), std::move(any));
    if (!answer)
        co_return answer.failure();
    const auto left = triesLeft(answer->sw().value);
    if (left && *left <= spec.keepTries)
        co_return fail(fc::ReleaseBlocked, {{"tries", QString::number(*left)}});
    co_return !answer->sw().isSuccess();
}

/// A blocked chip is one bad blank. A refused answer is not: with the wrong key or the wrong stock, each
/// further card would lose a try, so the station stops.
Failure Session::releaseFailed(const Failure& why)
{
    if (!(why == fc::CardRefusedCommand))
        return why;
    const QString sw = why.param("sw");
    const auto left = triesLeft(sw.toUShort(nullptr, 16));
    if (sw == QStringLiteral("6983"))
        return fail(fc::ReleaseBlocked, {{"tries", QStringLiteral("0")}});
    m_stopStation = true;
    if (!left)
        return fail(fc::ReleaseRefused, {{"sw", sw}});
    return fail(fc::ReleaseRefused, {{"sw", sw}, {"tries", QString::number(*left)}});
}

} // namespace sm
