// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bench/synthetic_port.h"

#include "base/failures/station.h"
#include "ui/bench/synthetic_stations.h"
#include "ui/floor/tile_look.h"

#include <QStringList>

#include <algorithm>

namespace sm {

namespace {

constexpr int perMachine = 6;
constexpr quint16 steps = 14;
constexpr qint64 startOfDay = 52'328'000; // 14:32:08

const QStringList& stepNames()
{
    static const QStringList names{QStringLiteral("Reset"), QStringLiteral("Select ISD"),
        QStringLiteral("Open channel"), QStringLiteral("Load"), QStringLiteral("Install"),
        QStringLiteral("Store data 1/4"), QStringLiteral("Store data 2/4"), QStringLiteral("Store data 3/4"),
        QStringLiteral("Store data 4/4"), QStringLiteral("Put keys"), QStringLiteral("Verify"),
        QStringLiteral("Seal"), QStringLiteral("Confirm"), QStringLiteral("Stack")};
    return names;
}

Phase phaseOfStep(int step)
{
    constexpr Phase phases[] = {Phase::None, Phase::Identifying, Phase::Preparing, Phase::OpeningChannel,
        Phase::Writing, Phase::Writing, Phase::Writing, Phase::Writing, Phase::Writing, Phase::Writing,
        Phase::Writing, Phase::Writing, Phase::Sealing, Phase::Completing, Phase::Ejecting};
    return phases[step];
}

void setStep(StationSnapshot& station, quint16 step)
{
    station.stepNow = step;
    station.stepCount = steps;
    station.stepName = stepNames().value(step - 1);
    station.phase = phaseOfStep(step);
}

std::vector<MaskedExchange> exchanges(bool mute)
{
    std::vector<MaskedExchange> list;
    const QString header = QStringLiteral("84E2000%1A0");
    for (int block = 0; block < 4; ++block) {
        MaskedExchange exchange;
        exchange.command = header.arg(block) + QString(28, QLatin1Char('x'));
        exchange.answer = QStringLiteral("9000");
        exchange.step = QStringLiteral("Store data %1/4").arg(block + 1);
        exchange.microseconds = 38'000 + quint32(block) * 1'100;
        list.push_back(exchange);
    }
    if (mute) {
        list.back().answer.clear();
        list.back().microseconds = 3'000'000;
    }
    return list;
}

void stop(StationSnapshot& station, TileState state, const std::optional<Failure>& why)
{
    station.state = state;
    station.failure = why;
    station.since = startOfDay - 16'000;
}

StationSnapshot makeStation(int index, std::mt19937& random)
{
    StationSnapshot station;
    station.id.machine = quint16(index / perMachine + 1);
    station.id.station = quint16(index % perMachine + 1);
    station.link = QStringLiteral("virtual");
    station.state = TileState::Running;
    station.life = StationState::InSession;
    station.since = startOfDay - 3'000;
    station.good = quint32(140 + random() % 20);
    station.rejected = quint32(random() % 3);
    for (float& takt : station.takts)
        takt = 20.0F + float(random() % 50) / 10;
    station.takt = station.takts.back();
    const int serial = 4100 + index * 37;
    station.cardTail = QString::number(serial).right(4);
    station.recordId = QStringLiteral("CO-%1").arg(serial, 5, 10, QLatin1Char('0'));
    setStep(station, quint16((index * 5) % steps + 1));
    station.lastExchanges = exchanges(false);
    return station;
}

/// The exceptions that a real floor always has.
void addTroubles(std::vector<StationSnapshot*> all)
{
    const auto at
        = [&](size_t index) -> StationSnapshot* { return index < all.size() ? all[index] : nullptr; };
    for (size_t i = 3; i < all.size(); i += 7)
        all[i]->state = i % 2 ? TileState::WaitingHsm : TileState::WaitingCard;
    for (StationSnapshot* station : all) {
        if (station->state != TileState::WaitingCard)
            continue;
        station->cardTail.clear();
        station->stepNow = 0;
        station->phase = Phase::WaitingForCard;
    }
    if (StationSnapshot* station = at(8)) {
        stop(*station, TileState::Fault, Failure(fc::CardMute, {}));
        setStep(*station, 7);
        station->failedStep = station->stepName;
        station->lastExchanges = exchanges(true);
    }
    if (StationSnapshot* station = at(15))
        station->warning = true;
    if (StationSnapshot* station = at(19))
        stop(*station, TileState::Held, std::nullopt);
    if (StationSnapshot* station = at(23)) {
        stop(*station, TileState::Offline, std::nullopt);
        station->cardTail.clear();
        station->stepNow = station->stepCount = 0;
        station->takt = 0;
    }
}

void addJob(Snapshot& floor, int stations)
{
    JobSnapshot job;
    job.id = JobId(4471);
    job.name = QStringLiteral("Harbour Transit Pass");
    job.source = QStringLiteral("harbour-transit-pass.csv");
    job.profile = QStringLiteral("transit-pass 3");
    job.state = JobState::Running;
    job.seconds = 3912;
    const qint64 good = 3412;
    job.counts.records = {5000, good, 3, stations, 5000 - good - 3 - stations - 1, 1, 0};
    job.counts.cards = {good + 36 + 1 + 2 + stations, good, 36, 1, 2, stations, 0};
    floor.jobs.push_back(job);
}

/// The alarms that go with the troubles: one that wants a person now, one that can wait.
void addAlarms(Snapshot& floor)
{
    auto view = std::make_shared<AlarmView>();
    view->revision = 1;
    for (MachineSnapshot& machine : floor.machines) {
        for (StationSnapshot& station : machine.stations) {
            const bool fault = station.state == TileState::Fault;
            if (!fault && !station.warning)
                continue;
            AlarmEntry entry;
            entry.id = view->active.size() + 1;
            entry.code = fault ? AlarmCode::StationFault : AlarmCode::RejectRate;
            entry.station = station.id;
            entry.why = fault ? station.failure : std::nullopt;
            entry.value = fault ? 0 : 0.04;
            entry.raisedAt = fault ? station.since : startOfDay - 241'000;
            entry.audible = true;
            station.alarm = entry.code;
            station.alarmNew = true;
            view->active.push_back(std::move(entry));
        }
    }
    std::sort(view->active.begin(), view->active.end(),
        [](const AlarmEntry& a, const AlarmEntry& b) { return a.priority() > b.priority(); });
    view->figures.lastTenMinutes = int(view->active.size());
    floor.alarms = std::move(view);
}

void countStates(Snapshot& floor)
{
    FloorFigures& f = floor.figures;
    f.faults = f.warnings = f.held = f.waiting = 0;
    for (const MachineSnapshot& machine : floor.machines) {
        for (const StationSnapshot& station : machine.stations) {
            const TileBand band = bandOf(station);
            f.faults += band == TileBand::Fault ? 1 : 0;
            f.warnings += band == TileBand::Warning ? 1 : 0;
            f.held += band == TileBand::Held ? 1 : 0;
        }
    }
}

} // namespace

static std::shared_ptr<const std::vector<HsmKeyFigures>> syntheticKeys(const HsmPoolFigures& pool)
{
    auto keys = std::make_shared<std::vector<HsmKeyFigures>>();
    const std::initializer_list<std::pair<const char*, const char*>> names{
        {"TEST-ISD", "scp03-master"}, {"TEST-KEK", "kek"}, {"TEST-SEAL", "mac"}};
    for (const auto& [label, usage] : names) {
        HsmKeyFigures key;
        key.label = QLatin1String(label);
        key.version = 1;
        key.usage = QLatin1String(usage);
        key.kcv = QStringLiteral("504A77");
        for (const HsmFigures& hsm : pool.devices)
            key.devices.append(hsm.name);
        keys->push_back(std::move(key));
    }
    return keys;
}

Snapshot syntheticFloor(int stations, quint32 seed)
{
    std::mt19937 random(seed);
    Snapshot floor;
    floor.generation = 1;
    floor.now = startOfDay;
    floor.wall = QDateTime(QDate(2026, 11, 21), QTime(14, 32, 8));
    floor.demo = true;
    const QStringList names{
        QStringLiteral("MX-A"), QStringLiteral("MX-B"), QStringLiteral("DS-1"), QStringLiteral("DS-2")};
    for (int i = 0; i < stations; ++i) {
        if (i % perMachine == 0) {
            MachineSnapshot machine;
            machine.number = quint16(i / perMachine + 1);
            machine.name = names.value(i / perMachine);
            machine.job = QStringLiteral("Harbour Transit Pass");
            machine.rate = 945 - 21 * (i / perMachine % 4);
            machine.takt = 22.1F + 0.3F * float(i / perMachine % 4);
            machine.utilisation = 0.96F - 0.01F * float(i / perMachine % 4);
            floor.machines.push_back(machine);
        }
        floor.machines.back().stations.push_back(makeStation(i, random));
    }
    std::vector<StationSnapshot*> all;
    for (MachineSnapshot& machine : floor.machines) {
        for (StationSnapshot& station : machine.stations)
            all.push_back(&station);
    }
    addTroubles(all);
    addSyntheticStations(floor);
    addAlarms(floor);
    addJob(floor, stations);
    floor.figures = {3412, 5000, 3780, 0.9931, floor.wall.addSecs(5580), 38, 0, 0, 0, 0};
    countStates(floor);
    for (int i = 1; i <= 6; ++i) {
        HsmFigures hsm;
        hsm.name = QStringLiteral("HSM %1").arg(i);
        hsm.kind = QStringLiteral("soft");
        hsm.health = HsmHealth::Healthy;
        hsm.requests = quint64(1180 + 7 * i);
        hsm.selfTests = 2;
        hsm.lastTest = milliseconds(startOfDay - 240'000);
        hsm.lastTestPassed = true;
        hsm.inFlight = i % 2;
        hsm.load = 0.28 + 0.02 * i;
        hsm.wait = {milliseconds(0), milliseconds(38), milliseconds(52)};
        hsm.service = {milliseconds(20), milliseconds(20), milliseconds(21)};
        floor.hsms.devices.push_back(hsm);
    }
    floor.hsms.healthy = 6;
    floor.hsms.keys = syntheticKeys(floor.hsms);
    floor.hsms.requests = 7227;
    floor.hsms.load = 0.35;
    floor.hsms.waitP95 = milliseconds(38);
    floor.hsms.waitP99 = milliseconds(52);
    floor.hsms.service = floor.hsms.devices.front().service;
    return floor;
}

SyntheticPort::SyntheticPort(int stations, int eventsPerSecond, quint32 seed)
    : m_floor(syntheticFloor(stations, seed))
    , m_random(seed)
    , m_eventsPerSecond(eventsPerSecond)
{
    m_clock.start();
}

quint64 SyntheticPort::post(ServerCommand command)
{
    ++m_ticket;
    const auto* read = std::get_if<command::ReadHistory>(&command);
    const auto* list = std::get_if<command::ReadAttempts>(&command);
    if ((read || list) && !m_shift)
        m_shift = std::make_unique<SyntheticShift>();
    if (read)
        m_answers.push_back(event::HistoryRead{m_ticket, m_shift->read(read->query)});
    if (list)
        m_answers.push_back(event::AttemptsRead{m_ticket, m_shift->attempts(list->filter), false});
    return m_ticket;
}

void SyntheticPort::step() const
{
    MachineSnapshot& machine = m_floor.machines[m_random() % m_floor.machines.size()];
    StationSnapshot& station = machine.stations[m_random() % machine.stations.size()];
    if (station.state != TileState::Running && station.state != TileState::WaitingHsm
        && station.state != TileState::WaitingCard)
        return;
    if (station.stepNow >= steps) {
        station.takt = 20.0F + float(m_random() % 50) / 10;
        std::move(station.takts.begin() + 1, station.takts.end(), station.takts.begin());
        station.takts.back() = station.takt;
        ++station.good;
        station.cardTail = QString::number(1000 + m_random() % 9000);
        setStep(station, 1);
        return;
    }
    station.state = m_random() % 12 == 0 ? TileState::WaitingHsm : TileState::Running;
    setStep(station, quint16(station.stepNow + 1));
}

std::shared_ptr<const Snapshot> SyntheticPort::snapshot() const
{
    const quint64 due = quint64(m_clock.elapsed()) * quint64(m_eventsPerSecond) / 1000;
    for (; m_done < due; ++m_done)
        step();
    m_floor.events = m_done;
    m_floor.now = startOfDay + m_clock.elapsed();
    m_floor.wall = QDateTime(QDate(2026, 11, 21), QTime(14, 32, 8)).addMSecs(m_clock.elapsed());
    ++m_floor.generation;
    return std::make_shared<Snapshot>(m_floor);
}

} // namespace sm
