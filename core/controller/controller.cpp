// SPDX-License-Identifier: GPL-3.0-or-later
#include "controller/controller.h"

#include "base/failures/controller.h"
#include "base/log.h"
#include "controller/stagger_queue.h"
#include "session/module_work.h"

#include <algorithm>

namespace sm {

Controller::Controller(SessionServices services, ControllerSettings settings, ControllerListener& listener)
    : m_services(std::move(services))
    , m_settings(settings)
    , m_listener(listener)
    , m_stagger(std::make_unique<StaggerQueue>(*this))
{
}

Controller::~Controller() = default;

void Controller::addStation(std::unique_ptr<Station> station)
{
    auto desk = std::make_unique<StationDesk>(std::move(station));
    desk->stateSince = now();
    StationDesk* kept = desk.get();
    m_desks.push_back(std::move(desk));
    m_byId.insert(kept->station->id(), kept);
    kept->away = kept->station->state() != StationState::Idle;
    kept->station->onChanged([this](Station& changed) { onStationChanged(changed); });
    if (m_floorHeld) {
        kept->heldByFloor = true;
        kept->station->requestHold();
    }
    feed(*kept);
}

bool Controller::isOccupied(const StationDesk& desk)
{
    const StationState state = desk.station->state();
    return desk.session || state == StationState::Assigned || state == StationState::InSession
        || state == StationState::Fault || state == StationState::Maintenance;
}

bool Controller::removeStation(StationId station)
{
    const auto found = std::find_if(m_desks.begin(), m_desks.end(),
        [station](const auto& each) { return each->station->id() == station; });
    if (found == m_desks.end() || isOccupied(**found))
        return false;
    (*found)->station->onChanged({});
    m_stagger->remove(**found);
    m_byId.remove(station);
    m_desks.erase(found);
    return true;
}

StationDesk* Controller::desk(StationId station) const
{
    return m_byId.value(station, nullptr);
}

JobRun* Controller::run(JobId job) const
{
    for (const auto& run : m_runs) {
        if (run->id() == job)
            return run.get();
    }
    return nullptr;
}

void Controller::start(std::shared_ptr<JobContext> context, JobCounts counts)
{
    auto fresh = std::make_unique<JobRun>(std::move(context), counts);
    fresh->counts.records.tooOften = 0; // counted again as its queue is read
    std::erase_if(m_runs, [&fresh](const std::unique_ptr<JobRun>& old) {
        if (old->id() != fresh->id())
            return false;
        fresh->attemptsFinished = old->attemptsFinished; // remakes of a job that had ended
        fresh->firstPassGood = old->firstPassGood;
        fresh->producing = old->producing;
        return true;
    });
    m_runs.push_back(std::move(fresh));
    JobRun& run = *m_runs.back();
    setState(run, JobState::Running);
    fetch(this, &run);
}

Outcome<Done> Controller::hold(JobId job)
{
    JobRun* held = run(job);
    if (!held || (held->state != JobState::Running && held->state != JobState::Finishing))
        return fail(fc::JobNotRunning, {{"job", QString::number(job.value)}});
    setState(*held, JobState::Holding);
    giveBackCardless(job);
    settle(*held);
    return Done{};
}

Outcome<Done> Controller::resume(JobId job)
{
    JobRun* held = run(job);
    if (!held || (held->state != JobState::Held && held->state != JobState::Holding))
        return fail(fc::JobNotRunning, {{"job", QString::number(job.value)}});
    setState(*held, JobState::Running);
    feedAll();
    settle(*held);
    return Done{};
}

Outcome<Done> Controller::abort(JobId job, const QString& reason)
{
    JobRun* ended = run(job);
    if (!ended || !mayFollow(ended->state, JobState::Aborted))
        return fail(fc::JobNotRunning, {{"job", QString::number(job.value)}});
    setState(*ended, JobState::Aborted, reason);
    giveBackCardless(job);
    return Done{};
}

void Controller::giveBackCardless(JobId job)
{
    for (const auto& desk : m_desks) {
        if (desk->session && desk->session->record().job == job)
            desk->session->giveBack();
    }
}

void Controller::holdFloor()
{
    m_floorHeld = true;
    for (const auto& desk : m_desks) {
        if (desk->session)
            desk->session->giveBack();
        // Held before, by a person or after a run of rejects: it stays so when the floor goes on.
        if (desk->station->state() != StationState::Held && !desk->station->holdRequested())
            desk->heldByFloor = true;
        desk->station->requestHold();
    }
}

void Controller::resumeFloor()
{
    m_floorHeld = false;
    for (const auto& desk : m_desks) {
        if (!std::exchange(desk->heldByFloor, false))
            continue;
        desk->rejectsInARow = 0;
        desk->station->requestResume();
    }
    feedAll();
}

Outcome<Done> Controller::holdStation(StationId station)
{
    StationDesk* held = desk(station);
    if (!held)
        return fail(fc::StationUnknown, {{"station", station.text()}});
    if (held->session)
        held->session->giveBack();
    held->heldByFloor = false;
    held->station->requestHold();
    return Done{};
}

Outcome<Done> Controller::resumeStation(StationId station)
{
    StationDesk* held = desk(station);
    if (!held)
        return fail(fc::StationUnknown, {{"station", station.text()}});
    if (m_floorHeld)
        return fail(fc::FloorIsHeld);
    held->rejectsInARow = 0;
    held->failure.reset();
    held->station->requestResume();
    feed(*held);
    return Done{};
}

Outcome<Done> Controller::clearStation(StationId station)
{
    StationDesk* stopped = desk(station);
    if (!stopped)
        return fail(fc::StationUnknown, {{"station", station.text()}});
    stopped->rejectsInARow = 0;
    if (!stopped->station->handle(StationEvent::Clear))
        return fail(fc::StationNotStopped, {{"station", station.text()}});
    stopped->failure.reset();
    stopped->failedStep.clear();
    feed(*stopped);
    return Done{};
}

void Controller::cancelAll()
{
    m_ending = true;
    for (const auto& desk : m_desks) {
        if (desk->session)
            desk->session->cancel();
    }
}

void Controller::onStationChanged(Station& station)
{
    StationDesk* changed = desk(station.id());
    if (!changed)
        return;
    changed->stateSince = now();
    m_listener.stationChanged(*changed);
    const StationState state = station.state();
    const bool away = state == StationState::Offline || state == StationState::Lost;
    if (std::exchange(changed->away, away) && state == StationState::Idle)
        feed(*changed); // its reader has come back
}

bool Controller::mayWork(const StationDesk& desk) const
{
    return !m_ending && !m_floorHeld && !desk.session && !desk.waitsForStart
        && desk.station->state() == StationState::Idle && !desk.station->holdRequested()
        && desk.station->link().isUsable();
}

bool Controller::canMake(const StationDesk& desk, const JobRun& run) const
{
    const bool fed = !run.asksMachines || m_services.data->hasDevice(desk.station->id().machine);
    return fed && hasModules(*desk.station, run.modules);
}

/// The first job with a card for this station: one whose devices it has.
JobRun* Controller::nextRun(const StationDesk& desk) const
{
    for (const auto& run : m_runs) {
        if (!run->givesOut() || !canMake(desk, *run))
            continue;
        run->turnToRemakes();
        if (!run->ready.empty())
            return run.get();
    }
    return nullptr;
}

void Controller::feedAll()
{
    for (const auto& desk : m_desks) {
        if (!mayWork(*desk))
            continue;
        if (m_settings.startStagger > Nanos(0))
            m_stagger->add(*desk);
        else
            feed(*desk);
    }
}

void Controller::feed(StationDesk& desk)
{
    if (!mayWork(desk))
        return;
    if (JobRun* run = nextRun(desk))
        startSession(desk, *run);
}

void Controller::startSession(StationDesk& desk, JobRun& run)
{
    RecordRow record = std::move(run.ready.front());
    run.ready.pop_front();
    if (!desk.station->handle(StationEvent::Assign)) {
        run.ready.push_front(std::move(record));
        return;
    }
    --run.counts.records.waiting;
    ++run.counts.records.inStations;
    ++run.inFlight;
    ++m_sessions;
    SessionObserver& observer = *this; // a private base, which make_shared may not see
    desk.session
        = std::make_shared<Session>(m_services, run.context, std::move(record), *desk.station, observer);
    desk.session->start();
    const int low = int(m_desks.size()) * 2;
    if (!run.allFetched && !run.fetching && int(run.ready.size()) < low)
        fetch(this, &run);
}

} // namespace sm
