// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/failure.h"

/// Codes 1000 to 1099 belong to core/job.
#define SM_JOB_FAILURES(X)                                                                                   \
    X(1000, TransitionRefused, "a job or an attempt was asked to go where its life cycle has no arrow")

namespace sm::fc {
SM_JOB_FAILURES(SM_FAILURE_CONSTANT)
}
