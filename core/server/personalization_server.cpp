// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/personalization_server.h"

#include "base/failures/server.h"
#include "base/log.h"
#include "server/floor_builder.h"
#include "server/key_desk.h"
#include "server/module_check.h"
#include "server/plane_check.h"
#include "server/record_desk.h"
#include "server/setup_desk.h"
#include "server/stop_watch.h"
#include "server/trace_desk.h"

#include <QDir>

namespace sm {

PersonalizationServer::PersonalizationServer(ServerEnvironment environment, ServerOptions options)
    : m_environment(std::move(environment))
    , m_options(std::move(options))
    , m_alarms(m_options.floor, *m_environment.reactor.clock)
    , m_folder(m_options.floor, *m_environment.reactor.clock)
    , m_disk(m_options.dataFolder, *m_environment.reactor.clock)
    , m_records(std::make_unique<RecordDesk>(*this))
{
    m_folder.useAlarms(&m_alarms);
}

PersonalizationServer::~PersonalizationServer() = default;

void PersonalizationServer::open()
{
    openAll(this);
}

void PersonalizationServer::handle(quint64 ticket, ServerCommand command, Reply reply)
{
    if (reply)
        m_replies.emplace(ticket, std::move(reply));
    const bool stops = std::holds_alternative<command::StopServer>(command);
    if (m_openFailure && !stops)
        answer(ticket, *m_openFailure);
    else if (m_open || stops)
        carryOut(ticket, command);
    else
        m_early.emplace_back(ticket, std::move(command));
}

void PersonalizationServer::answer(quint64 ticket, const Outcome<Done>& outcome)
{
    if (auto reply = m_replies.extract(ticket))
        reply.mapped()(outcome);
    if (outcome)
        report(event::Accepted{ticket});
    else
        report(event::Refused{ticket, outcome.failure()});
}

template <class F>
void PersonalizationServer::forStations(quint64 ticket, const std::vector<StationId>& stations, F action)
{
    Outcome<Done> all = Done{};
    for (const StationId station : stations) {
        auto one = action(station);
        if (!one)
            all = one;
    }
    answer(ticket, all);
}

/// What makes cards move, which nothing may after the store has failed.
static bool setsGoing(const ServerCommand& wanted)
{
    const auto* import = std::get_if<command::ImportFile>(&wanted);
    return (import && import->startWhenImported) || std::holds_alternative<command::RemakeRecords>(wanted)
        || std::holds_alternative<command::ResumeFloor>(wanted)
        || std::holds_alternative<command::ResumeStations>(wanted)
        || std::holds_alternative<command::StartJob>(wanted)
        || std::holds_alternative<command::ResumeJob>(wanted);
}

/// Nothing: the command is another one.
std::optional<Outcome<Done>> PersonalizationServer::stationDecision(const ServerCommand& wanted)
{
    StationDoor* door = m_builder ? m_builder->stationDoor() : nullptr; // a stop may come before the rest
    const auto decide = [door](const auto& order, auto action) {
        return door ? (door->*action)(order) : Outcome<Done>(fail(fc::StationKeyUnknown));
    };
    if (const auto* order = std::get_if<command::AcceptStation>(&wanted))
        return decide(*order, &StationDoor::accept);
    if (const auto* order = std::get_if<command::RefuseStation>(&wanted))
        return decide(*order, &StationDoor::refuse);
    if (const auto* order = std::get_if<command::RevokeStation>(&wanted))
        return decide(*order, &StationDoor::revoke);
    return std::nullopt;
}

void PersonalizationServer::carryOut(quint64 ticket, const ServerCommand& wanted)
{
    m_folder.noteEvent();
    if (m_lineStopped && setsGoing(wanted))
        return answer(ticket, *m_lineStopped);
    if (m_records->carryOut(ticket, wanted))
        return;
    if (const auto done = m_alarms.carryOut(wanted))
        return answer(ticket, *done);
    if (const auto* order = std::get_if<command::ReadHistory>(&wanted))
        return m_history->read(ticket, order->query, jobsOf(order->query.scope));
    if (const auto* order = std::get_if<command::ReadAttempts>(&wanted))
        return m_history->readAttempts(ticket, order->filter);
    if (const auto* order = std::get_if<command::ReadTrace>(&wanted))
        return m_traces->read(ticket, order->job);
    if (const auto* order = std::get_if<command::GiveIdleReason>(&wanted))
        return answer(ticket, m_history->giveReason(order->stations, order->reason));
    if (const auto* order = std::get_if<command::TakeHsmOutOfUse>(&wanted))
        return answer(ticket, m_hsms->takeOutOfUse(order->name, order->reason));
    if (const auto* order = std::get_if<command::BringHsmBack>(&wanted))
        return answer(ticket, m_hsms->bringBack(order->name));
    if (const auto* order = std::get_if<command::TestHsm>(&wanted))
        return answer(ticket, m_hsms->test(order->name));
    if (const auto* order = std::get_if<KeyCommand>(&wanted))
        return m_keys->handle(ticket, *order);
    if (const auto* order = std::get_if<SetupCommand>(&wanted))
        return m_setup->handle(ticket, *order);
    if (const auto done = stationDecision(wanted))
        return answer(ticket, *done);
    if (const auto* order = std::get_if<command::ImportFile>(&wanted))
        return import(ticket, *order);
    if (const auto* order = std::get_if<ImportCommand>(&wanted))
        return m_importDesk->handle(ticket, *order);
    if (const auto* order = std::get_if<command::StartJob>(&wanted))
        return resumeJob(ticket, order->job);
    if (const auto* order = std::get_if<command::ResumeJob>(&wanted))
        return resumeJob(ticket, order->job);
    if (const auto* order = std::get_if<command::HoldJob>(&wanted))
        return answer(ticket, m_controller->hold(order->job));
    if (const auto* order = std::get_if<command::AbortJob>(&wanted))
        return abortJob(ticket, order->job, order->reason);
    if (const auto* order = std::get_if<command::HoldStations>(&wanted))
        return forStations(
            ticket, order->stations, [this](StationId s) { return m_controller->holdStation(s); });
    if (const auto* order = std::get_if<command::ResumeStations>(&wanted))
        return forStations(
            ticket, order->stations, [this](StationId s) { return m_controller->resumeStation(s); });
    if (const auto* order = std::get_if<command::ClearStations>(&wanted))
        return forStations(
            ticket, order->stations, [this](StationId s) { return m_controller->clearStation(s); });
    if (std::holds_alternative<command::HoldFloor>(wanted))
        m_controller->holdFloor();
    else if (std::holds_alternative<command::ResumeFloor>(wanted))
        m_controller->resumeFloor();
    else if (std::holds_alternative<command::CancelImport>(wanted) && m_import)
        m_import->cancel();
    else if (const auto* order = std::get_if<command::StopServer>(&wanted))
        stop(order->finishCards);
    answer(ticket, Done{});
}

void PersonalizationServer::import(quint64 ticket, const command::ImportFile& order)
{
    if (m_import && m_import->isOver())
        return m_laterImports.emplace_back(ticket, order), void();
    if (m_import)
        return answer(ticket, fail(fc::ImportBusy, {{"file", m_import->order().file}}));
    ImportServices services;
    services.reactor = m_environment.reactor;
    services.hsms = m_hsms.get();
    services.journal = m_journal.get();
    services.worker = m_importer.get();
    services.workerMayWait = m_environment.threaded;
    services.shelf = m_shelf;
    services.presetFolder = m_options.dataFolder + QStringLiteral("/layouts");
    services.kek = KeyRef(m_builder->kekLabel());
    m_import = std::make_shared<ImportTask>(std::move(services), ticket, order);
    ++m_busy;
    m_import->start(
        [this](const ImportTask& task, ImportTask::Result result) { imported(task, std::move(result)); },
        [this] { importGone(); });
}

void PersonalizationServer::imported(const ImportTask& task, ImportTask::Result result)
{
    const quint64 ticket = task.ticket();
    const bool start = task.order().startWhenImported;
    event::Imported told;
    told.ticket = ticket;
    told.summary = std::move(result.summary);
    if (result.job) {
        BookedJob booked;
        booked.row = *result.job;
        booked.counts.records.accepted = booked.counts.records.waiting = booked.row.records;
        told.job = booked.row.id;
        m_jobs[booked.row.id] = std::move(booked);
    }
    if (result.failure) {
        qCWarning(lcImport) << "nothing imported:" << result.failure->toString();
        report(event::Refused{ticket, *result.failure});
    }
    const JobId job = told.job;
    report(std::move(told));
    if (job.isValid() && start)
        startJob(this, ticket, job);
}

void PersonalizationServer::resumeJob(quint64 ticket, JobId job)
{
    // A job that this run of the program already knows goes on; any other is opened from the store.
    const JobRun* run = m_controller->run(job);
    if (run && (run->state == JobState::Held || run->state == JobState::Holding))
        return answer(ticket, m_controller->resume(job));
    // Pressed twice, or by two people: what was asked for is so already.
    if (run && (run->state == JobState::Running || run->state == JobState::Finishing))
        return answer(ticket, Done{});
    startJob(this, ticket, job);
}

void PersonalizationServer::abortJob(quint64 ticket, JobId job, const QString& reason)
{
    const auto booked = m_jobs.find(job);
    if (m_controller->run(job) || booked == m_jobs.end())
        return answer(ticket, m_controller->abort(job, reason));
    abortStored(this, ticket, job, reason);
}

void PersonalizationServer::stop(bool finishCards)
{
    if (m_stopWatch)
        return finishCards || !m_controller ? void() : m_controller->cancelAll();
    if (m_import)
        m_import->cancel();
    if (m_importDesk)
        m_importDesk->cancel();
    if (m_controller && finishCards)
        m_controller->holdFloor();
    else if (m_controller)
        m_controller->cancelAll();
    m_stopWatch = std::make_unique<StopWatch>(*this);
}

void PersonalizationServer::jobChanged(const JobRun& job)
{
    BookedJob& booked = m_jobs[job.id()];
    booked.row.state = job.state;
    booked.row.changed = m_environment.reactor.clock->wall();
    booked.counts = job.counts;
    report(event::JobChanged{job.id(), job.state});
    m_traces->jobChanged(job.id(), job.state);
    if (job.state == JobState::Complete || job.state == JobState::CompleteOpen
        || job.state == JobState::Aborted)
        refreshCounts(this, job.id());
}

void PersonalizationServer::cardFinished(
    const JobRun& job, const StationDesk& desk, const SessionResult& result)
{
    m_folder.cardFinished(desk, result);
    m_history->cardFinished(job, desk, result);
    m_alarms.cardFinished(job, desk, result);
    if (job.state == JobState::Aborted) { // its last cards leave the stations after its end
        refreshCounts(this, job.id());
        m_traces->jobChanged(job.id(), job.state);
    }
    if (result.verdict == Verdict::Good)
        m_records->noteGood(job.id());
    if (result.verdict == Verdict::Good)
        return report(event::CardGood{job.id(), desk.station->id()});
    if (result.failure && result.cardArrived) {
        report(event::CardRejected{
            job.id(), desk.station->id(), *result.failure, result.step, result.verdict != Verdict::Released});
    }
}

void PersonalizationServer::stationStopped(const StationDesk& desk, const Failure& why)
{
    report(event::StationStopped{desk.station->id(), why});
}

void PersonalizationServer::stationChanged(const StationDesk& desk)
{
    m_history->stationChanged(desk);
    m_folder.stationChanged(desk);
    m_records->stationChanged(desk);
}

void PersonalizationServer::runAnswered(quint32 commands, Nanos overhead)
{
    m_folder.runAnswered(commands, overhead);
}

void PersonalizationServer::storeFailed(const Failure& why)
{
    if (m_lineStopped)
        return;
    m_lineStopped = fail(fc::LineStopped, {{"cause", why.toString()}});
    m_folder.setLineStopped(*m_lineStopped);
    // No intent can be made durable any more: finish what is safe, hold the cards, start nothing (F24, F25).
    qCCritical(lcServer) << "the store failed, the line stops:" << why.toString();
    m_controller->holdFloor();
    report(event::Refused{0, *m_lineStopped});
}

/// Which stations can make no card of a job that waits or runs. That a profile is gone, its start says.
std::optional<Failure> PersonalizationServer::whatIsMissing(BookedJob& booked) const
{
    const JobState state = booked.row.state;
    const bool open = state == JobState::Ready || state == JobState::Running || state == JobState::Holding
        || state == JobState::Held;
    if (!open || !m_controller)
        return std::nullopt;
    if (!booked.modules) {
        const auto profile = m_shelf->find(booked.row.job.profile);
        booked.modules = profile ? (*profile)->moduleNeeds() : std::vector<ModuleNeed>();
        booked.asksMachines = profile && (*profile)->asksMachines();
    }
    const auto modules = missingModules(*booked.modules, *m_controller);
    const auto planes = booked.asksMachines ? missingPlanes(*m_controller, *m_data) : std::nullopt;
    if (modules && planes && *planes == fc::JobPlaneMissing) // the worse of the two
        return planes;
    return modules ? modules : planes;
}

std::vector<JobSnapshot> PersonalizationServer::jobSnapshots()
{
    std::vector<JobSnapshot> out;
    const Nanos now = m_environment.reactor.clock->now();
    for (auto& [id, booked] : m_jobs) {
        JobSnapshot snapshot;
        snapshot.id = id;
        snapshot.name = booked.row.job.name;
        snapshot.source = booked.row.job.sourceFile;
        snapshot.profile = booked.row.job.profile;
        snapshot.state = booked.row.state;
        snapshot.counts = booked.counts;
        snapshot.seconds = booked.seconds;
        snapshot.test = booked.row.job.test;
        snapshot.failure = whatIsMissing(booked);
        const JobRun* run = m_controller ? m_controller->run(id) : nullptr;
        if (run) {
            const bool ended = run->state == JobState::Complete || run->state == JobState::CompleteOpen
                || run->state == JobState::Aborted;
            if (!ended)
                snapshot.counts = run->counts;
            const Nanos producing
                = run->producing + (run->runningSince >= Nanos(0) ? now - run->runningSince : Nanos(0));
            snapshot.seconds = std::chrono::duration<double>(producing).count();
        }
        m_records->fill(snapshot, booked.row, run);
        out.push_back(std::move(snapshot));
    }
    if (m_import && !m_import->isOver()) {
        JobSnapshot importing;
        importing.name = m_import->order().file.section(u'/', -1);
        importing.state = JobState::Importing;
        importing.imported = m_import->records();
        importing.importFraction = m_import->fraction();
        out.push_back(std::move(importing));
    }
    if (auto checking = m_importDesk ? m_importDesk->row() : std::nullopt)
        out.push_back(std::move(*checking));
    return out;
}

std::vector<JobId> PersonalizationServer::jobsOf(const HistoryScope& scope) const
{
    if (scope.kind == HistoryScope::Kind::Job)
        return {scope.job};
    std::vector<JobId> out;
    for (const auto& [id, booked] : m_jobs) {
        if (scope.kind == HistoryScope::Kind::Profile && booked.row.job.profile == scope.profile)
            out.push_back(id);
    }
    return out;
}

void PersonalizationServer::publish()
{
    if (m_openFailure)
        return m_environment.board->publish(m_folder.foldFailure(*m_openFailure));
    if (m_environment.threaded) // simulated time runs on any disk
        m_folder.setDiskFree(m_disk.freeShare());
    if (m_environment.threaded && !m_options.floor.demo) // a demo does not last
        m_alarms.setDisk(m_options.dataFolder, m_disk.free(), m_disk.total());
    if (m_open && !m_stopWatch) {
        m_setup->tick();
        m_folder.setChanging(m_setup->changing());
    }
    if (m_controller && m_hsms) {
        std::vector<JobSnapshot> jobs = jobSnapshots();
        if (m_alarms.due())
            m_alarms.observe(*m_controller, m_hsms->figures(), jobs);
        m_traces->tick();
        m_keys->tick();
        m_folder.setTraceStore(m_traces->figures());
        if (const StationDoor* door = m_builder->stationDoor())
            m_folder.setStationDoor(door->view());
        auto snapshot = m_folder.fold(*m_controller, *m_hsms, std::move(jobs));
        m_history->tick(*snapshot);
        m_environment.board->publish(std::move(snapshot));
    }
    if (m_import && !m_import->isOver())
        report(event::ImportProgress{m_import->ticket(), m_import->fraction(), m_import->records()});
    if (m_importDesk)
        m_importDesk->publish();
}

} // namespace sm
