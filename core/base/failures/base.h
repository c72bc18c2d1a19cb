// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/failure.h"

#define SM_BASE_FAILURES(X)                                                                                  \
    X(1, WaitTimedOut, "a wait reached its limit before anything answered")                                  \
    X(2, WaitCancelled, "the wait was given up because its session or the program is ending")                \
    X(3, SecretHeapExhausted, "the locked heap for keys has no room left")                                   \
    X(4, RandomUnavailable, "the operating system's random source failed")

namespace sm::fc {
SM_BASE_FAILURES(SM_FAILURE_CONSTANT)
}
