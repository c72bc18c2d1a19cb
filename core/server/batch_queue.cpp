// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/batch_queue.h"

namespace sm {

void BatchQueue::push(Batch batch)
{
    Completer<Done> waiting;
    {
        std::unique_lock lock(m_mutex);
        m_room.wait(
            lock, [this] { return !m_workerMayWait || m_cancelled || m_batches.size() < mostQueued; });
        if (m_cancelled)
            return;
        m_batches.push_back(std::move(batch));
        waiting = std::exchange(m_waiting, Completer<Done>());
    }
    if (waiting)
        waiting.complete(Done{});
}

void BatchQueue::finish()
{
    Completer<Done> waiting;
    {
        const std::lock_guard lock(m_mutex);
        m_finished = true;
        waiting = std::exchange(m_waiting, Completer<Done>());
    }
    if (waiting)
        waiting.complete(Done{});
}

void BatchQueue::cancel()
{
    const std::lock_guard lock(m_mutex);
    m_cancelled = true;
    m_batches.clear();
    m_room.notify_all();
}

std::optional<BatchQueue::Batch> BatchQueue::pop()
{
    const std::lock_guard lock(m_mutex);
    if (m_batches.empty())
        return std::nullopt;
    Batch batch = std::move(m_batches.front());
    m_batches.pop_front();
    m_room.notify_one();
    return batch;
}

bool BatchQueue::ended() const
{
    const std::lock_guard lock(m_mutex);
    return m_finished && m_batches.empty();
}

void BatchQueue::notify(Completer<Done> completer)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_batches.empty() && !m_finished) {
            m_waiting = std::move(completer);
            return;
        }
    }
    completer.complete(Done{});
}

} // namespace sm
