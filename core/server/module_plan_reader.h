// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/floor_plan.h"
#include "server/plan_reader.h"

#include <QSet>

namespace sm {

/// Reads "modules" of a machine whose stations are known and gives each to the stations it names. `ports`:
/// those that are taken on this floor, and become so.
void readModules(PlanReader& reader, const QJsonObject& machine, const QString& path, MachinePlan& plan,
    QSet<QString>& ports);

} // namespace sm
