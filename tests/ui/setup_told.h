// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/setup_commands.h"

namespace sm {

/// What a server tells the page of the floor's set-up when it is opened: a station of each kind.
inline event::FloorRead setupTold(quint64 ticket)
{
    event::FloorRead read;
    read.ticket = ticket;
    read.floor = R"({"machines": [
        {"stations": 1, "links": [{"kind": "tls"}, {"kind": "local"}, {"kind": "serial", "port": "/dev/ttyS4", "lineKey": "/l"}],
         "readers": ["ACS ACR39U ICC Reader 00 00"]}],
        "stationDoor": {"listen": "0.0.0.0:7700", "certificate": "/c", "key": "/k", "local": "/run/s"},
        "hsms": [{"kind": "soft"}]})";
    read.file = QStringLiteral("/srv/floor.json");
    read.readers = QStringList{QStringLiteral("ACS ACR39U ICC Reader 00 00")};
    return read;
}

} // namespace sm
