// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/trace_store.h"

#include <QHash>

namespace sm {

/// Gathers the rows of each card while it is in its station and decides at its end whether the card is
/// stored. Holds no bytes of its own: only where in the ring's memory they are. Some nanoseconds per row, and
/// one hand-over per card. The ring's writer thread.
class CardCapture final : public TraceListener {
public:
    explicit CardCapture(TraceStore& store)
        : m_store(store)
    {
    }

    /// For cards of the job that arrive from now on. Jobs without a rule have the usual one.
    void setRule(JobId job, const CaptureRule& rule, bool testKeys);
    void rowKept(const TraceRow& row, const std::shared_ptr<TraceChunk>& chunk) override;

private:
    struct Job {
        CaptureRule rule;
        bool testKeys = true;
        quint64 ended = 0; ///< cards
    };
    struct Open {
        AttemptId attempt;
        TraceCard card;
        bool tooLong = false;
    };
    void end(Open& open);

    TraceStore& m_store;
    QHash<JobId, Job> m_jobs;
    QHash<StationId, Open> m_open; ///< a station has one card at a time
};

} // namespace sm
