// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/deferred_port.h"

#include "base/failures/server.h"

namespace sm {

DeferredPort::DeferredPort() = default;

void DeferredPort::attach(ServerPort* server)
{
    m_server = server;
}

quint64 DeferredPort::post(ServerCommand command)
{
    if (m_server)
        return m_server->post(std::move(command));
    const quint64 ticket = m_empty.nextTicket();
    m_empty.report(event::Refused{ticket, fail(fc::NotOpenYet)});
    return ticket;
}

std::shared_ptr<const Snapshot> DeferredPort::snapshot() const
{
    if (m_server)
        return m_server->snapshot();
    auto empty = std::make_shared<Snapshot>();
    empty->generation = ++m_generation;
    return empty;
}

std::vector<ServerEvent> DeferredPort::takeEvents()
{
    return m_server ? m_server->takeEvents() : m_empty.takeEvents();
}

TraceView DeferredPort::trace() const
{
    return m_server ? m_server->trace() : TraceView();
}

} // namespace sm
