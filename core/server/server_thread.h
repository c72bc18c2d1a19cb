// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/personalization_server.h"

#include <QThread>

namespace sm {

/// The server on its own thread with its own event loop. Thread-safe from outside, as ServerPort says.
class ServerThread final : public ServerPort {
public:
    struct Settings {
        bool controlSocket = false; ///< serve status, hold, resume and abort to the command line
    };
    ServerThread(ServerOptions options, Settings settings);
    /// Stops at once (cards in stations become doubtful) unless the server was stopped in an orderly way
    /// before.
    ~ServerThread() override;

    void start();
    bool wait(unsigned long limitMs); ///< for the thread to end after StopServer

    quint64 post(ServerCommand command) override;
    std::shared_ptr<const Snapshot> snapshot() const override { return m_board.snapshot(); }
    std::vector<ServerEvent> takeEvents() override { return m_board.takeEvents(); }
    TraceView trace() const override { return m_board.trace(); }

private:
    class Loop;

    ServerOptions m_options;
    Settings m_settings;
    SnapshotBoard m_board;
    std::shared_ptr<Inbox> m_inbox;
    std::unique_ptr<Loop> m_thread;
};

} // namespace sm
