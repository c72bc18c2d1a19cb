// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/snapshot.h"

#include <QJsonObject>

namespace sm {

/// The documents of the command line and the control socket; every figure of a job with both identities.
QJsonObject jobJson(const JobSnapshot& job);
/// {"schema": "stationmaster/status/1", floor figures, jobs, stations, hsm}
QJsonObject statusJson(const Snapshot& snapshot);
/// {"schema": "stationmaster/run/1", records, cards, balances, seconds, cards_per_hour, stations, apdus,
/// server_overhead_us, hsm}
QJsonObject runJson(const Snapshot& snapshot, JobId job);
QJsonObject failureJson(const Failure& failure);

} // namespace sm
