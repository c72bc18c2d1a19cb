// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "job/journal.h"
#include "store/sql_connection.h"

namespace sm {

/// Rows of an import. While a job is Importing its rows may be deleted; that is the only delete of the store.
Outcome<JobId> insertJob(
    SqlConnection& connection, const NewJob& job, const QByteArray& wrappedKey, qint64 now);
Outcome<Done> insertRecords(
    SqlConnection& connection, JobId job, const std::vector<NewRecord>& records, qint64 now);
Outcome<JobRow> finishImport(SqlConnection& connection, JobId job, qint64 now);
/// Some of its records; true once the import is gone, the job too.
Outcome<bool> removeImportPart(SqlConnection& connection, JobId job);
Outcome<Done> removeImport(SqlConnection& connection, JobId job);
/// Imports that a stop left behind. Answers how many were removed.
Outcome<int> removeUnfinishedImports(SqlConnection& connection);

} // namespace sm
