// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/failure.h"

/// Codes 1300 to 1399 belong to core/controller.
#define SM_CONTROLLER_FAILURES(X)                                                                            \
    X(1300, RejectRun, "a station rejected several cards in a row and holds itself")                         \
    X(1301, JobNotRunning, "a command to a job that is not in a state to take it")                           \
    X(1302, StationUnknown, "a command names a station that is not on the floor")                            \
    X(1303, StationNotStopped, "Continue was asked of a station that does not wait for it")                  \
    X(1304, NoCardToReject, "a reject by hand names a station that has no card, or whose card is finished")  \
    X(1305, FloorIsHeld, "a station is to go on while the whole floor is held")

namespace sm::fc {
SM_CONTROLLER_FAILURES(SM_FAILURE_CONSTANT)
}
