// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "job/journal.h"
#include "store/sql_connection.h"

namespace sm {

Outcome<JobRow> readJob(SqlConnection& connection, JobId job);
Outcome<std::vector<JobRow>> readJobs(SqlConnection& connection); ///< without those importing
Outcome<Done> changeJobState(
    SqlConnection& connection, JobId job, JobState state, const QString& reason, qint64 now);
Outcome<std::vector<RecordRow>> readWaiting(SqlConnection& connection, JobId job, quint64 from, int limit);
Outcome<std::vector<CardObjectId>> readKnown(SqlConnection& connection, const std::vector<CardObjectId>& ids);
Outcome<std::vector<KnownObject>> readWhereKnown(
    SqlConnection& connection, const std::vector<CardObjectId>& ids);
Outcome<JobCounts> readCounts(SqlConnection& connection, JobId job);
Outcome<std::vector<AttemptRow>> readAttempts(SqlConnection& connection, JobId job);
/// Attempts not after `newest` that may still have a card in a station or an answer to come.
Outcome<std::vector<AttemptRow>> readOpenAttempts(SqlConnection& connection, AttemptId newest);
/// Crypto-shredding, security.md 5.3 item 2: the wrapped key, the sealed records and the sealed material of a
/// job.
Outcome<Done> shredData(SqlConnection& connection, JobId job);

} // namespace sm
