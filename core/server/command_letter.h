// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/inbox.h"
#include "server/personalization_server.h"

namespace sm {

/// A command on its way to the server thread. Owns itself.
class CommandLetter final : public Letter {
public:
    CommandLetter(PersonalizationServer** server, quint64 ticket, ServerCommand command)
        : m_server(server)
        , m_ticket(ticket)
        , m_command(std::move(command))
    {
    }

private:
    void deliver() override
    {
        if (*m_server)
            (*m_server)->handle(m_ticket, std::move(m_command));
        delete this;
    }
    void drop() override { delete this; }

    PersonalizationServer** m_server; ///< read on the server thread only
    quint64 m_ticket;
    ServerCommand m_command;
};

} // namespace sm
