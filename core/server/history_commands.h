// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "metrics/history.h"
#include "metrics/history_store.h"

#include <memory>

namespace sm {

namespace command {
/// Answered by event::HistoryRead with the same ticket, or event::Refused.
struct ReadHistory {
    HistoryQuery query;
};
/// The records behind a figure. Answered by event::AttemptsRead or event::Refused.
struct ReadAttempts {
    AttemptFilter filter;
};
/// Why these stations stand: for the whole of the present stretch, and until they work again.
struct GiveIdleReason {
    std::vector<StationId> stations;
    IdleReason reason = IdleReason::None;
};
} // namespace command

namespace event {
struct HistoryRead {
    quint64 ticket = 0;
    std::shared_ptr<const History> history; ///< never null
};
struct AttemptsRead {
    quint64 ticket = 0;
    std::vector<FinishedAttempt> attempts; ///< newest first
    bool more = false; ///< there are older ones than the filter's limit let through
};
} // namespace event

} // namespace sm
