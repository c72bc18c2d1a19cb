// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"

#include <QJsonObject>

#include <optional>

namespace sm {

/// The door for stations, as the command line and the control socket tell it.
QJsonObject stationDoorJson(const StationDoorView& door);
/// {"command": "accept-station", "pin": HEX, "station": "M1-S3", "person": NAME}, "refuse-station" (pin),
/// "revoke-station" (pin, station); nothing when it is another command or names no pin or place.
std::optional<ServerCommand> stationCommand(const QJsonObject& request);

} // namespace sm
