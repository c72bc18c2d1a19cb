// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/floor_plan.h"
#include "simulator/modules/simulated_devices.h"
#include "station/card_link.h"
#include "station/station.h"

#include <QFile>

#include <map>

namespace sm {

class LinkStation;

/// Makes the devices beside the stations of a floor: on their serial lines, simulated, or behind the
/// stations' links. Outlives the stations. Server thread.
class ModuleMaker {
public:
    /// `realTime`: false when the clock is a simulated one, which no real device follows.
    ModuleMaker(Reactor reactor, bool realTime)
        : m_reactor(std::move(reactor))
        , m_realTime(realTime)
    {
    }
    /// Keeps what simulated modules do to cards in that file, a JSON object in a line for each card.
    Outcome<Done> openLog(const QString& path);
    /// ModuleNeedsRealTime.
    Outcome<Done> equip(Station& station, const StationPlan& plan);
    /// Those that are beside the station's card, behind its link.
    void equipBehind(Station& station, LinkStation& link, const StationPlan& plan);
    void forget(StationId station) { m_simulated.erase(station); } ///< after it has gone
    /// A virtual station's card leaves: what is on it is noted, the next one has nothing on it.
    void cardLeft(StationId station, Bin bin, quint64 serial);

private:
    struct Simulated {
        QString name;
        std::shared_ptr<SimulatedDevice> device;
    };
    std::unique_ptr<DeviceModule> fileModule(const ModulePlan& plan) const;
    std::unique_ptr<DeviceModule> simulated(StationId station, const ModulePlan& plan);

    Reactor m_reactor;
    bool m_realTime;
    std::map<StationId, std::vector<Simulated>> m_simulated;
    QFile m_log;
};

} // namespace sm
