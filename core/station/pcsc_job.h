// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "station/card_link.h"

#include <variant>

namespace sm {

/// What the server thread hands to the thread of a reader, whole: one hand-over for one wait.
struct AwaitCardJob {
    Completer<CardArrival> answer;
};
struct RepowerJob {
    Completer<CardArrival> answer;
};
struct RunJob {
    CommandRun run;
    Completer<RunAnswers> answer;
};
struct FormatCompleteJob {
    FormatComplete message;
    Completer<FormatAcknowledged> answer;
};
struct EjectJob {
    Completer<Done> answer;
};

struct PcscJob {
    quint64 number = 0; ///< from 1, in order
    std::variant<AwaitCardJob, RepowerJob, RunJob, FormatCompleteJob, EjectJob> what;
};

} // namespace sm
