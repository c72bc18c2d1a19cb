// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/snapshot_board.h"

namespace sm {

/// A port whose server comes later, or not at all: before that it has an empty floor and refuses commands.
/// One thread, that of the user interface.
class DeferredPort final : public ServerPort {
public:
    DeferredPort();

    /// From now on everything goes to `server`, which outlives the port's users.
    void attach(ServerPort* server);
    bool attached() const { return m_server != nullptr; }

    quint64 post(ServerCommand command) override;
    std::shared_ptr<const Snapshot> snapshot() const override;
    std::vector<ServerEvent> takeEvents() override;
    TraceView trace() const override;

private:
    ServerPort* m_server = nullptr;
    SnapshotBoard m_empty;
    mutable quint64 m_generation = 0; ///< nothing is late when nothing runs
};

} // namespace sm
