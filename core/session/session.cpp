// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/session.h"

#include "base/failures/session.h"
#include "base/failures/station.h"
#include "base/failures/store.h"
#include "base/log.h"
#include "session/run_watch.h"
#include "station/modules/device_module.h"

namespace sm {

Session::Session(SessionServices services, std::shared_ptr<JobContext> job, RecordRow record,
    Station& station, SessionObserver& observer)
    : m_services(std::move(services))
    , m_job(std::move(job))
    , m_record(std::move(record))
    , m_station(station)
    , m_observer(observer)
    , m_trace(m_services.trace)
{
}

Session::~Session() = default;

void Session::start()
{
    drive(shared_from_this()); // detached: the frame owns the session and reports its end itself
}

void Session::cancel()
{
    m_cancelled = true;
    if (m_module)
        m_module->abort(fail(fc::SessionCancelled));
    m_station.link().abort(fail(fc::SessionCancelled));
    m_canceller.abort(fail(fc::SessionCancelled));
}

void Session::giveBack()
{
    m_givingBack = true;
    if (m_phase == Phase::WaitingForCard)
        m_station.link().abort(fail(fc::SessionGivenBack));
}

bool Session::reject()
{
    if (!m_cardArrived || m_rejected || m_phase < Phase::Identifying || m_phase >= Phase::Completing)
        return false;
    m_rejected = true;
    // A wait for the link or the HSMs ends now. A wait for the store does not: what it writes may become
    // durable, and then the card counts as touched.
    if (m_waitingForHsm)
        m_canceller.abort(fail(fc::RejectedByHand));
    else if (m_module)
        m_module->abort(fail(fc::RejectedByHand));
    else
        m_station.link().abort(fail(fc::RejectedByHand));
    return true;
}

Outcome<Done> Session::mayGoOn() const
{
    return m_rejected ? Outcome<Done>(fail(fc::RejectedByHand)) : Done{};
}

quint16 Session::stepCount() const
{
    return quint16(m_program.steps.empty() ? m_job->profile->stepCount() : int(m_program.steps.size()));
}

quint16 Session::stepNow() const
{
    if (m_phase < Phase::OpeningChannel || m_phase == Phase::Ejecting || m_program.steps.empty())
        return 0;
    if (!m_running)
        return quint16(qMin(m_step + 1, m_program.steps.size()));
    quint32 answered = m_station.link().answered();
    size_t step = m_running->first;
    while (step + 1 < m_running->last && answered >= m_program.steps[step].commands.size())
        answered -= quint32(m_program.steps[step++].commands.size());
    return quint16(step + 1);
}

QString Session::stepName() const
{
    const quint16 step = stepNow();
    return step > 0 ? m_program.steps[step - 1].name : QString();
}

void Session::enter(Phase phase)
{
    m_phase = phase;
    m_observer.sessionChanged(*this);
}

void Session::remember(quint32 step, quint32 command, QByteArray answer, Nanos took)
{
    constexpr size_t kept = 6;
    if (m_recent.size() == kept)
        m_recent.pop_front();
    m_recent.push_back({step, command, std::move(answer), now(), took});
}

static TraceVerdict traceVerdict(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Good:
        return TraceVerdict::Good;
    case Verdict::Released:
        return TraceVerdict::Released;
    case Verdict::Quarantined:
        return TraceVerdict::Quarantined;
    case Verdict::InDoubt:
        return TraceVerdict::InDoubt;
    case Verdict::NotClaimed:
    case Verdict::StoreFailed:
        break;
    }
    return TraceVerdict::Stopped;
}

QCoro::Task<> Session::drive(std::shared_ptr<Session> self)
{
    // One turn of the loop between start() and the first step, so that the observer is never called from
    // inside it. Through the inbox, for a timer would take its millisecond for each card.
    auto turn = makePending<Done>(self->m_services.reactor, self->m_services.settings.hsm);
    turn.completer.complete(Done{});
    co_await turn.pending;
    Outcome<Done> outcome = fail(fc::SessionBroken);
    try {
        outcome = co_await self->personalize();
    } catch (const std::exception& error) {
        qCCritical(lcSession) << "exception in a session:" << error.what();
    }
    const SessionResult result = co_await self->conclude(outcome);
    self->enter(Phase::None);
    self->m_observer.sessionFinished(*self, result);
}

/// The verdict of production.md 4.3, made durable, then the card's way out.
QCoro::Task<SessionResult> Session::conclude(Outcome<Done> outcome)
{
    SessionResult result;
    result.cardArrived = m_cardArrived;
    result.cardTime = m_cardTime;
    result.cardAnswered = m_cardAnswered;
    result.processTime = m_cardAnswered ? now() - m_arrived : Nanos(0);
    if (!outcome) {
        // Whatever the end of the wait looked like, the reason is the person's.
        result.failure = m_rejected && !m_cancelled ? fail(fc::RejectedByHand) : outcome.failure();
        result.step = stepName();
    }
    m_channel.reset(); // its contexts hold session keys outside the locked heap
    const auto recorded = co_await recordEnd(result);
    if (!recorded) {
        result.verdict = Verdict::StoreFailed;
        result.failure = recorded.failure();
    }
    result.stationNeedsPerson = m_stopStation;
    m_trace.cardEnded(traceVerdict(result.verdict), result.failure, m_job->row.job.name, now());
    if (m_cardArrived) {
        enter(Phase::Ejecting);
        const bool untouched = result.verdict == Verdict::Released && !result.blankSpoiled;
        const Bin bin = result.verdict == Verdict::Good ? Bin::Good : untouched ? Bin::Stock : Bin::Reject;
        Outcome<Done> left = fail(fc::SessionBroken);
        do { // an operator may take as long as it takes
            const Nanos asked = now();
            auto leaving = m_station.link().eject(bin, m_services.settings.eject);
            left = co_await leaving;
            m_cardNotTaken = !left && left.failure() == fc::CardNotTaken;
            if (m_cardNotTaken && now() - asked < shortestWait) {
                auto pause = Pending<Done>::after(m_services.reactor, shortestWait, Done{});
                const auto paused = co_await pause;
                left = paused ? left : Outcome<Done>(paused.failure());
            }
        } while (!left && left.failure() == fc::CardNotTaken && !m_cancelled);
        if (!left) {
            result.stationNeedsPerson = true;
            if (!result.failure)
                result.failure = left.failure();
        }
    }
    co_return result;
}

QCoro::Task<Outcome<Done>> Session::recordEnd(SessionResult& result)
{
    if (!m_claimed) {
        result.verdict = m_storeFailed ? Verdict::StoreFailed : Verdict::NotClaimed;
        co_return Done{};
    }
    const QString failure = result.failure ? result.failure->toString().section(u' ', 0, 0) : QString();
    if (m_acknowledged) {
        result.verdict = Verdict::Good;
        m_entries.push_back(entry::Completed());
        m_entries.push_back(entry::BinnedGood());
    } else if (m_acknowledgementMissing) {
        result.verdict = Verdict::InDoubt;
        m_entries.push_back(entry::InDoubt(failure, result.step));
    } else if (m_intentOpen) {
        result.verdict = Verdict::Quarantined;
        m_entries.push_back(entry::InDoubt(failure, result.step));
        m_entries.push_back(entry::Quarantined(failure, result.step));
    } else {
        result.verdict = Verdict::Released;
        // A card of somebody else that came back into the hopper: not to the stock, and a person takes it
        // away (F6). Or one that a person does not want to see again.
        const bool used = result.failure && *result.failure == fc::BlankTaken;
        m_stopStation = m_stopStation || used;
        // A chip that lost a try, or has none, does not come again from the stock to lose the rest.
        const bool locked = result.failure
            && (*result.failure == fc::ReleaseRefused || *result.failure == fc::ReleaseBlocked);
        result.blankSpoiled = m_rejected || used || locked;
        m_entries.clear(); // what was about to be written with an intent that never came
        m_entries.push_back(entry::Released(failure, m_cardArrived, result.blankSpoiled));
    }
    auto writing = m_services.journal->append(m_key, std::move(m_entries));
    co_return co_await writing;
}

} // namespace sm
