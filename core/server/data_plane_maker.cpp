// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/data_plane_maker.h"

#include "base/failures/server.h"
#include "data/control_device.h"
#include "transport/framing/inner_link.h"

namespace sm {

namespace {

constexpr Nanos simulatedWay = milliseconds(2); ///< of a message: about a row at 115,200 baud

QString nameOf(const MachinePlan& machine)
{
    return QStringLiteral("M%1").arg(machine.number);
}

} // namespace

DataPlaneMaker::DataPlaneMaker(Reactor reactor, ExecutorFactory& executors, bool realTime)
    : m_reactor(reactor)
    , m_executors(executors)
    , m_realTime(realTime)
    , m_links(std::move(reactor))
{
}

DataPlaneMaker::~DataPlaneMaker() = default;

Outcome<Done> DataPlaneMaker::fill(DataService& data, const std::vector<MachinePlan>& machines)
{
    for (const MachinePlan& machine : machines) {
        if (!machine.dataPlane)
            continue;
        auto link = linkTo(machine);
        if (!link)
            return link.failure();
        ControlDevice::Settings settings{nameOf(machine), LinkMaker::pauses(machine.dataPlane->link.kind)};
        data.addDevice(
            machine.number, std::make_unique<ControlDevice>(std::move(settings), m_reactor, link.take()));
    }
    return Done{};
}

Outcome<std::unique_ptr<MessageLink>> DataPlaneMaker::linkTo(const MachinePlan& machine)
{
    if (machine.dataPlane->simulated)
        return simulated(machine);
    if (!m_realTime)
        return fail(fc::DataPlaneNeedsRealTime, {{"machine", nameOf(machine)}});
    return m_links.make(machine.dataPlane->link, controlService);
}

std::unique_ptr<MessageLink> DataPlaneMaker::simulated(const MachinePlan& machine)
{
    ControlServer::Settings settings;
    settings.name = machine.name;
    settings.file = machine.dataPlane->file;
    settings.keyColumn = machine.dataPlane->keyColumn;
    InnerLink wire(m_reactor, QStringLiteral("simulated"), simulatedWay);
    m_simulated.push_back(
        std::make_unique<ControlServer>(std::move(settings), m_reactor, m_executors.make("control")));
    m_simulated.back()->add(std::make_unique<LinkKeeper>(
        m_reactor, std::move(wire.other), LinkMaker::pauses(LinkPlan::Kind::Local)));
    return std::move(wire.one);
}

} // namespace sm
