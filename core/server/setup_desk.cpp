// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/setup_desk.h"

#include "base/failures/base.h"
#include "base/failures/server.h"
#include "base/log.h"
#include "server/floor_builder.h"

#include <algorithm>

namespace sm {

namespace {

constexpr Nanos lookLimit = seconds(3);
constexpr Nanos testLimit = seconds(8); ///< a station at a line tries again within five
constexpr Nanos saveLimit = seconds(20);

std::vector<StationPlan> stationsOf(const FloorPlan& plan)
{
    std::vector<StationPlan> out;
    for (const MachinePlan& machine : plan.machines)
        out.insert(out.end(), machine.stations.begin(), machine.stations.end());
    return out;
}

/// Two stations that could not work at the same time: one reader, or one line.
bool shareHardware(const StationPlan& a, const StationPlan& b)
{
    if (a.kind != b.kind)
        return false;
    if (a.kind == StationPlan::Kind::Serial)
        return a.port == b.port;
    if (a.kind != StationPlan::Kind::Pcsc)
        return false;
    return a.reader == b.reader && a.readerSerial == b.readerSerial && a.readerSlot == b.readerSlot;
}

} // namespace

PersonalizationServer::SetupDesk::SetupDesk(PersonalizationServer& server)
    : m_server(server)
    , m_document(FloorDocument::of(server.m_options.floor))
    , m_plan(server.m_options.floor)
    , m_rest(m_document.rest())
    , m_running(m_document.definitions())
    , m_probe(server.m_environment.reactor)
    , m_writer(server.m_environment.executors->make("floor-file"))
{
    for (const StationPlan& plan : stationsOf(m_plan))
        m_plans.emplace(plan.id, plan);
}

PersonalizationServer::SetupDesk::~SetupDesk() = default;

void PersonalizationServer::SetupDesk::handle(quint64 ticket, const SetupCommand& wanted)
{
    std::visit([&](const auto& order) { carryOut(ticket, order); }, wanted);
}

void PersonalizationServer::SetupDesk::carryOut(quint64 ticket, const command::ReadFloor&)
{
    event::FloorRead read;
    read.ticket = ticket;
    read.floor = m_document.json();
    read.file = m_server.m_options.floorFile;
    if (!m_server.m_environment.threaded) // simulated time has no hardware
        return m_server.report(std::move(read));
    auto& looking = m_looking[ticket] = m_probe.lookAround(lookLimit);
    looking.then([this, ticket, read](const Outcome<StationProbe::Around>& around) mutable {
        const auto done = m_looking.extract(ticket);
        if (around) {
            read.readers = around->readers;
            read.ports = around->ports;
        }
        m_server.report(std::move(read));
    });
}

/// Why this place, or what is to be in it, must be left alone now.
std::optional<Failure> PersonalizationServer::SetupDesk::occupiedBy(const StationPlan& plan) const
{
    for (const auto& [id, running] : m_plans) {
        const StationDesk* desk = m_server.m_controller->desk(id);
        const bool meant = id == plan.id || shareHardware(running, plan);
        if (meant && desk && Controller::isOccupied(*desk))
            return fail(fc::StationInUse, {{"station", id.text()}});
    }
    return std::nullopt;
}

void PersonalizationServer::SetupDesk::tell(
    quint64 ticket, StationId station, const Outcome<StationProbe::Seen>& seen)
{
    event::StationTested tested;
    tested.ticket = ticket;
    tested.station = station;
    if (seen) {
        tested.found = seen->found;
        tested.atr = seen->atr;
    } else {
        tested.failure = seen.failure();
    }
    m_server.report(std::move(tested));
}

void PersonalizationServer::SetupDesk::carryOut(quint64 ticket, const command::TestStation& order)
{
    const auto floor = FloorPlan::parse(order.floor, m_server.m_options.floorFile);
    if (!floor)
        return m_server.answer(ticket, floor.failure());
    const auto stations = stationsOf(*floor);
    const auto plan = std::find_if(stations.begin(), stations.end(),
        [&order](const StationPlan& each) { return each.id == order.station; });
    if (plan == stations.end())
        return m_server.answer(ticket, fail(fc::StationNotThere, {{"station", order.station.text()}}));
    if (const auto occupied = occupiedBy(*plan))
        return m_server.answer(ticket, *occupied);
    for (const ModulePlan& module : plan->modules) {
        const auto port = module.device.line.port.isEmpty() // simulated, behind a link, a folder
            ? Outcome<Done>(Done{})
            : StationProbe::checkPort(module.device.line.port);
        if (!port)
            return tell(ticket, order.station, port.failure());
    }
    if (plan->isLinked())
        return testLink(ticket, *plan);
    if (plan->kind == StationPlan::Kind::Virtual)
        return tell(ticket, order.station, StationProbe::Seen(QString()));
    if (!m_server.m_environment.threaded)
        return tell(
            ticket, order.station, fail(fc::StationNeedsRealTime, {{"station", order.station.text()}}));
    Testing& testing = m_testing[ticket];
    testing.seen = m_probe.askReader(*plan, lookLimit);
    await(ticket, order.station, testing);
}

/// A link that is there has its answer at once; a line that nobody uses is tried.
void PersonalizationServer::SetupDesk::testLink(quint64 ticket, const StationPlan& plan)
{
    const Failure absent = fail(fc::StationNotThere, {{"station", plan.id.text()}});
    const StationDoor* door = m_server.m_builder->stationDoor();
    const auto running = m_plans.find(plan.id);
    const bool same
        = running != m_plans.end() && running->second.kind == plan.kind && running->second.port == plan.port;
    for (const StationLink& link : door&& same ? door->view()->links : std::vector<StationLink>()) {
        if (link.station != plan.id)
            continue;
        if (link.state == StationLinkState::Up)
            return tell(ticket, plan.id, StationProbe::Seen(link.address));
        return tell(ticket, plan.id, link.why.value_or(absent));
    }
    if (plan.kind != StationPlan::Kind::Serial || !m_server.m_environment.threaded)
        return tell(ticket, plan.id, absent);
    auto asked = m_probe.askLine(plan, testLimit);
    if (!asked)
        return tell(ticket, plan.id, asked.failure());
    Testing& testing = m_testing[ticket];
    testing = asked.take();
    await(ticket, plan.id, testing);
}

void PersonalizationServer::SetupDesk::await(quint64 ticket, StationId station, Testing& testing)
{
    testing.seen.then([this, ticket, station](const Outcome<StationProbe::Seen>& seen) {
        const auto done = m_testing.extract(ticket); // closes the line
        const bool silent = !seen && seen.failure() == fc::WaitTimedOut;
        const LinkKeeper* line = done.mapped().keeper.get();
        if (!silent)
            return tell(ticket, station, seen);
        tell(ticket, station,
            line && line->lastFailure() ? *line->lastFailure()
                                        : fail(fc::StationNotThere, {{"station", station.text()}}));
    });
}

std::vector<PersonalizationServer::SetupDesk::Change> PersonalizationServer::SetupDesk::difference(
    const FloorDocument& document, const FloorPlan& plan) const
{
    std::map<StationId, Change> changes;
    const auto definitions = document.definitions();
    for (const StationPlan& station : stationsOf(plan)) {
        const QJsonObject definition = definitions.value(station.id);
        const auto running = m_running.find(station.id);
        if (running != m_running.end() && *running == definition)
            continue;
        Change& change = changes[station.id];
        change.edit.what = running == m_running.end() ? StationEdit::What::Added : StationEdit::What::Changed;
        change.wanted.plan = station;
        change.wanted.definition = definition;
    }
    for (const auto& [id, running] : m_plans) {
        if (!definitions.contains(id))
            changes[id].edit.what = StationEdit::What::Removed;
    }
    std::vector<Change> out;
    for (auto& [id, change] : changes) {
        const StationDesk* desk = m_server.m_controller->desk(id);
        change.edit.station = id;
        change.edit.waits = desk && Controller::isOccupied(*desk);
        out.push_back(std::move(change));
    }
    return out;
}

/// The door is opened once; where there was none, the new one counts now.
QStringList PersonalizationServer::SetupDesk::nextStart(const FloorDocument& document) const
{
    const QJsonObject wanted = document.rest();
    QStringList members = m_rest.keys() + wanted.keys();
    members.removeDuplicates();
    members.sort();
    members.removeIf([&](const QString& member) {
        const bool opensNow = member == QStringLiteral("stationDoor") && !m_server.m_builder->stationDoor();
        return opensNow || m_rest.value(member) == wanted.value(member);
    });
    return members;
}

void PersonalizationServer::SetupDesk::carryOut(quint64 ticket, const command::ApplyFloor& order)
{
    const QString& file = m_server.m_options.floorFile;
    auto document = FloorDocument::parse(order.floor, file);
    auto plan = FloorPlan::parse(order.floor, file);
    if (!document || !plan)
        return m_server.answer(ticket, document ? plan.failure() : document.failure());
    if (!order.rehearse)
        return save(ticket, document.take(), plan.take());
    event::FloorApplied told;
    told.ticket = ticket;
    told.rehearsed = true;
    told.nextStart = nextStart(*document);
    for (const Change& change : difference(*document, *plan))
        told.stations.push_back(change.edit);
    m_server.report(std::move(told));
}

/// First the file, so that the next start has what this one shows.
void PersonalizationServer::SetupDesk::save(quint64 ticket, FloorDocument document, FloorPlan plan)
{
    const QString file = m_server.m_options.floorFile;
    if (file.isEmpty())
        return apply(ticket, std::move(document), std::move(plan));
    auto wait = makePending<Done>(m_server.m_environment.reactor, saveLimit);
    auto& saving = m_saving[ticket] = std::move(wait.pending);
    saving.then([this, ticket, document, plan](const Outcome<Done>& saved) {
        const auto done = m_saving.extract(ticket);
        if (saved)
            apply(ticket, document, plan);
        else
            m_server.answer(ticket, saved.failure());
    });
    m_writer->post([document, file, answer = std::move(wait.completer)]() mutable {
        answer.complete(document.save(file));
    });
}

void PersonalizationServer::SetupDesk::apply(quint64 ticket, FloorDocument document, FloorPlan plan)
{
    event::FloorApplied told;
    told.ticket = ticket;
    told.nextStart = nextStart(document);
    std::vector<Change> changes = difference(document, plan);
    if (!m_server.m_builder->stationDoor())
        m_server.m_options.floor.stationDoor = plan.stationDoor;
    m_document = std::move(document);
    m_plan = std::move(plan);
    std::vector<StationId> before = changing();
    for (const StationId station : before) {
        const bool still = std::any_of(changes.begin(), changes.end(),
            [station](const Change& one) { return one.edit.station == station && one.edit.waits; });
        if (!still)
            giveUpWaiting(station);
    }
    // What goes makes room for what comes.
    std::stable_partition(changes.begin(), changes.end(),
        [](const Change& one) { return one.edit.what == StationEdit::What::Removed; });
    for (Change& one : changes) {
        if (one.edit.waits)
            wait(one.edit.station, std::move(one.wanted));
        else
            one.edit.failure = change(one.edit.station, one.wanted);
        told.stations.push_back(one.edit);
    }
    std::sort(told.stations.begin(), told.stations.end(),
        [](const StationEdit& a, const StationEdit& b) { return a.station < b.station; });
    refreshPlan();
    m_server.publish();
    m_server.report(std::move(told));
}

void PersonalizationServer::SetupDesk::wait(StationId station, Wanted wanted)
{
    const StationDesk* desk = m_server.m_controller->desk(station);
    const auto known = m_waiting.find(station);
    wanted.held = known != m_waiting.end() ? known->second.held
                                           : desk && desk->station->holdRequested() && !desk->heldByFloor;
    m_waiting[station] = std::move(wanted);
    // No further card; the one in it is finished.
    const auto held = m_server.m_controller->holdStation(station);
    if (!held)
        qCWarning(lcServer) << "no hold before a change:" << held.failure().toString();
}

/// It is to stay as it is after all.
void PersonalizationServer::SetupDesk::giveUpWaiting(StationId station)
{
    const auto given = m_waiting.extract(station);
    if (!given.mapped().held && !m_server.m_controller->floorHeld()) {
        const auto resumed = m_server.m_controller->resumeStation(station);
        if (!resumed)
            qCWarning(lcServer) << "a station stays held:" << resumed.failure().toString();
    }
}

std::optional<Failure> PersonalizationServer::SetupDesk::change(StationId station, const Wanted& wanted)
{
    Controller& controller = *m_server.m_controller;
    if (const StationDesk* old = controller.desk(station)) {
        m_server.m_folder.stationGoes(*old);
        m_server.m_alarms.stationGoes(station);
        m_server.m_history->stationGoes(station);
        m_server.m_builder->removeStation(controller, station);
    }
    m_running.remove(station);
    m_plans.erase(station);
    if (!wanted.plan) {
        qCInfo(lcServer) << "station" << station.text() << "has left the floor";
        return std::nullopt;
    }
    m_server.m_history->stationComes(station);
    const auto added = m_server.m_builder->addStation(controller, *wanted.plan, wanted.held);
    if (!added) {
        m_server.m_history->stationGoes(station);
        qCWarning(lcServer) << "station" << station.text()
                            << "can not be made:" << added.failure().toString();
        return added.failure();
    }
    m_running.insert(station, wanted.definition);
    m_plans.emplace(station, *wanted.plan);
    m_server.m_history->stationChanged(*controller.desk(station));
    qCInfo(lcServer) << "station" << station.text() << "is set up";
    return std::nullopt;
}

void PersonalizationServer::SetupDesk::tick()
{
    bool any = false;
    for (auto it = m_waiting.begin(); it != m_waiting.end();) {
        const StationDesk* desk = m_server.m_controller->desk(it->first);
        if (desk && Controller::isOccupied(*desk)) {
            ++it;
            continue;
        }
        const auto failure = change(it->first, it->second);
        if (failure)
            m_server.report(event::StationStopped{it->first, *failure});
        it = m_waiting.erase(it);
        any = true;
    }
    if (any)
        refreshPlan();
}

std::vector<StationId> PersonalizationServer::SetupDesk::changing() const
{
    std::vector<StationId> out;
    for (const auto& [station, wanted] : m_waiting)
        out.push_back(station);
    return out;
}

/// The machines as wanted, with the stations that are there; then what waits to leave.
void PersonalizationServer::SetupDesk::refreshPlan()
{
    std::vector<MachinePlan> machines;
    for (const auto* source : {&m_plan.machines, &m_server.m_options.floor.machines}) {
        for (const MachinePlan& machine : *source) {
            const bool known = std::any_of(machines.begin(), machines.end(),
                [&machine](const MachinePlan& one) { return one.number == machine.number; });
            MachinePlan there;
            there.number = machine.number;
            there.name = machine.name;
            for (const auto& [id, plan] : m_plans) {
                if (id.machine == machine.number)
                    there.stations.push_back(plan);
            }
            if (!known && !there.stations.empty())
                machines.push_back(std::move(there));
        }
    }
    m_server.m_options.floor.machines = std::move(machines);
}

} // namespace sm
