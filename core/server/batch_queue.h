// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pending.h"
#include "job/journal.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>

namespace sm {

/// Batches of sealed records on their way from the import worker to the journal. The worker waits when the
/// disk is behind, so memory stays bounded; in simulation, where worker and server are one thread, it never
/// waits.
class BatchQueue {
public:
    using Batch = std::vector<NewRecord>;
    explicit BatchQueue(bool workerMayWait)
        : m_workerMayWait(workerMayWait)
    {
    }

    void push(Batch batch); ///< worker
    void finish(); ///< worker: nothing more will come
    void cancel(); ///< any thread: a waiting worker goes on at once

    /// Server thread: a batch, or nothing yet. ended() says whether more can come.
    std::optional<Batch> pop();
    bool ended() const;
    /// Completed as soon as there is a batch or the end.
    void notify(Completer<Done> completer);

private:
    static constexpr size_t mostQueued = 4;

    mutable std::mutex m_mutex;
    std::condition_variable m_room;
    std::deque<Batch> m_batches;
    Completer<Done> m_waiting;
    bool m_workerMayWait;
    bool m_finished = false;
    bool m_cancelled = false;
};

} // namespace sm
