// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "job/record_ledger.h"
#include "store/sql_connection.h"

namespace sm {

/// The ledger's calls on the writer's connection, inside its transaction; what each does:
/// job/record_ledger.h.
Outcome<DecisionResult> scrapRecords(SqlConnection& connection, JobId job,
    const std::vector<RecordId>& records, const Decision& decision, bool requeue, qint64 now);
Outcome<DecisionResult> remakeRecords(SqlConnection& connection, JobId job,
    const std::vector<RecordId>& records, const Decision& decision, qint64 now);
Outcome<DecisionResult> withdrawRecords(SqlConnection& connection, JobId job,
    const std::vector<RecordId>& records, const Decision& decision, qint64 now);
Outcome<DecisionResult> closeJobWith(
    SqlConnection& connection, JobId job, const Decision& decision, qint64 now);
Outcome<Done> noteRejectOf(
    SqlConnection& connection, AttemptKey attempt, const Decision& decision, qint64 now);
Outcome<Done> changeRemakeMode(SqlConnection& connection, JobId job, RemakeMode mode);

} // namespace sm
