// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sm {

/// How a device that another program serves is reached. A value; nothing secret is in it, keys are in files
/// that only their owner can read. Paths are absolute.
struct LinkPlan {
    enum class Kind : quint8 { Local, Tls, Serial };
    Kind kind = Kind::Local;
    QString address; ///< local: the socket; TLS: HOST:PORT; serial: the port
    QString certificate; ///< TLS: this console's, PEM
    QString privateKey; ///< TLS: its key, PEM, mode 0600
    QString pins; ///< TLS: SHA-256 of the device's public key, a line each
    QString lineKey; ///< serial: file with the line's key in hexadecimal, mode 0600
    int baud = 115'200; ///< serial
};

} // namespace sm
