// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "job/record_ledger.h"
#include "session/job_context.h"

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
        , mode(context->row.remakeMode)
        , modules(context->profile->moduleNeeds())
        , asksMachines(context->profile->asksMachines())
    {
    }

    JobId id() const { return context->row.id; }
    bool givesOut() const { return state == JobState::Running; }
    bool everythingGivenOut() const { return ready.empty() && later.empty() && allFetched && !fetching; }
    /// Puts a record that waits where its tries and the remake mode send it.
    void place(RecordRow record);
    /// With nothing else left, the remakes "at the end" have their turn.
    void turnToRemakes();
    /// A person decided about these: they are not held back any more.
    void forget(const std::vector<RecordId>& records);
    void setMode(RemakeMode remakeMode);

    std::shared_ptr<JobContext> context;
    JobCounts counts;
    JobState state;
    RemakeMode mode;
    std::vector<ModuleNeed> modules; ///< only stations that have these make its cards
    bool asksMachines; ///< only stations of machines with a control device do
    std::deque<RecordRow> ready; ///< in the order they are to be produced
    std::deque<RecordRow> later; ///< remakes that wait for the end of the queue
    std::vector<RecordRow> parked; ///< came back untouched too often; they wait for a person
    quint64 nextSequence = 0; ///< where the next fetch begins
    bool allFetched = false;
    bool fetching = false;
    int inFlight = 0;
    qint64 attemptsFinished = 0;
    qint64 firstPassGood = 0;
    Nanos runningSince{-1};
    Nanos producing{}; ///< finished periods of running
};

} // namespace sm
