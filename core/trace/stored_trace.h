// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/trace_view.h"

#include <optional>

namespace sm {

/// What is on disk of one job's trace, read back. Its rows are numbered anew from 1, card by card in the
/// order in which the cards ended.
struct StoredTrace {
    JobId job;
    TraceView view;
    bool testKeys = false; ///< its cards were made with keys that everybody knows
    bool olderGone = false; ///< the oldest files were deleted to make room
    bool capped = false; ///< there is more on the disk than a view takes: these are the newest
    quint32 cards = 0;
    quint32 damaged = 0; ///< places in the files that do not read; what is around them is here
    quint64 tornBytes = 0; ///< of the last writing, cut off when the program ended in the middle of it
    std::optional<Failure> failure; ///< then nothing else is set
};

/// One job of which there is something on the disk.
struct StoredTraceJob {
    JobId job;
    qint64 bytes = 0;
    bool operator==(const StoredTraceJob&) const = default;
};

/// What storing has done since the program started. A value; cheap to copy.
struct TraceStoreFigures {
    quint64 cards = 0; ///< written
    quint64 rows = 0;
    quint64 bytes = 0;
    quint64 dropped = 0; ///< whole cards that should have been stored and were not
    std::optional<Failure> failure; ///< why nothing is written now
    std::shared_ptr<const std::vector<StoredTraceJob>> jobs; ///< newest first; null: not listed yet
};

} // namespace sm
