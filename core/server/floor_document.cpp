// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/floor_document.h"

#include "base/failures/server.h"
#include "server/floor_entries.h"
#include "server/floor_plan.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSaveFile>

#include <algorithm>

namespace sm {

namespace {

const QString machinesKey = QStringLiteral("machines");
const QString dataPlaneKey = QStringLiteral("dataPlane"); ///< of a machine

/// All machines of a floor, taken apart.
std::vector<FloorEntries> machinesOf(const QJsonObject& root)
{
    std::vector<FloorEntries> out;
    int highest = 0;
    const QJsonArray machines = root.value(machinesKey).toArray();
    for (const QJsonValue& each : machines) {
        out.push_back(FloorEntries::read(each.toObject(), highest + 1));
        highest = std::max(highest, out.back().number);
    }
    return out;
}

void putMachines(QJsonObject& root, const std::vector<FloorEntries>& machines)
{
    QJsonArray out;
    int highest = 0;
    for (const FloorEntries& machine : machines) {
        out.append(machine.write(highest + 1));
        highest = std::max(highest, machine.number);
    }
    root.insert(machinesKey, out);
}

std::vector<FloorEntries>::iterator byNumber(std::vector<FloorEntries>& machines, quint16 number)
{
    return std::find_if(machines.begin(), machines.end(),
        [number](const FloorEntries& machine) { return machine.number == number; });
}

QString nameOf(const FloorEntries& machine)
{
    const QString name = machine.machine.value(QStringLiteral("name")).toString();
    return name.isEmpty() ? QStringLiteral("Machine %1").arg(machine.number) : name;
}

} // namespace

Outcome<FloorDocument> FloorDocument::parse(const QByteArray& json, const QString& fileName)
{
    const auto plan = FloorPlan::parse(json, fileName);
    if (!plan)
        return plan.failure();
    return FloorDocument(QJsonDocument::fromJson(json).object(), fileName);
}

Outcome<FloorDocument> FloorDocument::load(const QString& fileName)
{
    const auto plan = FloorPlan::load(fileName);
    if (!plan)
        return plan.failure();
    return FloorDocument(QJsonDocument::fromJson(plan->source).object(), fileName);
}

FloorDocument FloorDocument::of(const FloorPlan& plan)
{
    if (!plan.source.isEmpty())
        return FloorDocument(QJsonDocument::fromJson(plan.source).object(), {});
    QJsonArray machines;
    for (const MachinePlan& machine : plan.machines)
        machines.append(QJsonObject{{QStringLiteral("name"), machine.name},
            {QStringLiteral("stations"), int(machine.stations.size())}});
    QJsonArray hsms;
    for (const HsmPlan& hsm : plan.hsms)
        hsms.append(QJsonObject{
            {QStringLiteral("kind"), QStringLiteral("virtual")}, {QStringLiteral("name"), hsm.name}});
    return FloorDocument(QJsonObject{{QStringLiteral("name"), plan.name}, {QStringLiteral("demo"), plan.demo},
                             {machinesKey, machines}, {QStringLiteral("hsms"), hsms}},
        {});
}

std::vector<MachineRow> FloorDocument::machines() const
{
    std::vector<MachineRow> out;
    for (const FloorEntries& machine : machinesOf(m_root)) {
        MachineRow& row = out.emplace_back();
        row.number = quint16(machine.number);
        row.name = nameOf(machine);
        for (const FloorEntries::Entry& entry : machine.entries)
            row.stations.push_back(machine.row(entry));
        std::sort(row.stations.begin(), row.stations.end(),
            [](const StationRow& a, const StationRow& b) { return a.id < b.id; });
    }
    return out;
}

std::optional<StationRow> FloorDocument::station(StationId id) const
{
    auto machines = machinesOf(m_root);
    const auto machine = byNumber(machines, id.machine);
    const FloorEntries::Entry* entry = machine == machines.end() ? nullptr : machine->find(id.station);
    return entry ? std::optional(machine->row(*entry)) : std::nullopt;
}

QByteArray FloorDocument::json() const
{
    return QJsonDocument(m_root).toJson(QJsonDocument::Indented);
}

template <class Edit> bool FloorDocument::edit(quint16 machine, Edit change)
{
    auto machines = machinesOf(m_root);
    const auto found = byNumber(machines, machine);
    if (found == machines.end() || !change(*found))
        return false;
    putMachines(m_root, machines);
    return true;
}

quint16 FloorDocument::addMachine(const QString& name)
{
    auto machines = machinesOf(m_root);
    FloorEntries fresh;
    for (const FloorEntries& machine : machines)
        fresh.number = std::max(fresh.number, machine.number);
    ++fresh.number;
    if (!name.isEmpty())
        fresh.machine.insert(QStringLiteral("name"), name);
    const auto number = quint16(fresh.number);
    machines.push_back(std::move(fresh));
    putMachines(m_root, machines);
    return number;
}

void FloorDocument::renameMachine(quint16 machine, const QString& name)
{
    edit(machine, [&name](FloorEntries& of) {
        of.machine.insert(QStringLiteral("name"), name);
        return true;
    });
}

void FloorDocument::removeMachine(quint16 machine)
{
    auto machines = machinesOf(m_root);
    std::erase_if(machines, [machine](const FloorEntries& one) { return one.number == machine; });
    putMachines(m_root, machines);
}

StationId FloorDocument::addStation(quint16 machine, StationRow row)
{
    row.id = StationId();
    edit(machine, [&row, machine](FloorEntries& of) {
        FloorEntries::Entry entry;
        entry.number = of.highest() + 1;
        FloorEntries::put(entry, row);
        row.id = StationId{machine, quint16(entry.number)};
        of.entries.push_back(std::move(entry));
        return true;
    });
    return row.id;
}

bool FloorDocument::changeStation(const StationRow& row)
{
    return edit(row.id.machine, [&row](FloorEntries& machine) {
        FloorEntries::Entry* entry = machine.find(row.id.station);
        if (entry)
            FloorEntries::put(*entry, row);
        return entry != nullptr;
    });
}

bool FloorDocument::removeStation(StationId id)
{
    return edit(id.machine, [id](FloorEntries& machine) {
        const bool there = machine.find(id.station) != nullptr;
        machine.remove(id.station);
        return there;
    });
}

Outcome<Done> FloorDocument::check() const
{
    const auto plan = FloorPlan::parse(json(), m_fileName);
    return plan ? Outcome<Done>(Done{}) : plan.failure();
}

Outcome<Done> FloorDocument::save(const QString& fileName) const
{
    const auto checked = check();
    if (!checked)
        return checked;
    QSaveFile target(fileName);
    const bool written = QDir().mkpath(QFileInfo(fileName).path()) && target.open(QIODevice::WriteOnly)
        && target.write(json()) >= 0 && target.commit();
    if (!written)
        return fail(fc::FloorFileUnwritable, {{"file", fileName}, {"cause", target.errorString()}});
    return Done{};
}

std::optional<FloorDocument::Spot> FloorDocument::find(const QString& path) const
{
    static const QRegularExpression shape(
        QStringLiteral(R"(^\$\.machines\[(\d+)\](?:\.(readers|links)\[(\d+)\])?(?:\.(\w+))?)"));
    const QRegularExpressionMatch match = shape.match(path);
    const auto machines = machinesOf(m_root);
    const auto index = size_t(match.captured(1).toInt());
    if (!match.hasMatch() || index >= machines.size())
        return std::nullopt;
    const FloorEntries& machine = machines[index];
    Spot spot;
    spot.machine = quint16(machine.number);
    spot.member = match.captured(4);
    if (match.captured(2).isEmpty())
        return spot;
    const bool readers = match.captured(2) == QStringLiteral("readers");
    const auto list = readers ? FloorEntries::List::Readers : FloorEntries::List::Links;
    int place = match.captured(3).toInt();
    for (const FloorEntries::Entry& entry : machine.entries) {
        if (entry.list == list && place-- == 0)
            spot.station = StationId{spot.machine, quint16(entry.number)};
    }
    return spot;
}

QHash<StationId, QJsonObject> FloorDocument::definitions() const
{
    QHash<StationId, QJsonObject> out;
    for (const FloorEntries& machine : machinesOf(m_root)) {
        for (const FloorEntries::Entry& entry : machine.entries) {
            QJsonObject definition = entry.object;
            definition.insert(QStringLiteral("list"), int(entry.list));
            definition.insert(QStringLiteral("modules"), machine.modulesOf(entry.number));
            out.insert(StationId{quint16(machine.number), quint16(entry.number)}, definition);
        }
    }
    return out;
}

QJsonObject FloorDocument::rest() const
{
    QJsonObject out = m_root;
    for (const char* key : {"machines", "$schema"})
        out.remove(QLatin1String(key));
    QJsonObject planes;
    for (const FloorEntries& machine : machinesOf(m_root)) {
        const QJsonValue plane = machine.machine.value(dataPlaneKey);
        if (!plane.isUndefined())
            planes.insert(QString::number(machine.number), plane);
    }
    if (!planes.isEmpty())
        out.insert(dataPlaneKey, planes);
    return out;
}

} // namespace sm
