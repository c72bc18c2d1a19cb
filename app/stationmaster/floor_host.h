// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/deferred_port.h"
#include "server/server_thread.h"
#include "ui/shell/console_options.h"
#include "ui/shell/floor_starter.h"

#include <QTemporaryDir>

namespace sm {

/// The floor of this run of the program: none yet, the demo or a real one. Holds the server; the window sees
/// the port from the start. Main thread.
class FloorHost final : public FloorStarter {
public:
    explicit FloorHost(const ConsoleOptions& options);
    ~FloorHost() override;

    ServerPort& port() { return m_port; }
    /// Folder with floor.json and the store of a real floor.
    QString dataFolder() const { return m_dataFolder; }
    /// A real floor has been set up here before.
    bool hasFloor() const;

    bool started() const override { return m_port.attached(); }
    Outcome<FirstJob> startDemo(const QString& jobFile) override;
    Outcome<FirstJob> openFloor(const QString& floorFile) override;
    QString floorFile() const override;
    /// Lets the cards in stations be finished, then ends the server.
    void stop();

    /// The demo as it would be started: for pictures on simulated time.
    Outcome<ServerOptions> demoOptions() const;
    Outcome<QString> sampleJob() const;

private:
    void run(ServerOptions options);

    ConsoleOptions m_options;
    QString m_dataFolder;
    QTemporaryDir m_demoFolder; ///< the demo starts afresh each time, and goes with the program
    DeferredPort m_port;
    std::unique_ptr<ServerThread> m_server;
};

} // namespace sm
