// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"
#include "trace/trace_ring.h"

#include <atomic>
#include <mutex>

namespace sm {

/// The one place where the server thread and a user interface meet: commands go in, the newest snapshot and
/// the events come out. Thread-safe; nobody holds the lock longer than a swap.
class SnapshotBoard {
public:
    SnapshotBoard();

    // user side
    std::shared_ptr<const Snapshot> snapshot() const;
    std::vector<ServerEvent> takeEvents();
    quint64 nextTicket() { return ++m_ticket; }
    TraceView trace() const { return m_trace.view(); }

    // server side
    void publish(std::shared_ptr<const Snapshot> snapshot);
    void report(ServerEvent event);
    TraceRing& traceRing() { return m_trace; }

private:
    mutable std::mutex m_mutex;
    std::shared_ptr<const Snapshot> m_snapshot;
    std::vector<ServerEvent> m_events;
    std::atomic<quint64> m_ticket{0};
    TraceRing m_trace;
};

} // namespace sm
