// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controller/controller.h"

namespace sm {

/// The job check: which stations have the devices that the job's profile asks for. Nothing when all have;
/// JobModulesMissing when none has, and then no card of the job can be made; JobModulesAtSome, with those
/// that have not, when some have.
std::optional<Failure> missingModules(const std::vector<ModuleNeed>& needs, const Controller& controller);

/// JobModulesMissing.
Outcome<Done> checkModules(const std::vector<ModuleNeed>& needs, const Controller& controller);

} // namespace sm
