// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/record_queries.h"

#include "base/failures/store.h"
#include "store/rows.h"

#include <algorithm>

namespace sm {
namespace {

QDateTime timeOf(const QVariant& value)
{
    return QDateTime::fromMSecsSinceEpoch(value.toLongLong(), Qt::UTC);
}

RecordNeed needOf(RecordState state, AttemptState last, int tries, int limit)
{
    switch (state) {
    case RecordState::Waiting:
        return tries >= limit ? RecordNeed::TooOften : RecordNeed::None;
    case RecordState::InDoubt:
        return last == AttemptState::Quarantine ? RecordNeed::Quarantined : RecordNeed::InDoubt;
    case RecordState::RemakeOpen:
        return RecordNeed::RemakeOpen;
    default:
        return RecordNeed::None;
    }
}

// 0 id, 1 object, 2 issue, 3 sequence, 4 state, 5 tries, 6 arrivals, then the newest attempt: 7 id, 8 epoch,
// 9 station, 10 state, 11 serial, 12 failure, 13 step, 14 started, 15 changed
#define SM_RECORD_LINE                                                                                       \
    "SELECT r.id, r.object, r.issue, r.sequence, r.state, " SM_RECORD_TRIES ", " SM_RECORD_ARRIVALS          \
    ", a.id, a.epoch, a.station, a.state, b.serial, a.failure, a.step, a.started, a.changed FROM records r"  \
    " LEFT JOIN attempts a ON a.id = (SELECT MAX(n.id) FROM attempts n WHERE n.record = r.id"                \
    " AND (n.blank_state <> 'none' OR n.state <> 'ReleasedClean'))"                                          \
    " LEFT JOIN bindings b ON b.attempt = a.id"

Outcome<RecordLine> lineOf(const SqlRow& row, JobId job, int limit)
{
    RecordLine line;
    line.id = RecordId(row[0].toLongLong());
    const auto state = recordStateFromName(row[4].toString());
    if (!state)
        return rowBroken("records", line.id.value);
    line.object = CardObjectId(row[1].toString());
    line.issue = row[2].toUInt();
    line.sequence = row[3].toULongLong();
    line.state = *state;
    line.arrivals = row[6].toInt();
    AttemptState lastState = AttemptState::ReleasedClean;
    if (!row[7].isNull()) {
        const auto attemptState = attemptStateFromName(row[10].toString());
        const auto station = StationId::fromText(row[9].toString());
        if (!attemptState || !station)
            return rowBroken("attempts", row[7].toLongLong());
        AttemptRow& last = line.last.emplace();
        last.key = AttemptKey(AttemptId(row[7].toLongLong()), Epoch(row[8].toLongLong()));
        last.record = line.id;
        last.job = job;
        last.object = line.object;
        last.issue = line.issue;
        last.station = *station;
        last.state = lastState = *attemptState;
        last.chipSerial = row[11].toByteArray();
        last.failure = row[12].toString();
        last.step = row[13].toString();
        last.started = timeOf(row[14]);
        last.changed = timeOf(row[15]);
        last.arrived = true;
    }
    line.need = needOf(line.state, lastState, row[5].toInt(), limit);
    return line;
}

Outcome<std::vector<SqlRow>> rowsFor(
    SqlConnection& connection, JobId job, RecordList which, int limit, int tries)
{
    if (which == RecordList::NotGood)
        return connection.select(SM_RECORD_LINE " WHERE r.job = ? AND r.state <> 'Good'"
                                                " AND r.state <> 'Withdrawn' ORDER BY r.sequence LIMIT ?",
            {job.value, limit});
    // Waiting records are millions; those that came back are found from their few attempts.
    return connection.select(SM_RECORD_LINE
        " WHERE r.job = ? AND (r.state = 'InDoubt' OR r.state = 'RemakeOpen' OR (r.state = 'Waiting'"
        " AND r.id IN (SELECT record FROM attempts WHERE job = ? AND (blank_state = 'returned'"
        " OR blank_state = 'spoiled')) AND " SM_RECORD_TRIES " >= ?)) ORDER BY r.sequence LIMIT ?",
        {job.value, job.value, tries, limit});
}

} // namespace

Outcome<RemakeMode> readRemakeMode(SqlConnection& connection, JobId job)
{
    const auto rows = connection.select("SELECT remake_mode FROM job_options WHERE job = ?", {job.value});
    if (!rows)
        return rows.failure();
    if (rows->empty())
        return RemakeMode::AsTheyCome;
    const auto mode = remakeModeFromName(rows->front().front().toString());
    return mode ? Outcome<RemakeMode>(*mode) : rowBroken("job_options", job.value);
}

Outcome<std::vector<RecordLine>> readRecordLines(
    SqlConnection& connection, JobId job, RecordList which, int limit)
{
    const auto mode = readRemakeMode(connection, job);
    if (!mode)
        return mode.failure();
    const int tries = decisionLimit(*mode);
    const auto rows = rowsFor(connection, job, which, limit, tries);
    if (!rows)
        return rows.failure();
    std::vector<RecordLine> lines;
    for (const SqlRow& row : *rows) {
        auto line = lineOf(row, job, tries);
        if (!line)
            return line.failure();
        lines.push_back(line.take());
    }
    return lines;
}

Outcome<std::vector<DecisionRow>> readDecisions(SqlConnection& connection, JobId job)
{
    const auto rows = connection.select(
        "SELECT kind, record, attempt, reason, person, at FROM decisions WHERE job = ? ORDER BY id",
        {job.value});
    if (!rows)
        return rows.failure();
    std::vector<DecisionRow> decisions;
    for (const SqlRow& row : *rows) {
        decisions.push_back({row[0].toString(), RecordId(row[1].toLongLong()), AttemptId(row[2].toLongLong()),
            row[3].toString(), row[4].toString(), timeOf(row[5])});
    }
    return decisions;
}

Outcome<qint64> countTooOften(SqlConnection& connection, JobId job)
{
    const auto mode = readRemakeMode(connection, job);
    if (!mode)
        return mode.failure();
    const auto rows = connection.select(
        "SELECT COUNT(*) FROM records r WHERE r.id IN (SELECT record FROM attempts WHERE job = ?"
        " AND (blank_state = 'returned' OR blank_state = 'spoiled')) AND r.state = 'Waiting'"
        " AND " SM_RECORD_TRIES " >= ?",
        {job.value, decisionLimit(*mode)});
    return rows ? Outcome<qint64>(rows->front().front().toLongLong()) : rows.failure();
}

Outcome<RecordFacts> readRecordFacts(SqlConnection& connection, JobId job, RecordId record)
{
    const auto rows = connection.select(
        "SELECT r.object, r.issue, r.sequence, r.state, r.sealed, COALESCE(r.sealed_issue, "
        "r.issue), " SM_RECORD_TRIES ", " SM_RECORD_ARRIVALS
        ", (SELECT MAX(n.id) FROM attempts n WHERE n.record = r.id), a.id, a.state FROM records r"
        " LEFT JOIN attempts a ON a.record = r.id AND (a.state = 'Quarantine' OR a.state = 'InDoubt')"
        " WHERE r.id = ? AND r.job = ?",
        {record.value, job.value});
    if (!rows)
        return rows.failure();
    if (rows->empty())
        return fail(fc::RecordNotOpen, {{"record", QString::number(record.value)}});
    const SqlRow& row = rows->front();
    const auto state = recordStateFromName(row[3].toString());
    if (!state)
        return rowBroken("records", record.value);
    RecordFacts facts;
    facts.row.id = record;
    facts.row.job = job;
    facts.row.object = CardObjectId(row[0].toString());
    facts.row.issue = row[1].toUInt();
    facts.row.sequence = row[2].toULongLong();
    facts.row.state = *state;
    facts.row.sealed = row[4].toByteArray();
    facts.row.sealedIssue = row[5].toUInt();
    facts.row.tries = row[6].toInt();
    facts.row.arrivals = row[7].toInt();
    facts.newestAttempt = row[8].toLongLong();
    facts.doubtful = row[9].toLongLong();
    if (facts.doubtful != 0)
        facts.doubtfulState = attemptStateFromName(row[10].toString()).value_or(AttemptState::Quarantine);
    return facts;
}

} // namespace sm
