// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/failure.h"

/// Codes 2000 to 2099 belong to core/render.
#define SM_RENDER_FAILURES(X)                                                                                \
    X(2000, ReportUnwritable, "a report file could not be written where it was asked for")                   \
    X(2001, ReportKindUnknown, "the name of a report file ends in none of .pdf, .csv and .json")

namespace sm::fc {
SM_RENDER_FAILURES(SM_FAILURE_CONSTANT)
}
