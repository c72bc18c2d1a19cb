// SPDX-License-Identifier: GPL-3.0-or-later
#include "fake_server.h"

namespace sm {

quint64 FakeServer::post(ServerCommand command)
{
    commands.push_back(std::move(command));
    return ++lastTicket;
}

void FakeServer::change(const std::function<void(Snapshot&)>& edit)
{
    auto next = std::make_shared<Snapshot>(*m_snapshot);
    edit(*next);
    ++next->generation;
    m_snapshot = std::move(next);
}

} // namespace sm
