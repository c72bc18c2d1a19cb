// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/failure.h"

/// Codes 600 to 699 belong to core/data.
#define SM_DATA_FAILURES(X)                                                                                  \

namespace sm::fc {
SM_DATA_FAILURES(SM_FAILURE_CONSTANT)
}
