// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/failure.h"

/// Codes 1400 to 1499 belong to core/simulator.
#define SM_SIMULATOR_FAILURES(X)                                                                             \
    X(1400, CardContentBroken, "a stored software card does not decode")                                     \
    X(1401, CardContentAbsent, "no stored software card has this serial number")                             \
    X(1402, CardMemoryUnwritable, "the memory of a software card could not be written")                      \
    X(1403, CardLogUnwritable, "the command log of the software cards could not be opened or written")       \
    X(1450, VirtualHsmGone, "a virtual encryption device was told to refuse")

namespace sm::fc {
SM_SIMULATOR_FAILURES(SM_FAILURE_CONSTANT)
}
