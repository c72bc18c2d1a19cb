// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/failure.h"

/// Codes 500 to 599 belong to core/issuer.
#define SM_ISSUER_FAILURES(X)                                                                                  \

namespace sm::fc {
SM_ISSUER_FAILURES(SM_FAILURE_CONSTANT)
}
