// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/hsm_plan.h"
#include "server/plan_reader.h"

namespace sm {

/// One entry of floor.json's `hsms`; its kind says which keys it may have.
HsmPlan readHsmPlan(PlanReader& reader, const QJsonObject& object, int index);

} // namespace sm
