// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "console_output.h"
#include "server/server_port.h"

#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <functional>

namespace sm {

/// Drives one server through an import and, if wanted, the whole job, then stops it. Ctrl+C once: finish the
/// cards in stations; twice: now. The same for the threaded and the simulated server: next() is called
/// whenever something may have happened.
class JobRunner {
public:
    struct Order {
        std::optional<command::ImportFile> file; ///< or
        JobId job; ///< a job that is in the store
        bool produce = true; ///< false: import only
    };
    /// `watch`: read snapshots for the bar and for a floor that stands. Simulated time needs neither, and
    /// folding a snapshot for every simulated command would cost more than the command.
    JobRunner(ServerPort& server, Order order, ConsoleOutput& output, bool watch);

    void next();
    void interrupt();
    bool finished() const { return m_stage == Stage::Stopped; }
    int exitCode() const { return m_exit; }
    void printResult() const;

private:
    enum class Stage { Opening, Importing, Producing, Stopping, Stopped };

    void take(const ServerEvent& taken);
    void stationStopped(const event::StationStopped& event);
    void stopped();
    void opened(const event::Opened& event);
    void imported(const event::Imported& event);
    void jobChanged(const event::JobChanged& event);
    void refused(const event::Refused& event);
    void checkStuck(const Snapshot& snapshot);
    void stop(int exitCode);
    int codeForCounts() const;

    ServerPort& m_server;
    Order m_order;
    ConsoleOutput& m_output;
    Stage m_stage = Stage::Opening;
    JobId m_job;
    quint64 m_ticket = 0; ///< of the import or the start
    std::optional<ImportSummary> m_summary;
    std::shared_ptr<const Snapshot> m_last;
    int m_interrupts = 0;
    int m_exit = 0;
    qint64 m_stuckSince = -1;
    bool m_watch;
};

} // namespace sm
