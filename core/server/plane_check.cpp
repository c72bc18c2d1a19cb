// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/plane_check.h"

#include "base/failures/server.h"

#include <algorithm>
#include <set>

namespace sm {

std::optional<Failure> missingPlanes(const Controller& controller, const DataService& data)
{
    std::set<quint16> machines;
    std::set<quint16> without;
    for (const auto& desk : controller.desks()) {
        const quint16 machine = desk->station->id().machine;
        machines.insert(machine);
        if (!data.hasDevice(machine))
            without.insert(machine);
    }
    if (without.empty())
        return std::nullopt;
    if (without.size() == machines.size())
        return fail(fc::JobPlaneMissing);
    QStringList names;
    for (const quint16 machine : without)
        names.append(QStringLiteral("M%1").arg(machine));
    return fail(fc::JobPlaneAtSome, {{"machines", names.join(QStringLiteral(", "))}});
}

Outcome<Done> checkPlanes(const Profile& profile, const Controller& controller, const DataService& data)
{
    const auto missing = profile.asksMachines() ? missingPlanes(controller, data) : std::optional<Failure>();
    if (missing && *missing == fc::JobPlaneMissing)
        return *missing;
    return Done{};
}

} // namespace sm
