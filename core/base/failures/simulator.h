// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/failure.h"

/// Codes 1400 to 1499 belong to core/simulator.
#define SM_SIMULATOR_FAILURES(X)                                                                                  \

namespace sm::fc {
SM_SIMULATOR_FAILURES(SM_FAILURE_CONSTANT)
}
