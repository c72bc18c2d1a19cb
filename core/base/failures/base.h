// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/failure.h"

#define SM_BASE_FAILURES(X)                                                                                  \
    X(1, WaitTimedOut, "a wait reached its limit before anything answered")                                  \
    X(2, WaitCancelled, "the wait was given up because its session or the program is ending")                \
    X(3, SecretHeapExhausted, "the locked heap for keys has no room left")                                   \
    X(4, RandomUnavailable, "the operating system's random source failed")                                   \
    X(5, FileUnreadable, "a file could not be opened or read")                                               \
    X(6, FileUnwritable, "a file could not be created or written")                                           \
    X(7, JsonBroken, "a JSON document could not be parsed")                                                  \
    X(8, JsonUnexpected, "a JSON document does not have the shape its schema asks for")                      \
    X(9, HexBroken, "text that should be hexadecimal is not")

namespace sm::fc {
SM_BASE_FAILURES(SM_FAILURE_CONSTANT)
}
