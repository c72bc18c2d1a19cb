// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QString>

namespace sm {

/// One encryption device of a floor, as floor.json names it. A value. Paths are absolute; nothing secret is
/// in it: PINs and keys are in files that only their owner can read.
struct HsmPlan {
    enum class Kind : quint8 {
        Soft, ///< the published test keys, computed in this process
        Virtual, ///< the same with simulated service times
        Process, ///< a stationmaster-hsm that this program starts and ends
        Local, ///< one that runs by itself, on a local socket,
        Tls, ///< over mutual TLS 1.3,
        Serial ///< or on a serial line
    };
    QString name;
    Kind kind = Kind::Soft;

    Nanos serviceTime{}; ///< virtual: time of one request
    double slowFactor = 1.0; ///< virtual: a device that is slower than its peers
    Nanos slowFrom{}; ///< virtual: between these two times of the clock a request takes slowTimes as long
    Nanos slowUntil{};
    double slowTimes = 1.0;

    QString module; ///< process: the PKCS#11 module; empty: the published test keys
    QString token; ///< its token's label
    QString pinFile; ///< read by that process only
    int sessions = 1; ///< process: each has a thread there
    QString reader; ///< process: PC/SC reader of a SAM, instead of a module
    QString accessKey; ///< file with that SAM's access key, mode 0600; empty: the published test key
    QString keyStore; ///< process without a module: folder of its key store; empty: the published test keys
    QString storeKey; ///< file with that store's key, mode 0600; read by that process only

    bool takesOrders = false; ///< persons may order about its keys, on a socket beside the one for cards:
    QString orderSocket; ///< local: which one; empty: this program makes it

    QString address; ///< local: the socket; TLS: HOST:PORT; serial: the port
    QString certificate; ///< TLS: this console's, PEM
    QString privateKey; ///< TLS: its key, PEM, mode 0600
    QString pins; ///< TLS: SHA-256 of the device's public key, a line each
    QString lineKey; ///< serial: file with the line's key in hexadecimal, mode 0600
    int baud = 115'200;

    /// Served by another process: it needs real time, and can be lost while this one goes on.
    bool isLinked() const { return kind > Kind::Virtual; }
};

} // namespace sm
