// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/snapshot.h"

#include <QJsonObject>

namespace sm {

/// The encryption devices in the JSON of the command line: the pool in total, each device, and the keys that
/// they hold. Times in milliseconds, loads and utilisation 0 to 1.
QJsonObject hsmJson(const Snapshot& snapshot);

} // namespace sm
