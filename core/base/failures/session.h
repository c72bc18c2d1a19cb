// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/failure.h"

/// Codes 1200 to 1299 belong to core/session.
#define SM_SESSION_FAILURES(X)                                                                                  \

namespace sm::fc {
SM_SESSION_FAILURES(SM_FAILURE_CONSTANT)
}
