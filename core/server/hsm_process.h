// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pending.h"

#include <QProcess>
#include <QStringList>

#include <functional>

namespace sm {

/// A stationmaster-hsm that this program starts. It is started again when it ends, with pauses that double
/// while it does not stay; a module that crashes costs the cards one device for seconds. It ends with this
/// program, even with a killed one, for its standard input is a pipe of ours. One whose token refused the
/// PIN, or whose SAM refused the access key, is not started again, or the device would lock. Server thread;
/// only the destructor waits.
class HsmProcess {
public:
    struct Settings {
        QString name; ///< of the device, for the log
        QString program;
        QStringList arguments; ///< nothing secret: `ps` shows them
        Nanos shortest = std::chrono::milliseconds(500); ///< pause before it is started again
        Nanos longest = std::chrono::seconds(30);
    };

    HsmProcess(Settings settings, Reactor reactor);
    HsmProcess(const HsmProcess&) = delete;
    HsmProcess& operator=(const HsmProcess&) = delete;
    ~HsmProcess(); ///< waits two seconds for it to end, then kills it

    void start();
    /// Called when it will not be started again, with HsmNotStartedAgain.
    void onRefused(std::function<void(const Failure&)> callback) { m_refused = std::move(callback); }
    void askToEnd(); ///< its standard input closes; it is not started again

private:
    void again();
    void logLines();

    Settings m_settings;
    Reactor m_reactor;
    QProcess m_process;
    Pending<Done> m_wait;
    Nanos m_started{};
    Nanos m_pause;
    bool m_ending = false;
    std::function<void(const Failure&)> m_refused;
};

} // namespace sm
