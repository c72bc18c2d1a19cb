// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"
#include "trace/trace_ring.h"

#include <functional>

namespace sm {

/// A server that does nothing by itself: keeps the commands it was sent and shows what the test tells it to.
class FakeServer final : public ServerPort {
public:
    explicit FakeServer(Snapshot floor)
        : m_snapshot(std::make_shared<Snapshot>(std::move(floor)))
    {
    }

    quint64 post(ServerCommand command) override;
    std::shared_ptr<const Snapshot> snapshot() const override { return m_snapshot; }
    std::vector<ServerEvent> takeEvents() override { return std::exchange(m_events, {}); }
    TraceView trace() const override { return traceRing.view(); }

    /// Publishes a changed copy of the floor.
    void change(const std::function<void(Snapshot&)>& edit);
    void push(ServerEvent event) { m_events.push_back(std::move(event)); }

    template <class C> std::vector<C> sent() const
    {
        std::vector<C> found;
        for (const ServerCommand& command : commands) {
            if (const C* one = std::get_if<C>(&command))
                found.push_back(*one);
        }
        return found;
    }

    template <class C> std::vector<C> sentImport() const
    {
        std::vector<C> found;
        for (const ImportCommand& command : sent<ImportCommand>()) {
            if (const C* one = std::get_if<C>(&command))
                found.push_back(*one);
        }
        return found;
    }

    std::vector<ServerCommand> commands;
    quint64 lastTicket = 0;
    TraceRing traceRing;

private:
    std::shared_ptr<const Snapshot> m_snapshot;
    std::vector<ServerEvent> m_events;
};

} // namespace sm
