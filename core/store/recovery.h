// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "job/journal.h"
#include "store/sql_connection.h"

namespace sm {

/// production.md 4.4, right column: the cards of these attempts are counted as gone. Attempts after `newest`
/// belong to this run and are not touched.
Outcome<std::vector<RecoveredAttempt>> recoverAttempts(
    SqlConnection& connection, AttemptId newest, qint64 now);

} // namespace sm
