// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "server/server_port.h"
#include "ui/shell/console_options.h"

#include <functional>
#include <memory>

class QApplication;
class QPixmap;

namespace sm {

class FloorStarter;
class MainWindow;
class Measurement;
struct FirstJob;

/// The window on a server, with what the command line asks of it. The server outlives the console. Main
/// thread.
class Console final {
public:
    /// With a starter that has not started anything, the window begins with its welcome page. The starter
    /// outlives the console.
    Console(QApplication& application, ServerPort& port, const ConsoleOptions& options,
        FloorStarter* starter = nullptr);
    ~Console();

    /// Shows the window and runs until it is closed; returns the exit code.
    int run();
    /// Takes the picture that the options ask for and returns the exit code. Nothing follows real time:
    /// `advance` lets that many milliseconds pass on the server, so the same options give the same bytes.
    int takePicture(const std::function<void(int)>& advance);

    MainWindow* window() const { return m_window.get(); }

private:
    /// `all`: of the files, not only the first.
    void importFirst(bool all);
    void welcome();
    /// `later`: files after the first one.
    void begin(const std::function<Outcome<FirstJob>()>& start, bool demo, const QStringList& later = {});
    QPixmap settledPicture(const std::function<void(int)>& advance);
    void takeScreenshot();
    void rememberWindow() const;
    void printMetrics() const;

    QApplication& m_application;
    ConsoleOptions m_options;
    FloorStarter* m_starter;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<Measurement> m_measurement; ///< when asked for
    bool m_remembers = true; ///< what the user left is found again; not for pictures and measurements
    int m_exitCode = 0;
};

} // namespace sm
