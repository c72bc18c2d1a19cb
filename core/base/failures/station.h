// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/failure.h"

/// Codes 900 to 999 belong to core/station.
#define SM_STATION_FAILURES(X)                                                                                  \

namespace sm::fc {
SM_STATION_FAILURES(SM_FAILURE_CONSTANT)
}
