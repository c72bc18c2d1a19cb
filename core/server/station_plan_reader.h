// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/floor_plan.h"
#include "server/plan_reader.h"

namespace sm {

/// Reads "stationDoor" of floor.json: where stations of kind tls and local come in.
StationDoorPlan readStationDoor(PlanReader& reader, const QJsonObject& object);
/// Reads one entry of a machine's "links": a station whose reader stands elsewhere. What it needs of the door
/// must be there.
StationPlan readStationLink(
    PlanReader& reader, const QJsonObject& object, const QString& path, const StationDoorPlan& door);

} // namespace sm
