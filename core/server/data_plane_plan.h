// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/link_plan.h"

#include <QString>

namespace sm {

/// The control device of a machine: where the data of its cards comes from (floor.json's "dataPlane"). A
/// value. On a serial line every frame is authenticated and nothing is enciphered: such a line must be one
/// that nobody else reaches.
struct DataPlanePlan {
    LinkPlan link; ///< unless it is simulated
    bool simulated = false; ///< in this process, with the rows of
    QString file; ///< simulated: a CSV file, absolute path
    QString keyColumn; ///< simulated: holds the card object ids
};

} // namespace sm
