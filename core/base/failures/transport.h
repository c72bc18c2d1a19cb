// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/failure.h"

/// Codes 400 to 499 belong to core/transport.
#define SM_TRANSPORT_FAILURES(X)                                                                                  \

namespace sm::fc {
SM_TRANSPORT_FAILURES(SM_FAILURE_CONSTANT)
}
