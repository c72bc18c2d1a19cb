// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSerialPort>

#include <memory>

namespace sm {

/// How a port is given up. close() of a terminal waits until everything has left it: up to 30 s when the
/// other end does not take it (closing_wait of the driver), and all that time its thread would stand.
struct SerialPortRelease {
    bool keepsOutput = false; ///< what was written has left, or will in a moment

    void operator()(QSerialPort* port) const
    {
        port->disconnect();
        if (!keepsOutput && port->isOpen())
            port->clear(QSerialPort::Output);
        port->close();
        port->deleteLater(); // it may be in the middle of its own signal
    }
};
using OwnedSerialPort = std::unique_ptr<QSerialPort, SerialPortRelease>;

/// Bytes that are still to leave.
qint64 unsentBytes(const QSerialPort& port);

} // namespace sm
