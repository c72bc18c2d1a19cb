// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/failure.h"

/// Codes 200 to 299 belong to core/crypto.
#define SM_CRYPTO_FAILURES(X)                                                                                  \

namespace sm::fc {
SM_CRYPTO_FAILURES(SM_FAILURE_CONSTANT)
}
