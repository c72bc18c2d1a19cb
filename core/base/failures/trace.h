// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/failure.h"

/// Codes 2100 to 2199 belong to core/trace.
#define SM_TRACE_FAILURES(X)                                                                                 \
    X(2100, TraceFolderUnusable, "the folder for stored traces cannot be made, or is not this user's own")   \
    X(2101, TraceUnwritable, "a stored trace could not be written: disk full or I/O error")                  \
    X(2102, TraceDiskLow, "storing traces stopped so that the disk keeps room for the store")                \
    X(2103, TraceUnreadable, "a stored trace could not be opened or read")                                   \
    X(2104, TraceNotStored, "nothing is stored of the trace of a job")

namespace sm::fc {
SM_TRACE_FAILURES(SM_FAILURE_CONSTANT)
}
