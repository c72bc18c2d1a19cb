// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "station/card_link.h"
#include "station/station_state.h"

#include <QStringList>

#include <functional>
#include <memory>
#include <vector>

namespace sm {

class DeviceModule;

/// A station: its place, its card link, the devices beside it, its life cycle. Server thread. Owns the link
/// and follows its usability by itself, from the start. Hold while a session runs takes effect when the
/// session ends (the state stays InSession and holdRequested() is true); likewise while a card waits for a
/// person or the reader is lost. A state that would be Idle is Held when a hold is asked for, and Offline
/// while the link can't be used.
class Station {
public:
    Station(StationId id, std::unique_ptr<CardLink> link);
    ~Station();

    StationId id() const { return m_id; }
    CardLink& link() { return *m_link; }
    const CardLink& link() const { return *m_link; }
    /// Devices that work on the card besides its chip, by the names that profiles ask for.
    void addModule(const QString& name, std::unique_ptr<DeviceModule> module);
    DeviceModule* module(const QString& name) const; ///< null: it has none of that name
    QStringList moduleNames() const;
    StationState state() const { return m_state; }
    bool holdRequested() const { return m_holdRequested; }

    /// False when the event has no meaning in the present state; then nothing changed.
    bool handle(StationEvent event);
    void requestHold();
    void requestResume();
    /// After each change of state() or holdRequested().
    void onChanged(std::function<void(Station&)> callback) { m_changed = std::move(callback); }

private:
    StationState settled(StationState wanted);
    bool refuses(StationEvent event) const;
    void noteSession(StationEvent event);
    void tellChanged();

    StationId m_id;
    std::unique_ptr<CardLink> m_link;
    std::vector<std::pair<QString, std::unique_ptr<DeviceModule>>> m_modules;
    StationState m_state = StationState::Offline;
    bool m_holdRequested = false;
    bool m_sessionOpen
        = false; ///< from Present to SessionEnded or SessionStopped, also while the reader is lost
    std::function<void(Station&)> m_changed;
};

} // namespace sm
