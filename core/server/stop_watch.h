// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/personalization_server.h"

namespace sm {

/// Looks every 20 ms whether everything is at rest after a stop was asked for, then says so once.
class PersonalizationServer::StopWatch final : public Deadline {
public:
    explicit StopWatch(PersonalizationServer& server)
        : m_server(server)
    {
        wait();
    }
    ~StopWatch() override { clock().disarm(this); }

private:
    Clock& clock() { return *m_server.m_environment.reactor.clock; }
    void wait() { clock().arm(this, clock().now() + milliseconds(20)); }
    void expire() override
    {
        const int sessions = m_server.m_controller ? m_server.m_controller->sessionsRunning() : 0;
        if (sessions > 0 || m_server.m_busy > 0)
            return wait();
        m_server.m_stopped = true;
        m_server.publish();
        m_server.report(event::Stopped{});
    }

    PersonalizationServer& m_server;
};

struct PersonalizationServer::Busy {
    explicit Busy(PersonalizationServer* s)
        : server(s)
    {
        ++server->m_busy;
    }
    ~Busy() { --server->m_busy; }
    Busy(const Busy&) = delete;
    Busy& operator=(const Busy&) = delete;
    PersonalizationServer* server;
};

} // namespace sm
