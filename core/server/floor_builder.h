// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/key_desk.h"
#include "server/personalization_server.h"
#include "server/station_door.h"

namespace sm {

/// Builds what a floor plan names: journal, HSM pool, data service, stations. The only place that chooses
/// between real and virtual hardware. Server thread.
class FloorBuilder {
public:
    FloorBuilder(const ServerEnvironment& environment, const ServerOptions& options);
    ~FloorBuilder();

    Outcome<std::unique_ptr<Journal>> openJournal();
    /// Of the journal that was opened; lives as long as that.
    HistoryStore* history() const;
    Outcome<std::unique_ptr<HsmPool>> makePool();
    /// For the devices of the pool that was made.
    std::unique_ptr<KeyDesk> makeKeyDesk(KeyDesk::Report report);
    /// With the machines' control devices.
    Outcome<std::unique_ptr<DataService>> makeDataService();
    Outcome<Done> addStations(Controller& controller);
    /// One more on a floor that runs, held from the start when it is to be. What addStations() fails with.
    Outcome<Done> addStation(Controller& controller, const StationPlan& plan, bool held);
    /// One that nothing occupies (Controller::isOccupied).
    void removeStation(Controller& controller, StationId station);
    /// Where stations come in whose readers stand elsewhere; null before addStations(), and on a floor that
    /// has none.
    StationDoor* stationDoor() const;
    /// Label of the key that wraps the jobs' data keys.
    QString kekLabel() const;

private:
    void forget(StationId station); ///< that has gone
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace sm
