// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/failure.h"

/// Codes 300 to 399 belong to core/support.
#define SM_SUPPORT_FAILURES(X)                                                                                  \

namespace sm::fc {
SM_SUPPORT_FAILURES(SM_FAILURE_CONSTANT)
}
