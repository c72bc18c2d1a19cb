// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/failure.h"

/// Codes 1500 to 1599 belong to core/server.
#define SM_SERVER_FAILURES(X)                                                                                  \

namespace sm::fc {
SM_SERVER_FAILURES(SM_FAILURE_CONSTANT)
}
