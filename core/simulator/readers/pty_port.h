// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSocketNotifier>
#include <QString>
#include <QTemporaryDir>

#include <functional>
#include <memory>

namespace sm {

/// The device's end of a serial line: a pseudo-terminal whose other end any program opens by its path, as it
/// opens a port. A thread with an event loop.
class PtyPort {
public:
    PtyPort();
    PtyPort(const PtyPort&) = delete;
    PtyPort& operator=(const PtyPort&) = delete;
    ~PtyPort();

    /// A name of this port alone: the system's own is given to the next pseudo-terminal of any program as
    /// soon as this one is gone. Empty when the system gave none, or after hangUp().
    QString path() const { return m_path; }
    void onReceived(std::function<void(QByteArrayView)> callback) { m_callback = std::move(callback); }
    /// What the other side does not take is lost, as on a line without flow control.
    void write(QByteArrayView bytes);
    /// The cable is pulled: whoever has the port reads a hang-up, and the path is gone.
    void hangUp();
    /// Speed at which the other side has set the line; 0: not one of the usual.
    int baud() const;
    quint64 received() const { return m_received; } ///< bytes
    quint64 sent() const { return m_sent; } ///< bytes that the system has taken

private:
    void readable();

    int m_master = -1;
    int m_slave = -1; ///< kept open: a master reads a hang-up while nobody has the port
    QTemporaryDir m_folder;
    QString m_path;
    quint64 m_received = 0;
    quint64 m_sent = 0;
    std::unique_ptr<QSocketNotifier> m_notifier;
    std::function<void(QByteArrayView)> m_callback;
};

} // namespace sm
