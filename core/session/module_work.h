// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/card_program.h"
#include "station/modules/device_module.h"
#include "station/station.h"

namespace sm {

/// From what a profile asks of a device to the device's own words: the one place that knows both rooms.

ModuleKind moduleKind(ModuleWork work);
/// Text that is not UTF-8 has characters which no device takes. Print: `panel`, which was drawn before.
ModuleData moduleData(const ProgramModule& wanted, const PanelData& panel);

/// The station's device of that name, if it is of the kind that the work needs; else null.
DeviceModule* moduleFor(const Station& station, const ModuleNeed& need);
bool hasModules(const Station& station, const std::vector<ModuleNeed>& needs);

} // namespace sm
