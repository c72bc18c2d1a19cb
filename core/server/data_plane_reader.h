// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/data_plane_plan.h"
#include "server/plan_reader.h"

#include <optional>

namespace sm {

/// The "dataPlane" of a machine of floor.json; nothing when it has none. Its kind says which keys it may
/// have. `path` is the machine's.
std::optional<DataPlanePlan> readDataPlane(
    PlanReader& reader, const QJsonObject& machine, const QString& path);

} // namespace sm
