// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "job/life_cycles.h"
#include "server/snapshot_board.h"
#include "session/job_context.h"
#include "trace/card_capture.h"

namespace sm {

/// Stores the traces of cards by job, as their profiles ask for it, and reads them back for whoever asks. On
/// the server thread a row costs some nanoseconds and a card one hand-over; a disk that cannot follow costs
/// traces, never cards. Server thread.
class TraceDesk {
public:
    struct Services {
        const Clock* clock = nullptr;
        SnapshotBoard* board = nullptr;
        std::unique_ptr<Executor> writer;
        std::unique_ptr<Executor> reader;
    };
    TraceDesk(Services services, TraceStoreOptions options);
    TraceDesk(const TraceDesk&) = delete;
    TraceDesk& operator=(const TraceDesk&) = delete;
    ~TraceDesk(); ///< what is held is written

    /// Before its first session.
    void jobStarted(const JobContext& job);
    /// A job that stands or has ended: its newest cards come to the disk now.
    void jobChanged(JobId job, JobState state);
    /// Called with each snapshot: once a minute what is held is written.
    void tick();
    void read(quint64 ticket, JobId job);
    TraceStoreFigures figures() const { return m_store.figures(); }

private:
    const Clock& m_clock;
    SnapshotBoard& m_board;
    TraceStore m_store;
    CardCapture m_capture;
    Nanos m_flushed;
};

} // namespace sm
