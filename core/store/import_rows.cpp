// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/import_rows.h"

#include "base/failures/store.h"
#include "store/queries.h"
#include "store/rows.h"

namespace sm {
namespace {

constexpr size_t batchLimit = 10'000; // about 100 ms of the writer's time, during which sessions wait

Outcome<Done> checkImporting(SqlConnection& connection, JobId job)
{
    const auto rows = connection.select("SELECT state FROM jobs WHERE id = ?", {job.value});
    if (!rows)
        return rows.failure();
    if (rows->empty())
        return rowUnknown("job", job.value);
    if (jobStateFromName(rows->front().front().toString()) == JobState::Importing)
        return Done{};
    return fail(fc::JobNotImporting, {{"job", QString::number(job.value)}});
}

Failure refusedRecord(SqlConnection& connection, const NewRecord& record, const Failure& refusal)
{
    const auto taken
        = connection.select("SELECT 1 FROM records WHERE object = ? AND issue = ? AND state <> 'Withdrawn'",
            {record.object.text, record.issue});
    if (!taken || taken->empty())
        return refusal; // another rule, such as a sequence number used twice
    return fail(
        fc::CardObjectKnown, {{"object", record.object.text}, {"issue", QString::number(record.issue)}});
}

} // namespace

Outcome<JobId> insertJob(
    SqlConnection& connection, const NewJob& job, const QByteArray& wrappedKey, qint64 now)
{
    const auto key = connection.insert(
        "INSERT INTO jobs(name, source_file, source_sha256, profile, profile_digest, layout, test, state,"
        " wrapped_key, created, changed) VALUES(?, ?, ?, ?, ?, ?, ?, 'Importing', ?, ?, ?)",
        {text(job.name), text(job.sourceFile), blob(job.sourceSha256), text(job.profile),
            blob(job.profileDigest), text(job.layout), int(job.test), blob(wrappedKey), now, now});
    return key ? Outcome<JobId>(JobId(*key)) : key.failure();
}

Outcome<Done> insertRecords(
    SqlConnection& connection, JobId job, const std::vector<NewRecord>& records, qint64 now)
{
    if (records.size() > batchLimit) {
        return fail(fc::ImportBatchTooLarge,
            {{"records", QString::number(records.size())}, {"limit", QString::number(batchLimit)}});
    }
    if (const auto importing = checkImporting(connection, job); !importing)
        return importing;
    for (const NewRecord& record : records) {
        const auto added
            = connection.run("INSERT INTO records(job, object, issue, sequence, state, changed, sealed)"
                             " VALUES(?, ?, ?, ?, 'Waiting', ?, ?)",
                {job.value, text(record.object.text), record.issue, qint64(record.sequence), now,
                    blob(record.sealed)});
        if (added)
            continue;
        if (added.failure() == fc::StoreConstraint)
            return refusedRecord(connection, record, added.failure());
        return added.failure();
    }
    return Done{};
}

Outcome<JobRow> finishImport(SqlConnection& connection, JobId job, qint64 now)
{
    if (const auto importing = checkImporting(connection, job); !importing)
        return importing.failure();
    const auto done = connection.run("UPDATE jobs SET state = 'Ready', changed = ?, records ="
                                     " (SELECT COUNT(*) FROM records WHERE job = jobs.id) WHERE id = ?",
        {now, job.value});
    if (!done)
        return done.failure();
    return readJob(connection, job);
}

Outcome<Done> removeImport(SqlConnection& connection, JobId job)
{
    if (const auto importing = checkImporting(connection, job); !importing)
        return importing;
    if (const auto records = connection.run("DELETE FROM records WHERE job = ?", {job.value}); !records)
        return records.failure();
    const auto removed = connection.run("DELETE FROM jobs WHERE id = ?", {job.value});
    return removed ? Outcome<Done>(Done{}) : removed.failure();
}

Outcome<bool> removeImportPart(SqlConnection& connection, JobId job)
{
    constexpr int part = 3000; // some 20 ms of the writer's time
    if (const auto importing = checkImporting(connection, job); !importing)
        return importing.failure();
    const auto records = connection.run(
        "DELETE FROM records WHERE id IN (SELECT id FROM records WHERE job = ? LIMIT ?)", {job.value, part});
    if (!records)
        return records.failure();
    const auto left = connection.select("SELECT 1 FROM records WHERE job = ? LIMIT 1", {job.value});
    if (!left)
        return left.failure();
    if (!left->empty())
        return false;
    const auto removed = connection.run("DELETE FROM jobs WHERE id = ?", {job.value});
    return removed ? Outcome<bool>(true) : removed.failure();
}

Outcome<int> removeUnfinishedImports(SqlConnection& connection)
{
    const auto jobs = connection.select("SELECT id FROM jobs WHERE state = 'Importing'");
    if (!jobs)
        return jobs.failure();
    for (const SqlRow& row : *jobs) {
        if (const auto removed = removeImport(connection, JobId(row[0].toLongLong())); !removed)
            return removed.failure();
    }
    return int(jobs->size());
}

} // namespace sm
