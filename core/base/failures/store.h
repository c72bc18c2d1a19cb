// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/failure.h"

/// Codes 1100 to 1199 belong to core/store.
#define SM_STORE_FAILURES(X)                                                                                  \

namespace sm::fc {
SM_STORE_FAILURES(SM_FAILURE_CONSTANT)
}
