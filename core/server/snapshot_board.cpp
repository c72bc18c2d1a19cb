// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/snapshot_board.h"

namespace sm {

SnapshotBoard::SnapshotBoard()
    : m_snapshot(std::make_shared<const Snapshot>())
{
}

std::shared_ptr<const Snapshot> SnapshotBoard::snapshot() const
{
    const std::lock_guard lock(m_mutex);
    return m_snapshot;
}

std::vector<ServerEvent> SnapshotBoard::takeEvents()
{
    std::vector<ServerEvent> taken;
    const std::lock_guard lock(m_mutex);
    taken.swap(m_events);
    return taken;
}

void SnapshotBoard::publish(std::shared_ptr<const Snapshot> snapshot)
{
    std::shared_ptr<const Snapshot> old; // freed outside the lock
    const std::lock_guard lock(m_mutex);
    old = std::exchange(m_snapshot, std::move(snapshot));
}

void SnapshotBoard::report(ServerEvent event)
{
    // Nobody may be reading (a headless run that only waits for the end): what a reader could not
    // take in any case is dropped, oldest first.
    constexpr size_t kept = 100'000;
    const std::lock_guard lock(m_mutex);
    if (m_events.size() >= kept)
        m_events.erase(m_events.begin(), m_events.begin() + kept / 2);
    m_events.push_back(std::move(event));
}

} // namespace sm
