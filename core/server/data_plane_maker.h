// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "data/control_server.h"
#include "data/data_service.h"
#include "server/floor_plan.h"
#include "server/link_maker.h"

namespace sm {

/// Connects the control devices of a floor's machines, and makes the simulated ones. Outlived by the data
/// service, whose devices do without it then. Server thread.
class DataPlaneMaker {
public:
    /// `realTime`: false when the clock is a simulated one, which no other program follows.
    DataPlaneMaker(Reactor reactor, ExecutorFactory& executors, bool realTime);
    ~DataPlaneMaker();

    /// DataPlaneNeedsRealTime, what LinkMaker::make() fails with. A device that is not there is no failure:
    /// its link is tried again and again.
    Outcome<Done> fill(DataService& data, const std::vector<MachinePlan>& machines);

private:
    Outcome<std::unique_ptr<MessageLink>> linkTo(const MachinePlan& machine);
    std::unique_ptr<MessageLink> simulated(const MachinePlan& machine);

    Reactor m_reactor;
    ExecutorFactory& m_executors;
    bool m_realTime;
    LinkMaker m_links;
    std::vector<std::unique_ptr<ControlServer>> m_simulated;
};

} // namespace sm
