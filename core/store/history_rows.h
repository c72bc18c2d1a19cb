// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/history_store.h"
#include "store/sql_connection.h"

namespace sm {

/// Puts rows in place of what was there and drops what is older than storedMs() before `now`.
Outcome<Done> storeRollUps(SqlConnection& connection, const std::vector<RollUpRow>& rows, qint64 now);
Outcome<std::vector<RollUpRow>> readRollUps(
    SqlConnection& connection, RollUpLevel level, qint64 from, qint64 to);
/// Ended attempts whose card had arrived, newest first.
Outcome<std::vector<FinishedAttempt>> readFinished(SqlConnection& connection, const AttemptFilter& filter);

} // namespace sm
