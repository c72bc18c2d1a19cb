// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/history_questions.h"

#include "base/failures/server.h"
#include "base/log.h"

#include <algorithm>

namespace sm {

namespace {

constexpr qint64 flushEveryMs = 60'000;
constexpr qint64 busyEveryMs = 1000;

StationTime timeOf(const StationDesk& desk)
{
    switch (desk.station->state()) {
    case StationState::Offline:
    case StationState::Lost:
        return StationTime::Offline;
    case StationState::Held:
        return StationTime::Held;
    case StationState::Fault:
        return StationTime::Fault;
    case StationState::Maintenance:
        return StationTime::Maintenance;
    case StationState::Idle:
        return StationTime::Idle;
    case StationState::Assigned:
    case StationState::InSession:
        break;
    }
    if (desk.session && desk.session->waitsForHsm())
        return StationTime::WaitingHsm;
    const Phase phase = desk.session ? desk.session->phase() : Phase::None;
    const bool empty
        = phase == Phase::WaitingForCard || phase == Phase::Ejecting || phase == Phase::Presenting;
    return empty ? StationTime::WaitingCard : StationTime::Running;
}

std::vector<StationId> stationsOf(const FloorPlan& plan)
{
    std::vector<StationId> out;
    for (const MachinePlan& machine : plan.machines) {
        for (const StationPlan& station : machine.stations)
            out.push_back(station.id);
    }
    return out;
}

} // namespace

HistoryDesk::HistoryDesk(Services services, const FloorPlan& plan)
    : m_services(std::move(services))
    , m_speed(plan.virtualCards.speed)
    , m_time(m_services.reactor.clock->wall().toMSecsSinceEpoch(), m_services.reactor.clock->now())
    , m_base(now())
    , m_rollUps(std::make_unique<RollUps>(stationsOf(plan), plan.hsms.size(), m_base))
    , m_listed(m_rollUps->stations())
    , m_flushed(m_base)
{
    for (const HsmPlan& device : plan.hsms)
        m_devices.append(device.name);
}

HistoryDesk::~HistoryDesk()
{
    flush(true);
    m_services.worker.reset(); // what it still makes is told before the board goes
}

QCoro::Task<> HistoryDesk::restore(HistoryDesk* self)
{
    std::vector<RollUpRow> rows;
    for (const RollUpLevel level : {RollUpLevel::Hour, RollUpLevel::Minute}) {
        const qint64 from = self->m_base - keptMs(level);
        auto reading = self->m_services.store->readRollUps(level, from, self->m_base + 1);
        auto found = co_await reading;
        if (!found) {
            qCWarning(lcServer) << "the roll-ups of earlier runs cannot be read:"
                                << found.failure().toString();
            co_return;
        }
        for (RollUpRow& row : *found)
            rows.push_back(std::move(row));
    }
    for (const RollUpRow& row : rows) {
        const auto slot = decodeSlot(row.slot);
        for (const Tally& tally : slot ? slot->tallies : std::vector<Tally>()) {
            // The minutes follow the hours and say it more exactly where there are any.
            if (tally.job.isValid())
                self->noteJob(tally.job, row.start, row.start + spanMs(row.level) - 1);
        }
    }
    self->m_rollUps->restore(rows);
}

void HistoryDesk::noteJob(JobId job, qint64 from, qint64 to)
{
    const auto [at, fresh] = m_jobs.try_emplace(job, JobSpan{from, to});
    at->second.from = std::min(at->second.from, from);
    at->second.to = std::max(at->second.to, to);
}

void HistoryDesk::stationComes(StationId station)
{
    m_rollUps->setPresent(station, true, now());
    if (std::find(m_listed.begin(), m_listed.end(), station) == m_listed.end())
        m_listed.push_back(station);
}

void HistoryDesk::stationGoes(StationId station)
{
    m_rollUps->setPresent(station, false, now());
}

void HistoryDesk::stationChanged(const StationDesk& desk)
{
    const JobId job = desk.session ? desk.session->record().job : JobId();
    m_rollUps->setState(desk.station->id(), timeOf(desk), job, now());
    if (job.isValid())
        noteJob(job, now(), now());
}

void HistoryDesk::cardFinished(const JobRun& job, const StationDesk& desk, const SessionResult& result)
{
    const bool first = job.firstPassGood > std::exchange(m_firstPass[job.id()], job.firstPassGood);
    if (result.verdict != Verdict::Good && !result.cardArrived)
        return;
    FinishedCard card;
    card.good = result.verdict == Verdict::Good;
    card.firstPass = first;
    if (result.failure)
        card.failure = result.failure->code();
    card.idealSeconds
        = std::chrono::duration<double>(job.context->profile->idealCardTime()).count() / m_speed;
    card.processSeconds = std::chrono::duration<double>(result.processTime).count();
    m_rollUps->finished(desk.station->id(), job.id(), card, now());
    noteJob(job.id(), now(), now());
    if (now() - m_flushed >= flushEveryMs)
        flush(false);
}

void HistoryDesk::hsmWaited(Nanos wait)
{
    m_rollUps->hsmWaited(std::chrono::duration_cast<microseconds>(wait).count(), now());
}

void HistoryDesk::tick(const Snapshot& snapshot)
{
    const Clock& clock = *m_services.reactor.clock;
    m_time.follow(clock.wall().toMSecsSinceEpoch(), clock.now());
    const qint64 at = now();
    m_rollUps->advance(at);
    m_rate = snapshot.figures.ratePerHour;
    m_remaining = 0;
    for (const JobSnapshot& job : snapshot.jobs) {
        if (job.state == JobState::Running || job.state == JobState::Finishing)
            m_remaining += job.counts.records.waiting + job.counts.records.inStations;
    }
    if (at - m_busyAt >= busyEveryMs) {
        m_busyAt = at;
        std::vector<quint64> worked;
        m_busy.resize(snapshot.hsms.devices.size());
        for (size_t i = 0; i < m_busy.size(); ++i) {
            const Nanos busy = snapshot.hsms.devices[i].busy;
            worked.push_back(quint64(std::chrono::duration_cast<microseconds>(busy - m_busy[i]).count()));
            m_busy[i] = busy;
        }
        m_rollUps->hsmBusy(worked, at);
    }
    if (at - m_flushed >= flushEveryMs)
        flush(false);
}

void HistoryDesk::flush(bool ending)
{
    m_flushed = now();
    auto rows = m_rollUps->takeUnsaved(ending, m_flushed);
    if (rows.empty())
        return;
    m_writing = m_services.store->writeRollUps(std::move(rows), m_flushed);
    if (ending)
        return; // the store finishes what is queued
    m_writing.then([](const Outcome<Done>& done) {
        if (!done)
            qCWarning(lcServer) << "a minute of roll-ups is not written:" << done.failure().toString();
    });
}

Outcome<Done> HistoryDesk::giveReason(const std::vector<StationId>& stations, IdleReason reason)
{
    bool any = false;
    for (const StationId station : stations)
        any |= m_rollUps->giveReason(station, reason, now());
    return any ? Outcome<Done>(Done{}) : fail(fc::StationsWork);
}

void HistoryDesk::readAttempts(quint64 ticket, AttemptFilter filter)
{
    const int limit = filter.limit;
    auto& list = m_lists[ticket] = m_services.store->finishedAttempts(std::move(filter));
    list.then([this, ticket, limit](Outcome<std::vector<FinishedAttempt>> found) {
        const auto done = m_lists.extract(ticket);
        if (!found) {
            m_services.board->report(event::Refused{ticket, found.failure()});
            return;
        }
        event::AttemptsRead read{ticket, found.take(), false};
        read.more = int(read.attempts.size()) > limit;
        if (read.more)
            read.attempts.resize(size_t(limit));
        m_services.board->report(std::move(read));
    });
}

} // namespace sm
