// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/failure.h"

/// Codes 800 to 899 belong to core/security.
#define SM_SECURITY_FAILURES(X)                                                                                  \

namespace sm::fc {
SM_SECURITY_FAILURES(SM_FAILURE_CONSTANT)
}
