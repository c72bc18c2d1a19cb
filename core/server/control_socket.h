// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/personalization_server.h"

#include <QJsonObject>
#include <QLocalServer>

namespace sm {

/// Folder of the control socket: $XDG_RUNTIME_DIR/stationmaster, or a private folder of this user when that
/// is not set.
QString controlSocketPath();

/// Lets the command line see and steer a running console: one JSON object per line in, one out. Only this
/// user can connect (0600). Requests: {"command": "status" | "hold" | "resume" | "abort", "job": N, "reason":
/// TEXT}, and what station_json.h lists; without a job, hold and resume mean the floor. Server thread.
class ControlSocket {
public:
    /// Null when another console serves it; a warning in the log and event::Refused tell so.
    static std::unique_ptr<ControlSocket> open(PersonalizationServer& server, SnapshotBoard& board);

private:
    ControlSocket(PersonalizationServer& server, SnapshotBoard& board)
        : m_server(server)
        , m_board(board)
    {
    }
    void accept();
    void read(QLocalSocket* peer);
    Outcome<ServerCommand> commandFor(const QJsonObject& request) const;

    PersonalizationServer& m_server;
    SnapshotBoard& m_board;
    QLocalServer m_listener;
};

} // namespace sm
