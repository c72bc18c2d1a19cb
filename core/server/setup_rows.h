// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace sm {

/// How a station is reached, as floor.json says it.
enum class StationKind : quint8 { Virtual, Pcsc, Tls, Serial, Local };

/// One station of a floor as a form shows it. A value; nothing secret is in it.
struct StationRow {
    StationId id;
    StationKind kind = StationKind::Virtual;
    QString reader; ///< PC/SC: its name, or
    QString readerSerial; ///< its serial number,
    int readerSlot = 0; ///< and slot
    QString port; ///< serial: absolute path of the device
    QString lineKey; ///< serial: absolute path of the file with its key
    int baud = 115'200; ///< serial
    QString pin; ///< TLS: 64 hexadecimal digits; empty: persons let a station in
    QStringList modules; ///< names of the devices beside it

    bool operator==(const StationRow&) const = default;
};

struct MachineRow {
    quint16 number = 0;
    QString name;
    std::vector<StationRow> stations; ///< by number

    bool operator==(const MachineRow&) const = default;
};

} // namespace sm
