// SPDX-License-Identifier: GPL-3.0-or-later
// What follows from the end of a session: counts, remakes, the station's next state, the job's.
#include "base/failures/controller.h"
#include "base/failures/job.h"
#include "base/failures/session.h"
#include "base/log.h"
#include "controller/controller.h"
#include "controller/stagger_queue.h"

#include <algorithm>

namespace sm {

QCoro::Task<> Controller::fetch(Controller* self, JobRun* run)
{
    run->fetching = true;
    ++self->m_sessions; // counts as work in flight: nothing is destroyed under it
    auto reading
        = self->m_services.journal->waiting(run->id(), run->nextSequence, self->m_settings.fetchBatch);
    auto rows = co_await reading;
    --self->m_sessions;
    run->fetching = false;
    if (!rows) {
        qCCritical(lcServer) << "cannot read the queue:" << rows.failure().toString();
        self->m_listener.storeFailed(rows.failure());
        co_return;
    }
    QList<CardObjectId> objects;
    for (RecordRow& row : *rows) {
        objects.append(row.object);
        run->nextSequence = row.sequence + 1;
        run->place(std::move(row));
    }
    for (const DataSourceSpec& source : run->context->profile->dataSources()) {
        if (!source.isMachines()) // which machine's, is known with the station
            self->m_services.data->prefetch(JobContext::sourceName(run->id(), source.name),
                objects); // chip data is there before its card is
    }
    run->allFetched = int(rows->size()) < self->m_settings.fetchBatch;
    self->feedAll();
    self->settle(*run);
}

QCoro::Task<> Controller::persist(Controller* self, JobId job, JobState state, QString reason)
{
    ++self->m_sessions;
    auto writing = self->m_services.journal->setJobState(job, state, std::move(reason));
    const auto written = co_await writing;
    --self->m_sessions;
    if (written)
        co_return;
    // The store that refuses what a life cycle does not allow does its work; the line goes on.
    if (written.failure() == fc::TransitionRefused)
        qCCritical(lcServer) << "job" << job.value << "stays as it is:" << written.failure().toString();
    else
        self->m_listener.storeFailed(written.failure());
}

void Controller::setState(JobRun& run, JobState state, const QString& reason)
{
    if (run.state == state)
        return;
    const bool producing = run.state == JobState::Running || run.state == JobState::Finishing
        || run.state == JobState::Holding;
    const bool willProduce
        = state == JobState::Running || state == JobState::Finishing || state == JobState::Holding;
    if (!producing && willProduce)
        run.runningSince = now();
    if (producing && !willProduce) {
        run.producing += now() - run.runningSince;
        run.runningSince = Nanos(-1);
    }
    run.state = state;
    run.context->row.state = state;
    persist(this, run.id(), state, reason);
    m_listener.jobChanged(run);
}

void Controller::settle(JobRun& run)
{
    if (run.state == JobState::Holding && run.inFlight == 0)
        return setState(run, JobState::Held);
    if (run.state == JobState::Running && run.everythingGivenOut())
        setState(run, JobState::Finishing);
    else if (run.state == JobState::Finishing && !(run.ready.empty() && run.later.empty())) {
        setState(run, JobState::Running);
        feedAll();
    }
    if (run.state == JobState::Finishing && run.inFlight == 0) {
        const RecordCounts& records = run.counts.records;
        setState(run, records.good == records.accepted ? JobState::Complete : JobState::CompleteOpen);
    }
}

void Controller::sessionChanged(const Session& session)
{
    StationDesk* changed = desk(session.station().id());
    if (session.phase() == Phase::Identifying && changed) {
        JobRun* counted = run(session.record().job);
        ++counted->counts.cards.blanksIn;
        ++counted->counts.cards.inStations;
    }
    if (!changed)
        return;
    changed->stateSince = now();
    m_listener.stationChanged(*changed);
}

void Controller::waitChanged(const Session& session)
{
    if (const StationDesk* changed = desk(session.station().id()))
        m_listener.stationChanged(*changed);
}

void Controller::runAnswered(const Session&, quint32 commands, Nanos overhead)
{
    m_listener.runAnswered(commands, overhead);
}

void Controller::sessionFinished(Session& session, const SessionResult& result)
{
    const std::shared_ptr<Session> kept = session.shared_from_this();
    StationDesk& at = *desk(session.station().id());
    JobRun& of = *run(session.record().job);
    if (result.verdict != Verdict::Good)
        m_listener.cardFails(at, result);
    at.session.reset();
    --m_sessions;
    --of.inFlight;
    account(of, at, session.record(), result);
    releaseStation(at, result);
    m_listener.cardFinished(of, at, result);
    if (result.verdict == Verdict::StoreFailed)
        m_listener.storeFailed(*result.failure);
    feed(at);
    settle(of);
}

void Controller::account(JobRun& run, StationDesk& desk, const RecordRow& record, const SessionResult& result)
{
    RecordCounts& records = run.counts.records;
    CardCounts& cards = run.counts.cards;
    // A mute blank has arrived without ever reaching the identification that counts the others.
    const bool counted = result.cardAnswered;
    if (result.cardArrived && !counted)
        ++cards.blanksIn;
    if (counted)
        --cards.inStations;
    --records.inStations;
    switch (result.verdict) {
    case Verdict::Good:
        ++records.good;
        ++cards.good;
        ++desk.good;
        break;
    case Verdict::Quarantined:
        ++records.inDoubt;
        ++cards.quarantine;
        break;
    case Verdict::InDoubt:
        ++records.inDoubt;
        ++cards.inStations; // finished, unacknowledged: it counts as at the station until somebody looks
        break;
    case Verdict::Released:
        ++records.waiting;
        (result.blankSpoiled ? cards.spoiled : cards.returned) += result.cardArrived;
        releaseRecord(run, record, result);
        break;
    case Verdict::NotClaimed:
    case Verdict::StoreFailed:
        ++records.waiting; // what the store really holds is read again when it is back
        break;
    }
    const bool finished = result.verdict == Verdict::Good || result.cardArrived;
    run.attemptsFinished += finished;
    if (result.verdict == Verdict::Good && record.arrivals == 0)
        ++run.firstPassGood;
    if (finished) {
        desk.busy += result.processTime;
        desk.cardTime += result.cardTime;
    }
}

void Controller::releaseRecord(JobRun& run, const RecordRow& record, const SessionResult& result)
{
    if (!result.cardArrived) {
        run.ready.push_front(record); // nothing happened to it: it keeps its place
        return;
    }
    RecordRow back = record;
    ++back.tries;
    ++back.arrivals;
    run.place(std::move(back));
}

void Controller::releaseStation(StationDesk& desk, const SessionResult& result)
{
    const bool good = result.verdict == Verdict::Good;
    if (good) {
        desk.rejectsInARow = 0;
        desk.failure.reset();
        desk.failedStep.clear();
        if (desk.lastGood >= Nanos(0)) {
            std::rotate(desk.takts.begin(), desk.takts.begin() + 1, desk.takts.end());
            desk.takts.back() = std::chrono::duration<float>(now() - desk.lastGood).count();
        }
        desk.lastGood = now();
    } else if (result.failure) {
        desk.failure = result.failure;
        desk.failedStep = result.step;
    }
    const bool rejected = !good && result.cardArrived;
    desk.rejected += rejected;
    // A card that a person takes out says nothing about the reader.
    const bool byHand = result.failure && *result.failure == fc::RejectedByHand;
    desk.rejectsInARow += rejected && !byHand;
    desk.station->handle(
        result.stationNeedsPerson ? StationEvent::SessionStopped : StationEvent::SessionEnded);
    if (result.stationNeedsPerson && result.failure) {
        m_listener.stationStopped(desk, *result.failure);
    } else if (rejected && desk.rejectsInARow >= m_settings.rejectRunLimit) {
        desk.failure = fail(fc::RejectRun, {{"cards", QString::number(desk.rejectsInARow)}});
        desk.heldByFloor = false;
        desk.station->requestHold();
        m_listener.stationStopped(desk, *desk.failure);
    }
}

} // namespace sm
