// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/alarm_desk.h"

#include "base/failures/server.h"
#include "metrics/shift.h"
#include "server/key_check.h"

namespace sm {

namespace {

constexpr Nanos lookEvery = milliseconds(250);
constexpr Nanos viewEvery = seconds(1); // figures and ages of a view that did not change

/// Two jobs may come from files of the same name.
QString uniqueName(const QString& name, JobId id)
{
    return QStringLiteral("%1 #%2").arg(name).arg(id.value);
}

fact::Hsm::State stateOf(const HsmFigures& device)
{
    switch (device.health) {
    case HsmHealth::Admitting:
        return fact::Hsm::State::Starting;
    case HsmHealth::Healthy:
    case HsmHealth::Trial:
        return fact::Hsm::State::Ready;
    case HsmHealth::Draining:
        return fact::Hsm::State::TakenOut;
    case HsmHealth::OutOfUse: // by two wrong answers, or by a person
        return device.why ? fact::Hsm::State::NotReady : fact::Hsm::State::TakenOut;
    case HsmHealth::Suspect:
    case HsmHealth::Lost:
        break;
    }
    return fact::Hsm::State::NotReady;
}

AlarmSettings settingsOf(const FloorPlan& plan)
{
    AlarmSettings settings;
    settings.rejectRun = plan.rejectRunLimit;
    return settings;
}

} // namespace

AlarmDesk::AlarmDesk(const FloorPlan& plan, const Clock& clock)
    : m_plan(plan)
    , m_clock(clock)
    , m_book(clock, settingsOf(plan))
    , m_view(std::make_shared<AlarmView>())
{
}

QString AlarmDesk::nameOf(const JobRow& row)
{
    return uniqueName(row.job.name, row.id);
}

void AlarmDesk::cardFinished(const JobRun& job, const StationDesk& desk, const SessionResult& result)
{
    fact::Card card;
    card.station = desk.station->id();
    card.job = nameOf(job.context->row);
    card.good = result.verdict == Verdict::Good;
    card.arrived = card.good || result.cardArrived;
    card.inDoubt = result.verdict == Verdict::Quarantined || result.verdict == Verdict::InDoubt;
    card.why = result.failure;
    card.takt = card.good ? double(desk.takts.back()) : 0;
    const double ideal = std::chrono::duration<double>(job.context->profile->idealCardTime()).count();
    card.targetTakt = ideal / m_plan.virtualCards.speed;
    m_book.card(card);
}

void AlarmDesk::stationGoes(StationId station)
{
    fact::Station gone;
    gone.id = station;
    m_book.station(gone);
    m_book.outputFull(station, false);
}

void AlarmDesk::observeStations(const Controller& controller)
{
    for (const auto& desk : controller.desks()) {
        fact::Station now;
        now.id = desk->station->id();
        now.fault = desk->station->state() == StationState::Fault;
        now.held = desk->station->state() == StationState::Held;
        now.why = desk->failure;
        const Session* session = desk->session.get();
        const bool atWork = session && !controller.floorHeld() && !desk->station->holdRequested();
        now.waitsForCard = atWork && session->phase() == Phase::WaitingForCard;
        now.waitsForHsm = session && session->waitsForHsm();
        m_book.station(now);
        m_book.outputFull(now.id, session && session->cardNotTaken());
    }
}

void AlarmDesk::jobNeeds(const QStringList& keys)
{
    m_keys.append(keys);
    m_keys.removeDuplicates();
}

void AlarmDesk::observeKeys(const HsmPoolFigures& hsms)
{
    const QStringList unusable = unusableKeys(m_keys, hsms);
    for (const QString& key : std::as_const(m_keys))
        m_book.key(key, unusable.contains(key));
}

bool AlarmDesk::due() const
{
    return m_looked < Nanos(0) || m_clock.now() - m_looked >= lookEvery;
}

void AlarmDesk::observe(
    const Controller& controller, const HsmPoolFigures& hsms, const std::vector<JobSnapshot>& jobs)
{
    m_looked = m_clock.now();
    // HSMs before stations: what waits for a lost device is its consequence.
    std::vector<fact::Hsm> devices;
    for (const HsmFigures& device : hsms.devices) {
        fact::Hsm hsm;
        hsm.name = device.name;
        hsm.state = stateOf(device);
        devices.push_back(std::move(hsm));
    }
    m_book.hsms(devices);
    m_book.hsmWait(double(hsms.waitP95.count()) / 1e6);
    observeKeys(hsms);
    observeStations(controller);
    for (const JobSnapshot& job : jobs) {
        if (!job.id.isValid())
            continue; // still being imported
        fact::Job told;
        told.name = uniqueName(job.name, job.id);
        told.needsDecision = job.state == JobState::CompleteOpen;
        const RecordCounts& records = job.counts.records;
        told.open = records.accepted - records.good - records.withdrawn;
        told.inDoubt = records.inDoubt;
        told.ended = job.state == JobState::Complete || job.state == JobState::Aborted
            || job.state == JobState::Archived;
        m_book.job(told);
    }
    m_book.wallClock(m_clock.wall());
    m_book.tick();
}

void AlarmDesk::setDisk(const QString& folder, qint64 free, qint64 total)
{
    fact::Disk disk;
    disk.folder = folder;
    disk.free = free;
    disk.total = total;
    m_book.disk(disk);
}

std::optional<Outcome<Done>> AlarmDesk::carryOut(const ServerCommand& command)
{
    AlarmLines& lines = m_book.lines();
    if (const auto* seen = std::get_if<command::AcknowledgeAlarm>(&command)) {
        lines.acknowledge(seen->alarm);
    } else if (std::holds_alternative<command::SilenceAlarms>(command)) {
        lines.silence();
    } else if (const auto* shelf = std::get_if<command::ShelveAlarm>(&command)) {
        // A shelf ends with the shift: who comes next sees the alarm.
        const QDateTime local = m_clock.wall().toLocalTime();
        const Nanos left = seconds(std::max<qint64>(1, local.secsTo(shiftAt(local).end)));
        if (!lines.shelve(shelf->alarm, shelf->minutes, shelf->reason, left))
            return fail(fc::ShelfRefused, {{"minutes", QString::number(shelf->minutes)}});
    } else if (const auto* back = std::get_if<command::UnshelveAlarm>(&command)) {
        lines.unshelve(back->alarm);
    } else {
        return std::nullopt;
    }
    return Outcome<Done>(Done{});
}

void AlarmDesk::refresh()
{
    const Nanos now = m_clock.now();
    const bool same = m_view->revision == m_book.lines().revision();
    if (same && m_viewed >= Nanos(0) && now - m_viewed < viewEvery)
        return;
    m_viewed = now;
    m_view = std::make_shared<AlarmView>(m_book.lines().view());
    m_marks.clear();
    for (const AlarmEntry& entry : m_view->active) {
        if (!entry.station.isValid())
            continue;
        Mark& mark = m_marks[entry.station];
        if (mark.code == AlarmCode::None || alarmPriority(entry.code) > alarmPriority(mark.code))
            mark.code = entry.code;
        mark.fresh |= !entry.acknowledged;
    }
}

std::shared_ptr<const AlarmView> AlarmDesk::view()
{
    refresh();
    return m_view;
}

void AlarmDesk::mark(StationSnapshot& station)
{
    const auto found = m_marks.find(station.id);
    if (found == m_marks.end())
        return;
    station.alarm = found->second.code;
    station.alarmNew = found->second.fresh;
    station.warning = station.state != TileState::Fault;
}

} // namespace sm
