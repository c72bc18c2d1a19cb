// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/failure.h"

/// Codes 100 to 199 belong to core/card.
#define SM_CARD_FAILURES(X)                                                                                  \

namespace sm::fc {
SM_CARD_FAILURES(SM_FAILURE_CONSTANT)
}
