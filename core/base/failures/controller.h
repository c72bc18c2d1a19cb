// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/failure.h"

/// Codes 1300 to 1399 belong to core/controller.
#define SM_CONTROLLER_FAILURES(X)                                                                                  \

namespace sm::fc {
SM_CONTROLLER_FAILURES(SM_FAILURE_CONSTANT)
}
