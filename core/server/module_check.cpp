// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/module_check.h"

#include "base/failures/server.h"
#include "session/module_work.h"

namespace sm {

std::optional<Failure> missingModules(const std::vector<ModuleNeed>& needs, const Controller& controller)
{
    if (needs.empty())
        return std::nullopt;
    QStringList without;
    for (const auto& desk : controller.desks()) {
        if (!hasModules(*desk->station, needs))
            without.append(desk->station->id().text());
    }
    if (without.isEmpty())
        return std::nullopt;
    QStringList wanted;
    for (const ModuleNeed& need : needs)
        wanted.append(QStringLiteral("%1 (%2)").arg(need.module, moduleWorkName(need.work)));
    const QString modules = wanted.join(QStringLiteral(", "));
    if (size_t(without.size()) == controller.desks().size())
        return fail(fc::JobModulesMissing, {{"modules", modules}});
    return fail(
        fc::JobModulesAtSome, {{"modules", modules}, {"stations", without.join(QStringLiteral(", "))}});
}

Outcome<Done> checkModules(const std::vector<ModuleNeed>& needs, const Controller& controller)
{
    const auto missing = missingModules(needs, controller);
    if (missing && *missing == fc::JobModulesMissing)
        return *missing;
    return Done{};
}

} // namespace sm
