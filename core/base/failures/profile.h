// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/failure.h"

/// Codes 700 to 799 belong to core/profile.
#define SM_PROFILE_FAILURES(X)                                                                                  \

namespace sm::fc {
SM_PROFILE_FAILURES(SM_FAILURE_CONSTANT)
}
