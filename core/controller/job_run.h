// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "job/counts.h"
#include "session/job_context.h"

#include <QHash>

#include <deque>

namespace sm {

/// A job while it is being produced: which records wait, and its live counts. Server thread; owned by the
/// controller.
class JobRun {
public:
    JobRun(std::shared_ptr<JobContext> jobContext, JobCounts stored)
        : context(std::move(jobContext))
        , counts(stored)
        , state(context->row.state)
    {
    }

    JobId id() const { return context->row.id; }
    bool givesOut() const { return state == JobState::Running; }
    bool everythingGivenOut() const { return ready.empty() && allFetched && !fetching; }

    std::shared_ptr<JobContext> context;
    JobCounts counts;
    JobState state;
    std::deque<RecordRow> ready; ///< in the order they are to be produced
    quint64 nextSequence = 0; ///< where the next fetch begins
    bool allFetched = false;
    bool fetching = false;
    int inFlight = 0;
    int needDecision = 0; ///< released clean too often; they wait for a person
    QHash<RecordId, int> cleanReleases; ///< how often a record came back untouched
    QHash<RecordId, bool> spoiledBefore;
    qint64 attemptsFinished = 0;
    qint64 firstPassGood = 0;
    Nanos runningSince{-1};
    Nanos producing{}; ///< finished periods of running
};

} // namespace sm
