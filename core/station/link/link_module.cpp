// SPDX-License-Identifier: GPL-3.0-or-later
#include "station/link/link_module.h"

#include <algorithm>

namespace sm {

/// A blank and its record are kept for no longer by a link that does not come back.
static constexpr Nanos longestQuestion = seconds(60);

LinkModule::LinkModule(
    Reactor reactor, LinkStation& station, QString name, std::unique_ptr<ModuleScript> script)
    : m_reactor(std::move(reactor))
    , m_station(station)
    , m_name(std::move(name))
    , m_script(std::move(script))
{
}

Outcome<Done> LinkModule::check(const ModuleData& data) const
{
    const auto fits = m_script->check(data);
    return fits && !fitsStationMessage(data) ? moduleDataRefused("more than a message carries") : fits;
}

/// A station whose link is away may come back with it.
bool LinkModule::isOffered() const
{
    const auto& offered = m_station.modules();
    return m_station.isAway()
        || std::any_of(offered.begin(), offered.end(),
            [this](const StationModule& module) { return module.name == m_name && module.kind == kind(); });
}

Pending<ModuleReport> LinkModule::ready(Nanos limit)
{
    if (!isOffered())
        return Pending<ModuleReport>::ready(
            m_reactor, moduleNotReady(m_station.description() + QStringLiteral(", ") + m_name));
    return m_station.askModule(m_name, std::min(limit, longestQuestion));
}

Pending<ModuleReport> LinkModule::perform(ModuleJob job, Nanos limit)
{
    const auto fits = check(job.data);
    if (!fits)
        return Pending<ModuleReport>::ready(m_reactor, fits.failure());
    return m_station.performModule(m_name, std::move(job), limit);
}

} // namespace sm
