// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controller/controller.h"

namespace sm {

/// The job check for a profile whose cards' data is at the machines' control devices. Nothing when every
/// station's machine has one; JobPlaneMissing when none has, and then no card of the job can be made;
/// JobPlaneAtSome, with the machines that have none, when some have.
std::optional<Failure> missingPlanes(const Controller& controller, const DataService& data);

/// JobPlaneMissing; nothing when the profile does not ask them.
Outcome<Done> checkPlanes(const Profile& profile, const Controller& controller, const DataService& data);

} // namespace sm
