// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"
#include "ui/shell/console_options.h"

#include <memory>

class QApplication;

namespace sm {

class MainWindow;

/// The window on a server, with what the command line asks of it. The server outlives the console. Main
/// thread.
class Console final {
public:
    Console(QApplication& application, ServerPort& port, const ConsoleOptions& options);
    ~Console();

    /// Shows the window and runs until it is closed; returns the exit code.
    int run();

private:
    void takeScreenshot();
    void printMetrics() const;

    QApplication& m_application;
    ConsoleOptions m_options;
    std::unique_ptr<MainWindow> m_window;
    int m_exitCode = 0;
};

} // namespace sm
