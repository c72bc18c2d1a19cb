// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/snapshot_folder.h"

#include "server/key_desk.h"
#include "trace/decoder.h"

#include <algorithm>

namespace sm {

static qint64 milliseconds_(Nanos time)
{
    return std::chrono::duration_cast<milliseconds>(time).count();
}

SnapshotFolder::SnapshotFolder(const FloorPlan& plan, const Clock& clock)
    : m_plan(plan)
    , m_clock(clock)
{
}

void SnapshotFolder::cardFinished(const StationDesk& desk, const SessionResult& result)
{
    ++m_events;
    m_saved = m_clock.wall(); // a session ends only after its last entry is durable
    if (result.verdict != Verdict::Good)
        return;
    const Nanos now = m_clock.now();
    m_floorRate.good(now);
    m_eta.good(now);
    m_machineRates[desk.station->id().machine].good(now);
}

void SnapshotFolder::stationGoes(const StationDesk& desk)
{
    const StationId id = desk.station->id();
    m_gone[id.machine] += desk.busy;
    m_atWork.remove(id);
    m_failed.remove(id);
    m_exchanges.remove(id);
}

void SnapshotFolder::stationChanged(const StationDesk& desk)
{
    if (desk.session)
        m_atWork.insert(desk.station->id());
    else
        m_atWork.remove(desk.station->id());
    m_eta.work(!m_atWork.isEmpty(), m_clock.now());
}

void SnapshotFolder::jobStarts()
{
    if (m_atWork.isEmpty())
        m_eta = EtaMeter(); // another product, perhaps, at another pace
}

void SnapshotFolder::cardFails(const StationDesk& desk, const SessionResult& result)
{
    if (!desk.session)
        return;
    LastCard& last = m_failed[desk.station->id()];
    last = {desk.session->job().row.job.name, {}};
    addSession(desk, last.shown);
    // The session itself is over and stands at no step any more.
    const qsizetype step = last.shown.stepNames.indexOf(result.step);
    if (step < 0)
        return;
    last.shown.stepNow = quint16(step + 1);
    last.shown.stepName = result.step;
    last.shown.phase = Phase::Writing;
}

void SnapshotFolder::setStationDoor(std::shared_ptr<const StationDoorView> door)
{
    m_stationDoor = std::move(door);
    m_links.clear();
    if (!m_stationDoor)
        return;
    for (const StationLink& link : m_stationDoor->links)
        m_links.insert(link.station, link.state);
}

void SnapshotFolder::runAnswered(quint32 commands, Nanos overhead)
{
    m_apdus += commands;
    m_events += commands;
    if (commands == 0)
        return;
    const Nanos each = overhead / commands;
    for (quint32 i = 0; i < commands; ++i)
        m_overhead.record(each);
}

static TileState tileState(const StationDesk& desk, bool floorHeld)
{
    const Station& station = *desk.station;
    switch (station.state()) {
    case StationState::Offline:
    case StationState::Lost:
        return TileState::Offline;
    case StationState::Held:
        return TileState::Held;
    case StationState::Fault:
        return TileState::Fault;
    case StationState::Maintenance:
        return TileState::Maintenance;
    case StationState::Idle:
        return TileState::Idle;
    case StationState::Assigned:
    case StationState::InSession:
        break;
    }
    if (floorHeld || station.holdRequested())
        return TileState::Finishing;
    if (desk.session && desk.session->waitsForHsm())
        return TileState::WaitingHsm;
    const Phase phase = desk.session ? desk.session->phase() : Phase::None;
    const bool empty
        = phase == Phase::WaitingForCard || phase == Phase::Ejecting || phase == Phase::Presenting;
    return empty ? TileState::WaitingCard : TileState::Running;
}

/// "STORE DATA DGI 0101"; from bytes that are not masked, and nothing else.
static QString nameOf(const ProgramCommand& command)
{
    const QByteArray bytes = command.apdu.encode();
    std::vector<TraceSpan> spans;
    for (const ClassSpan& span : command.spans)
        spans.push_back({quint32(span.offset), quint32(span.length), span.fieldClass});
    TraceRow row;
    row.command = bytes;
    row.commandSpans = spans;
    return commandTitle(row);
}

const std::vector<MaskedExchange>& SnapshotFolder::exchanges(const Session& session) const
{
    Cached& cached = m_exchanges[session.station().id()];
    const auto& recent = session.recent();
    const Nanos newest = recent.empty() ? Nanos(-1) : recent.back().time;
    if (cached.newest == newest)
        return cached.exchanges;
    cached.newest = newest;
    cached.exchanges.clear();
    for (const RecentExchange& exchange : recent) {
        if (exchange.step >= session.program().steps.size())
            continue;
        const ProgramStep& step = session.program().steps[exchange.step];
        MaskedExchange masked;
        masked.step = step.name;
        if (exchange.command < step.commands.size()) {
            const ProgramCommand& command = step.commands[exchange.command];
            masked.command = Masked::hex(command.apdu.encode(), command.spans).string();
            const qsizetype data = qMax<qsizetype>(0, exchange.answer.size() - 2);
            masked.answer = Masked::hex(exchange.answer, {{0, data, command.answerClass}}).string();
            masked.recorded = exchange.recorded;
            masked.name = nameOf(command);
            masked.microseconds
                = quint32(std::chrono::duration_cast<std::chrono::microseconds>(exchange.took).count());
        }
        cached.exchanges.push_back(std::move(masked));
    }
    return cached.exchanges;
}

void SnapshotFolder::addSession(const StationDesk& desk, StationSnapshot& out) const
{
    const Session& session = *desk.session;
    const QString id = session.record().object.text;
    out.phase = session.phase();
    out.cardTail = id.right(4);
    out.recordId = id.right(8);
    out.panTail = session.cardNumberTail();
    out.stepCount = session.stepCount();
    out.stepNow = session.stepNow();
    out.stepName = session.stepName();
    out.lastExchanges = exchanges(session);
    const Profile& profile = *session.job().profile;
    out.profile = QStringLiteral("%1 %2").arg(profile.id()).arg(profile.version());
    QStringList& names = m_stepNames[out.profile];
    if (names.isEmpty())
        names = profile.stepNames();
    out.stepNames = names;
}

void SnapshotFolder::addFailed(StationSnapshot& out) const
{
    const auto last = m_failed.constFind(out.id);
    if (last == m_failed.constEnd())
        return;
    const StationSnapshot& card = last->shown;
    out.job = last->job;
    out.phase = card.phase;
    out.cardTail = card.cardTail;
    out.recordId = card.recordId;
    out.panTail = card.panTail;
    out.stepNow = card.stepNow;
    out.stepCount = card.stepCount;
    out.stepName = card.stepName;
    out.stepNames = card.stepNames;
    out.profile = card.profile;
    out.lastExchanges = card.lastExchanges;
}

double SnapshotFolder::targetSeconds(const Session& session) const
{
    return std::chrono::duration<double>(session.job().profile->idealCardTime()).count()
        / m_plan.virtualCards.speed;
}

StationSnapshot SnapshotFolder::station(const StationDesk& desk) const
{
    StationSnapshot out;
    out.id = desk.station->id();
    out.life = desk.station->state();
    out.state = tileState(desk, false);
    out.failure = desk.failure;
    out.failedStep = desk.failedStep;
    out.since = milliseconds_(desk.stateSince);
    out.takts = desk.takts;
    out.takt = desk.takts.back();
    out.good = desk.good;
    out.rejected = desk.rejected;
    out.runSeconds = std::chrono::duration<double>(desk.busy).count();
    out.link = (QStringList(desk.station->link().description()) + desk.station->moduleNames())
                   .join(QStringLiteral(" + "));
    out.linkState = m_links.value(out.id, StationLinkState::None);
    if (m_alarms)
        m_alarms->mark(out);
    if (desk.session) {
        addSession(desk, out);
    } else if (out.state == TileState::Fault) {
        addFailed(out);
    } else {
        m_failed.remove(out.id);
    }
    return out;
}

MachineSnapshot SnapshotFolder::machine(const MachinePlan& plan, const Controller& controller)
{
    MachineSnapshot out;
    out.number = plan.number;
    out.name = plan.name;
    const Nanos now = m_clock.now();
    Nanos busy{};
    float takts = 0;
    int withTakt = 0;
    for (const StationPlan& planned : plan.stations) {
        const StationDesk* desk = controller.desk(planned.id);
        if (!desk)
            continue;
        StationSnapshot snapshot = station(*desk);
        if (controller.floorHeld() && snapshot.life == StationState::InSession)
            snapshot.state = TileState::Finishing;
        if (snapshot.takt > 0) {
            takts += snapshot.takt;
            ++withTakt;
        }
        if (desk->session && out.job.isEmpty()) {
            out.job = desk->session->job().row.job.name;
            out.targetTakt = float(targetSeconds(*desk->session));
        }
        busy += desk->busy;
        out.stations.push_back(std::move(snapshot));
    }
    out.rate = m_machineRates[plan.number].perHour(now);
    out.takt = withTakt > 0 ? takts / float(withTakt) : 0;
    out.utilisation = m_machineUse[plan.number].share(busy + m_gone[plan.number], plan.stations.size(), now);
    return out;
}

/// What the floor is busy with: jobs that have begun and not ended. With none of these the one that ended
/// last, so that its figures can still be read: in this run of the program, or with records left open.
static std::vector<const JobSnapshot*> jobsInView(
    const Controller& controller, const std::vector<JobSnapshot>& jobs)
{
    std::vector<const JobSnapshot*> out;
    const JobSnapshot* last = nullptr;
    for (const JobSnapshot& job : jobs) {
        const bool open = job.state == JobState::Running || job.state == JobState::Holding
            || job.state == JobState::Held || job.state == JobState::Finishing;
        if (open)
            out.push_back(&job);
        const bool ended = job.state == JobState::CompleteOpen
            || ((job.state == JobState::Complete || job.state == JobState::Aborted)
                && controller.run(job.id));
        if (ended && (!last || job.changed >= last->changed))
            last = &job;
    }
    if (out.empty() && last)
        out.push_back(last);
    return out;
}

FloorFigures SnapshotFolder::figures(const Controller& controller, const Snapshot& snapshot)
{
    FloorFigures out;
    const Nanos now = m_clock.now();
    qint64 finished = 0;
    qint64 firstPass = 0;
    qint64 remaining = 0;
    bool producing = false;
    for (const JobSnapshot* job : jobsInView(controller, snapshot.jobs)) {
        // What is not to be made any more is nobody's target.
        const RecordCounts& of = job->counts.records;
        out.good += of.good;
        out.target += job->state == JobState::Aborted ? of.good + of.inStations : of.accepted - of.withdrawn;
        if (const JobRun* run = controller.run(job->id)) {
            finished += run->attemptsFinished;
            firstPass += run->firstPassGood;
        }
        if (job->state == JobState::Running || job->state == JobState::Finishing) {
            remaining += of.waiting - of.tooOften + of.inStations;
            producing = true;
        }
    }
    out.ratePerHour = m_floorRate.perHour(now);
    out.yield = finished > 0 ? double(firstPass) / double(finished) : -1;
    const double wait = producing && !controller.floorHeld() ? m_eta.secondsFor(remaining, now) : -1;
    if (wait >= 0)
        out.eta = snapshot.wall.addMSecs(qint64(wait * 1000));
    out.hsmWaitP95Ms = snapshot.hsms.requests > 0 ? double(snapshot.hsms.waitP95.count()) / 1e6 : -1;
    for (const MachineSnapshot& machine : snapshot.machines) {
        for (const StationSnapshot& station : machine.stations) {
            out.faults += station.state == TileState::Fault;
            out.held += station.state == TileState::Held;
            out.warnings += station.warning && station.state != TileState::Fault;
            out.waiting += station.state == TileState::WaitingHsm || station.state == TileState::WaitingCard;
        }
    }
    return out;
}

std::shared_ptr<Snapshot> SnapshotFolder::blank()
{
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->generation = ++m_generation;
    snapshot->now = milliseconds_(m_clock.now());
    snapshot->wall = m_clock.wall();
    snapshot->demo = m_plan.demo;
    return snapshot;
}

std::shared_ptr<const Snapshot> SnapshotFolder::foldFailure(const Failure& why)
{
    auto snapshot = blank();
    snapshot->serverFailure = why;
    return snapshot;
}

std::shared_ptr<const Snapshot> SnapshotFolder::fold(
    const Controller& controller, const HsmPool& hsms, std::vector<JobSnapshot> jobs)
{
    auto snapshot = blank();
    snapshot->lineStopped = m_lineStopped;
    snapshot->holding = controller.floorHeld();
    if (m_alarms)
        snapshot->alarms = m_alarms->view(); // before the stations, which it marks
    snapshot->jobs = std::move(jobs);
    snapshot->hsms = hsms.figures();
    snapshot->stationDoor = m_stationDoor;
    for (HsmFigures& hsm : snapshot->hsms.devices)
        hsm.orders = m_keyDesk ? m_keyDesk->lineTo(hsm.name) : KeyOrderLine::Absent;
    for (const MachinePlan& plan : m_plan.machines)
        snapshot->machines.push_back(machine(plan, controller));
    for (const auto& desk : controller.desks()) {
        if (!controller.floorHeld() || !desk->session || !desk->session->cardArrived())
            continue;
        ++snapshot->finishing;
        const double expected = targetSeconds(*desk->session);
        const double gone = double(snapshot->now - milliseconds_(desk->session->arrived())) / 1000;
        snapshot->longestFinishSeconds = std::max(snapshot->longestFinishSeconds, expected - gone);
    }
    snapshot->changing = m_changing;
    snapshot->figures = figures(controller, *snapshot);
    snapshot->core.apdus = m_apdus;
    snapshot->core.overheadP50Us = double(m_overhead.percentile(0.5).count()) / 1000;
    snapshot->core.overheadP99Us = double(m_overhead.percentile(0.99).count()) / 1000;
    snapshot->events = m_events;
    snapshot->saved = m_saved;
    snapshot->diskFree = m_diskFree;
    snapshot->traceStore = m_traceStore;
    return snapshot;
}

} // namespace sm
