// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/queries.h"

#include "base/failures/store.h"
#include "store/record_queries.h"
#include "store/rows.h"

namespace sm {
namespace {

QDateTime timeOf(const QVariant& value)
{
    return QDateTime::fromMSecsSinceEpoch(value.toLongLong(), Qt::UTC);
}

Outcome<JobRow> jobOf(const SqlRow& row)
{
    const auto state = jobStateFromName(row[8].toString());
    if (!state)
        return rowBroken("jobs", row[0].toLongLong());
    JobRow job;
    job.id = JobId(row[0].toLongLong());
    job.job.name = row[1].toString();
    job.job.sourceFile = row[2].toString();
    job.job.sourceSha256 = row[3].toByteArray();
    job.job.profile = row[4].toString();
    job.job.profileDigest = row[5].toByteArray();
    job.job.layout = row[6].toString();
    job.job.test = row[7].toInt() != 0;
    job.state = *state;
    job.wrappedKey = row[9].toByteArray();
    job.records = row[10].toLongLong();
    job.created = timeOf(row[11]);
    job.changed = timeOf(row[12]);
    job.remakeMode = remakeModeFromName(row[13].toString()).value_or(RemakeMode::AsTheyCome);
    return job;
}

Outcome<AttemptRow> attemptOf(const SqlRow& row)
{
    const auto state = attemptStateFromName(row[7].toString());
    const auto station = StationId::fromText(row[6].toString());
    if (!state || !station)
        return rowBroken("attempts", row[0].toLongLong());
    AttemptRow attempt;
    attempt.key = AttemptKey(AttemptId(row[0].toLongLong()), Epoch(row[1].toLongLong()));
    attempt.record = RecordId(row[2].toLongLong());
    attempt.job = JobId(row[3].toLongLong());
    attempt.object = CardObjectId(row[4].toString());
    attempt.issue = row[5].toUInt();
    attempt.station = *station;
    attempt.state = *state;
    attempt.chipSerial = row[8].toByteArray();
    attempt.failure = row[9].toString();
    attempt.step = row[10].toString();
    attempt.started = timeOf(row[11]);
    attempt.changed = timeOf(row[12]);
    attempt.arrived = !row[13].isNull();
    return attempt;
}

template <class T>
Outcome<std::vector<T>> all(const Outcome<std::vector<SqlRow>>& rows, Outcome<T> (*convert)(const SqlRow&))
{
    if (!rows)
        return rows.failure();
    std::vector<T> values;
    values.reserve(rows->size());
    for (const SqlRow& row : *rows) {
        auto value = convert(row);
        if (!value)
            return value.failure();
        values.push_back(value.take());
    }
    return values;
}

Outcome<RecordCounts> recordCounts(SqlConnection& connection, JobId job)
{
    RecordCounts counts;
    const auto accepted = connection.select("SELECT records FROM jobs WHERE id = ?", {job.value});
    if (!accepted)
        return accepted.failure();
    if (accepted->empty())
        return rowUnknown("job", job.value);
    counts.accepted = accepted->front().front().toLongLong();
    const auto rows
        = connection.select("SELECT state, COUNT(*) FROM records WHERE job = ? GROUP BY state", {job.value});
    if (!rows)
        return rows.failure();
    for (const SqlRow& row : *rows) {
        const auto state = recordStateFromName(row[0].toString());
        if (!state)
            return rowBroken("records", job.value);
        tally(counts, *state, row[1].toLongLong());
    }
    return counts;
}

Outcome<CardCounts> cardCounts(SqlConnection& connection, JobId job)
{
    CardCounts counts;
    const auto arrived = connection.select("SELECT COUNT(*) FROM bindings WHERE job = ?", {job.value});
    if (!arrived)
        return arrived.failure();
    counts.blanksIn = arrived->front().front().toLongLong();
    const auto rows = connection.select(
        "SELECT blank_state, COUNT(*) FROM attempts WHERE job = ? GROUP BY blank_state", {job.value});
    if (!rows)
        return rows.failure();
    for (const SqlRow& row : *rows) {
        const auto state = blankStateFromName(row[0].toString());
        if (!state)
            return rowBroken("attempts", job.value);
        tally(counts, *state, row[1].toLongLong());
    }
    return counts;
}

} // namespace

Outcome<JobRow> readJob(SqlConnection& connection, JobId job)
{
    const auto rows = connection.select("SELECT id, name, source_file, source_sha256, profile, "
                                        "profile_digest, layout, test, state, wrapped_key,"
                                        " records, created, changed, o.remake_mode FROM jobs"
                                        " LEFT JOIN job_options o ON o.job = id WHERE id = ?",
        {job.value});
    if (!rows)
        return rows.failure();
    return rows->empty() ? rowUnknown("job", job.value) : jobOf(rows->front());
}

Outcome<std::vector<JobRow>> readJobs(SqlConnection& connection)
{
    return all(connection.select(
                   "SELECT id, name, source_file, source_sha256, profile, profile_digest, layout, test,"
                   " state, wrapped_key, records, created, changed, o.remake_mode FROM jobs"
                   " LEFT JOIN job_options o ON o.job = id WHERE state <> 'Importing'"
                   " ORDER BY id"),
        jobOf);
}

Outcome<Done> changeJobState(
    SqlConnection& connection, JobId job, JobState state, const QString& reason, qint64 now)
{
    const auto found = readJob(connection, job);
    if (!found)
        return found.failure();
    if (found->state == JobState::Importing)
        return rowUnknown("job", job.value); // invisible until commitImport()
    if (const auto allowed = checkFollows(found->state, state); !allowed)
        return allowed;
    const auto changed = connection.run(
        "UPDATE jobs SET state = ?, changed = ? WHERE id = ?", {jobStateName(state), now, job.value});
    if (!changed)
        return changed.failure();
    if (!reason.isEmpty()) {
        const auto kept = connection.run("INSERT INTO events(at, kind, subject, from_state, to_state, "
                                         "failure) VALUES(?, 'job reason', ?, ?, ?, ?)",
            {now, job.value, jobStateName(found->state), jobStateName(state), reason});
        if (!kept)
            return kept.failure();
    }
    if (state != JobState::Aborted)
        return Done{};
    // Nothing more is given out; the ids may be ordered again in another job.
    const auto withdrawn = connection.run("UPDATE records SET state = 'Withdrawn', changed = ?"
                                          " WHERE job = ? AND state IN ('Waiting', 'RemakeOpen')",
        {now, job.value});
    return withdrawn ? Outcome<Done>(Done{}) : withdrawn.failure();
}

Outcome<std::vector<RecordRow>> readWaiting(SqlConnection& connection, JobId job, quint64 from, int limit)
{
    const auto rows = connection.select(
        "SELECT r.id, r.object, r.issue, r.sequence, r.sealed, COALESCE(r.sealed_issue, r.issue),"
        " " SM_RECORD_TRIES ", " SM_RECORD_ARRIVALS " FROM records r JOIN jobs j ON j.id = r.job"
        " WHERE r.job = ? AND r.state = 'Waiting' AND r.sequence >= ? AND j.state <> 'Importing'"
        " ORDER BY r.sequence LIMIT ?",
        {job.value, qint64(from), std::max(limit, 0)});
    if (!rows)
        return rows.failure();
    std::vector<RecordRow> records;
    records.reserve(rows->size());
    for (const SqlRow& row : *rows) {
        RecordRow& record = records.emplace_back();
        record.id = RecordId(row[0].toLongLong());
        record.job = job;
        record.object = CardObjectId(row[1].toString());
        record.issue = row[2].toUInt();
        record.sequence = row[3].toULongLong();
        record.state = RecordState::Waiting;
        record.sealed = row[4].toByteArray();
        record.sealedIssue = row[5].toUInt();
        record.tries = row[6].toInt();
        record.arrivals = row[7].toInt();
    }
    return records;
}

Outcome<std::vector<CardObjectId>> readKnown(SqlConnection& connection, const std::vector<CardObjectId>& ids)
{
    std::vector<CardObjectId> known;
    for (const CardObjectId& id : ids) {
        const auto rows
            = connection.select("SELECT 1 FROM records r JOIN jobs j ON j.id = r.job WHERE r.object = ?"
                                " AND r.state <> 'Withdrawn' AND j.state <> 'Importing' LIMIT 1",
                {text(id.text)});
        if (!rows)
            return rows.failure();
        if (!rows->empty())
            known.push_back(id);
    }
    return known;
}

Outcome<std::vector<KnownObject>> readWhereKnown(
    SqlConnection& connection, const std::vector<CardObjectId>& ids)
{
    std::vector<KnownObject> known;
    for (const CardObjectId& id : ids) {
        const auto rows = connection.select(
            "SELECT r.job, r.state, r.changed FROM records r JOIN jobs j ON j.id = r.job WHERE r.object = ?"
            " AND r.state <> 'Withdrawn' AND j.state <> 'Importing' LIMIT 1",
            {text(id.text)});
        if (!rows)
            return rows.failure();
        if (rows->empty())
            continue;
        const SqlRow& row = rows->front();
        known.push_back(
            {id, JobId(row[0].toLongLong()), row[1].toString() == recordStateName(RecordState::Good),
                QDateTime::fromMSecsSinceEpoch(row[2].toLongLong(), Qt::UTC)});
    }
    return known;
}

Outcome<JobCounts> readCounts(SqlConnection& connection, JobId job)
{
    const auto records = recordCounts(connection, job);
    if (!records)
        return records.failure();
    const auto cards = cardCounts(connection, job);
    if (!cards)
        return cards.failure();
    JobCounts counts{*records, *cards};
    const auto tooOften = countTooOften(connection, job);
    if (!tooOften)
        return tooOften.failure();
    counts.records.tooOften = *tooOften;
    return counts;
}

Outcome<std::vector<AttemptRow>> readAttempts(SqlConnection& connection, JobId job)
{
    return all(connection.select(
                   "SELECT a.id, a.epoch, a.record, a.job, a.object, a.issue, a.station, a.state, b.serial, "
                   "a.failure,"
                   " a.step, a.started, a.changed, b.attempt FROM attempts a LEFT JOIN bindings b ON "
                   "b.attempt = a.id"
                   " WHERE a.job = ? ORDER BY a.id",
                   {job.value}),
        attemptOf);
}

Outcome<std::vector<AttemptRow>> readOpenAttempts(SqlConnection& connection, AttemptId newest)
{
    return all(connection.select(
                   "SELECT a.id, a.epoch, a.record, a.job, a.object, a.issue, a.station, a.state, b.serial, "
                   "a.failure,"
                   " a.step, a.started, a.changed, b.attempt FROM attempts a LEFT JOIN bindings b ON "
                   "b.attempt = a.id"
                   " WHERE a.id <= ? AND a.state <> 'ReleasedClean' AND a.state <> 'Scrapped'"
                   " AND a.state <> 'BinnedGood' AND a.state <> 'Quarantine'"
                   " ORDER BY a.id",
                   {newest.value}),
        attemptOf);
}

Outcome<Done> shredData(SqlConnection& connection, JobId job)
{
    const auto found = readJob(connection, job);
    if (!found)
        return found.failure();
    if (found->state != JobState::Archived)
        return fail(
            fc::JobNotArchived, {{"job", QString::number(job.value)}, {"state", jobStateName(found->state)}});
    for (const char* sql :
        {"UPDATE jobs SET wrapped_key = x'' WHERE id = ?", "UPDATE records SET sealed = x'' WHERE job = ?",
            "UPDATE attempts SET material = NULL WHERE job = ?"}) {
        if (const auto done = connection.run(sql, {job.value}); !done)
            return done.failure();
    }
    return Done{};
}

} // namespace sm
