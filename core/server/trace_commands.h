// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/stored_trace.h"

namespace sm {

namespace command {
/// What is on disk of a job's trace. Answered by event::TraceRead, also when nothing is there.
struct ReadTrace {
    JobId job;
};
} // namespace command

namespace event {
struct TraceRead {
    quint64 ticket = 0;
    std::shared_ptr<const StoredTrace> trace; ///< never null
};
} // namespace event

} // namespace sm
