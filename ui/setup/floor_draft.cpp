// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/setup/floor_draft.h"

#include <algorithm>

namespace sm {

namespace {

constexpr size_t mostSteps = 200;

const MachineRow* byNumber(const std::vector<MachineRow>& machines, quint16 number)
{
    const auto found = std::find_if(machines.begin(), machines.end(),
        [number](const MachineRow& machine) { return machine.number == number; });
    return found == machines.end() ? nullptr : &*found;
}

} // namespace

void FloorDraft::start(FloorDocument running)
{
    m_running = running;
    m_wanted = std::move(running);
    m_before.clear();
    m_typing.clear();
    look();
}

bool FloorDraft::follow(FloorDocument running)
{
    if (!loaded() || edits() == 0) {
        start(std::move(running));
        return false;
    }
    const bool other = running.json() != m_running->json();
    m_running = std::move(running);
    look();
    return other && edits() > 0;
}

void FloorDraft::look()
{
    m_runningDefinitions = m_running->definitions();
    m_wantedDefinitions = m_wanted->definitions();
    const auto checked = m_wanted->check();
    m_wrong = checked ? std::nullopt : std::optional(checked.failure());
}

std::vector<MachineRow> FloorDraft::machines() const
{
    return loaded() ? m_wanted->machines() : std::vector<MachineRow>();
}

std::vector<MachineRow> FloorDraft::runningMachines() const
{
    return loaded() ? m_running->machines() : std::vector<MachineRow>();
}

std::optional<StationRow> FloorDraft::station(StationId id) const
{
    return loaded() ? m_wanted->station(id) : std::nullopt;
}

QByteArray FloorDraft::json() const
{
    return loaded() ? m_wanted->json() : QByteArray();
}

QJsonObject FloorDraft::definition(StationId id) const
{
    return m_wantedDefinitions.value(id);
}

std::optional<FloorDocument::Spot> FloorDraft::find(const QString& path) const
{
    return loaded() ? m_wanted->find(path) : std::nullopt;
}

void FloorDraft::remember(const QString& what)
{
    if (!what.isEmpty() && what == m_typing)
        return;
    m_typing = what;
    m_before.push_back(*m_wanted);
    if (m_before.size() > mostSteps)
        m_before.erase(m_before.begin());
}

quint16 FloorDraft::addMachine(const QString& name)
{
    remember({});
    const quint16 number = m_wanted->addMachine(name);
    look();
    return number;
}

void FloorDraft::renameMachine(quint16 machine, const QString& name)
{
    remember(QStringLiteral("machine %1").arg(machine));
    m_wanted->renameMachine(machine, name);
    look();
}

void FloorDraft::removeMachine(quint16 machine)
{
    remember({});
    m_wanted->removeMachine(machine);
    look();
}

StationId FloorDraft::addStation(quint16 machine, const StationRow& row)
{
    remember({});
    const StationId id = m_wanted->addStation(machine, row);
    look();
    return id;
}

void FloorDraft::changeStation(const StationRow& row, const QString& member)
{
    remember(row.id.text() + u' ' + member);
    m_wanted->changeStation(row);
    look();
}

void FloorDraft::removeStation(StationId id)
{
    remember({});
    m_wanted->removeStation(id);
    look();
}

void FloorDraft::undo()
{
    if (m_before.empty())
        return;
    m_wanted = std::move(m_before.back());
    m_before.pop_back();
    m_typing.clear();
    look();
}

void FloorDraft::discard()
{
    if (loaded())
        start(*m_running);
}

std::optional<StationEdit::What> FloorDraft::change(StationId id) const
{
    const auto before = m_runningDefinitions.find(id);
    const auto after = m_wantedDefinitions.find(id);
    if (before == m_runningDefinitions.end())
        return after == m_wantedDefinitions.end() ? std::nullopt : std::optional(StationEdit::What::Added);
    if (after == m_wantedDefinitions.end())
        return StationEdit::What::Removed;
    return *before == *after ? std::nullopt : std::optional(StationEdit::What::Changed);
}

std::vector<MachineEdit> FloorDraft::machineEdits() const
{
    std::vector<MachineEdit> out;
    const auto before = runningMachines();
    const auto after = machines();
    for (const MachineRow& machine : after) {
        const MachineRow* was = byNumber(before, machine.number);
        if (!was)
            out.push_back({machine.number, StationEdit::What::Added, machine.name, {}});
        else if (was->name != machine.name)
            out.push_back({machine.number, StationEdit::What::Changed, machine.name, was->name});
    }
    for (const MachineRow& machine : before) {
        if (!byNumber(after, machine.number))
            out.push_back({machine.number, StationEdit::What::Removed, machine.name, {}});
    }
    return out;
}

int FloorDraft::edits() const
{
    auto ids = m_runningDefinitions.keys();
    for (auto it = m_wantedDefinitions.begin(); it != m_wantedDefinitions.end(); ++it) {
        if (!m_runningDefinitions.contains(it.key()))
            ids.append(it.key());
    }
    const auto changed
        = std::count_if(ids.begin(), ids.end(), [this](StationId id) { return change(id).has_value(); });
    return int(changed) + int(machineEdits().size());
}

} // namespace sm
