// SPDX-License-Identifier: GPL-3.0-or-later
#include "station/station.h"

#include "station/modules/device_module.h"

#include <algorithm>

namespace sm {

Station::Station(StationId id, std::unique_ptr<CardLink> link)
    : m_id(id)
    , m_link(std::move(link))
{
    m_link->onUsableChanged(
        [this](bool usable) { handle(usable ? StationEvent::LinkUsable : StationEvent::LinkLost); });
    if (m_link->isUsable())
        handle(StationEvent::LinkUsable);
}

Station::~Station() = default;

void Station::addModule(const QString& name, std::unique_ptr<DeviceModule> module)
{
    m_modules.emplace_back(name, std::move(module));
}

DeviceModule* Station::module(const QString& name) const
{
    const auto found = std::find_if(
        m_modules.begin(), m_modules.end(), [&name](const auto& entry) { return entry.first == name; });
    return found == m_modules.end() ? nullptr : found->second.get();
}

QStringList Station::moduleNames() const
{
    QStringList names;
    for (const auto& entry : m_modules)
        names.append(entry.first);
    return names;
}

bool Station::handle(StationEvent event)
{
    const auto next = nextState(m_state, event);
    if (!next || refuses(event))
        return false;
    const StationState before = m_state;
    const bool holdBefore = m_holdRequested;
    noteSession(event);
    if (event == StationEvent::Hold)
        m_holdRequested = *next != StationState::Held;
    if (event == StationEvent::Resume)
        m_holdRequested = false;
    m_state = settled(*next);
    if (m_state != before || m_holdRequested != holdBefore)
        tellChanged();
    return true;
}

void Station::requestHold()
{
    handle(StationEvent::Hold);
}

void Station::requestResume()
{
    handle(StationEvent::Resume);
}

bool Station::refuses(StationEvent event) const
{
    // A lost reader comes back, or an engineer comes, before the session has let go of the card.
    return event == StationEvent::LockOut && m_sessionOpen;
}

void Station::noteSession(StationEvent event)
{
    if (event == StationEvent::Present)
        m_sessionOpen = true;
    else if (event == StationEvent::SessionEnded || event == StationEvent::SessionStopped)
        m_sessionOpen = false;
}

StationState Station::settled(StationState wanted)
{
    if (wanted != StationState::Idle)
        return wanted;
    if (m_sessionOpen)
        return StationState::InSession;
    if (std::exchange(m_holdRequested, false))
        return StationState::Held;
    return m_link->isUsable() ? StationState::Idle : StationState::Offline;
}

void Station::tellChanged()
{
    if (m_changed)
        m_changed(*this);
}

} // namespace sm
