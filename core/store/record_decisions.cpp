// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/record_decisions.h"

#include "base/failures/store.h"
#include "store/queries.h"
#include "store/record_queries.h"
#include "store/rows.h"

#include <algorithm>
#include <limits>

namespace sm {
namespace {

Failure notOpen(RecordId record, RecordState state)
{
    return fail(
        fc::RecordNotOpen, {{"record", QString::number(record.value)}, {"state", recordStateName(state)}});
}

Outcome<Done> decide(SqlConnection& connection, const char* kind, JobId job, const RecordFacts* facts,
    const Decision& decision, qint64 now)
{
    const QVariant record = facts ? QVariant(facts->row.id.value) : QVariant();
    const QVariant attempt = facts && facts->doubtful != 0 ? QVariant(facts->doubtful) : QVariant();
    const auto kept = connection.run(
        "INSERT INTO decisions(job, record, attempt, kind, reason, person, newest_attempt, at)"
        " VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
        {job.value, record, attempt, QLatin1String(kind), text(decision.reason), text(decision.person),
            facts ? facts->newestAttempt : 0, now});
    return kept ? Outcome<Done>(Done{}) : kept.failure();
}

Outcome<Done> checkDecision(const std::vector<RecordId>& records, const Decision& decision)
{
    if (!records.empty() && !decision.reason.isEmpty() && !decision.person.isEmpty())
        return Done{};
    return fail(fc::DecisionEmpty);
}

Outcome<Done> moveRecord(
    SqlConnection& connection, RecordId record, RecordState from, RecordState to, qint64 now)
{
    const auto moved = connection.run("UPDATE records SET state = ?, changed = ? WHERE id = ? AND state = ?",
        {recordStateName(to), now, record.value, recordStateName(from)});
    if (!moved)
        return moved.failure();
    return *moved == 1 ? Outcome<Done>(Done{}) : notOpen(record, from);
}

/// Two cards may carry the same card object only under different issue numbers; the ciphertext keeps its own.
Outcome<Done> reopen(SqlConnection& connection, RecordRow& row, qint64 now)
{
    const auto moved
        = connection.run("UPDATE records SET state = 'Waiting', sealed_issue = COALESCE(sealed_issue, issue),"
                         " issue = issue + 1, changed = ? WHERE id = ? AND state = 'RemakeOpen'",
            {now, row.id.value});
    if (!moved)
        return moved.failure();
    if (*moved != 1)
        return notOpen(row.id, row.state);
    ++row.issue;
    row.state = RecordState::Waiting;
    return Done{};
}

Outcome<Done> moveAttempt(SqlConnection& connection, const RecordFacts& facts, AttemptState to, qint64 now)
{
    const auto moved
        = connection.run("UPDATE attempts SET state = ?, blank_state = ?, changed = ? WHERE id = ?",
            {attemptStateName(to), blankStateName(blankStateFor(to, true)), now, facts.doubtful});
    return moved ? Outcome<Done>(Done{}) : moved.failure();
}

/// What becomes of the record when its card is gone.
enum class AfterScrap { Open, Requeue, Withdraw };

Outcome<Done> scrapOne(SqlConnection& connection, RecordFacts& facts, const Decision& decision,
    AfterScrap after, DecisionResult& result, qint64 now)
{
    if (facts.doubtful == 0 || facts.row.state != RecordState::InDoubt)
        return notOpen(facts.row.id, facts.row.state);
    if (const auto kept = decide(connection, "scrap", facts.row.job, &facts, decision, now); !kept)
        return kept;
    const bool quarantined = facts.doubtfulState == AttemptState::Quarantine;
    if (!quarantined) {
        if (const auto moved = moveAttempt(connection, facts, AttemptState::Quarantine, now); !moved)
            return moved;
    }
    ++(quarantined ? result.scrappedQuarantine : result.scrappedAtStation);
    if (const auto moved = moveAttempt(connection, facts, AttemptState::Scrapped, now); !moved)
        return moved;
    if (const auto moved
        = moveRecord(connection, facts.row.id, RecordState::InDoubt, RecordState::RemakeOpen, now);
        !moved)
        return moved;
    result.touched.push_back(facts.row.id);
    facts.row.state = RecordState::RemakeOpen;
    ++facts.row.tries; // the scrapped card is one
    if (after == AfterScrap::Withdraw) {
        ++result.withdrawnOpen;
        return moveRecord(connection, facts.row.id, RecordState::RemakeOpen, RecordState::Withdrawn, now);
    }
    if (after == AfterScrap::Open || facts.row.tries >= remakeLimit)
        return Done{};
    if (const auto reopened = reopen(connection, facts.row, now); !reopened)
        return reopened;
    ++result.reopened;
    result.rows.push_back(std::move(facts.row));
    return Done{};
}

Outcome<Done> remakeOne(SqlConnection& connection, RecordFacts& facts, const Decision& decision,
    DecisionResult& result, qint64 now)
{
    const bool open = facts.row.state == RecordState::RemakeOpen;
    if (!open && (facts.row.state != RecordState::Waiting || facts.row.tries == 0))
        return notOpen(facts.row.id, facts.row.state);
    if (open) {
        if (const auto kept = decide(connection, "remake", facts.row.job, &facts, decision, now); !kept)
            return kept;
        if (const auto reopened = reopen(connection, facts.row, now); !reopened)
            return reopened;
    }
    // Its tries begin again: a person has looked.
    if (const auto kept = decide(connection, "again", facts.row.job, &facts, decision, now); !kept)
        return kept;
    ++(open ? result.reopened : result.givenAgain);
    facts.row.tries = 0;
    result.touched.push_back(facts.row.id);
    result.rows.push_back(std::move(facts.row));
    return Done{};
}

Outcome<Done> withdrawOne(SqlConnection& connection, const RecordFacts& facts, const Decision& decision,
    int limit, DecisionResult& result, qint64 now)
{
    const bool open = facts.row.state == RecordState::RemakeOpen;
    if (!open && (facts.row.state != RecordState::Waiting || facts.row.tries < limit))
        return notOpen(facts.row.id, facts.row.state);
    if (const auto kept = decide(connection, "withdraw", facts.row.job, &facts, decision, now); !kept)
        return kept;
    ++(open ? result.withdrawnOpen : result.withdrawnWaiting);
    result.touched.push_back(facts.row.id);
    return moveRecord(connection, facts.row.id, facts.row.state, RecordState::Withdrawn, now);
}

template <class One>
Outcome<DecisionResult> each(
    SqlConnection& connection, JobId job, const std::vector<RecordId>& records, One one)
{
    DecisionResult result;
    for (const RecordId record : records) {
        auto facts = readRecordFacts(connection, job, record);
        if (!facts)
            return facts.failure();
        if (const auto done = one(*facts, result); !done)
            return done.failure();
    }
    std::sort(result.rows.begin(), result.rows.end(),
        [](const RecordRow& a, const RecordRow& b) { return a.sequence < b.sequence; });
    return result;
}

/// Those of a job that may be given out again or withdrawn.
Outcome<std::vector<RecordId>> openRecords(SqlConnection& connection, JobId job)
{
    const auto lines
        = readRecordLines(connection, job, RecordList::NeedsDecision, std::numeric_limits<int>::max());
    if (!lines)
        return lines.failure();
    std::vector<RecordId> records;
    for (const RecordLine& line : *lines) {
        if (line.need == RecordNeed::RemakeOpen || line.need == RecordNeed::TooOften)
            records.push_back(line.id);
    }
    return records;
}

} // namespace

Outcome<DecisionResult> scrapRecords(SqlConnection& connection, JobId job,
    const std::vector<RecordId>& records, const Decision& decision, bool requeue, qint64 now)
{
    if (const auto checked = checkDecision(records, decision); !checked)
        return checked.failure();
    const auto found = readJob(connection, job);
    if (!found)
        return found.failure();
    if (!found->job.test)
        return fail(fc::TwoPeopleNeeded, {{"job", QString::number(job.value)}});
    // Nothing of an aborted job is made again.
    const bool over = found->state == JobState::Aborted || found->state == JobState::Archived;
    const AfterScrap after = over ? AfterScrap::Withdraw : requeue ? AfterScrap::Requeue : AfterScrap::Open;
    return each(connection, job, records, [&](RecordFacts& facts, DecisionResult& result) {
        return scrapOne(connection, facts, decision, after, result, now);
    });
}

Outcome<DecisionResult> remakeRecords(SqlConnection& connection, JobId job,
    const std::vector<RecordId>& records, const Decision& decision, qint64 now)
{
    auto wanted = records.empty() ? openRecords(connection, job) : Outcome<std::vector<RecordId>>(records);
    if (!wanted)
        return wanted.failure();
    if (const auto checked = checkDecision(*wanted, decision); !checked)
        return checked.failure();
    const auto found = readJob(connection, job);
    if (!found)
        return found.failure();
    if (found->state == JobState::Complete || found->state == JobState::Aborted
        || found->state == JobState::Archived)
        return fail(fc::RecordNotOpen, {{"job", jobStateName(found->state)}});
    return each(connection, job, *wanted, [&](RecordFacts& facts, DecisionResult& result) {
        return remakeOne(connection, facts, decision, result, now);
    });
}

Outcome<DecisionResult> withdrawRecords(SqlConnection& connection, JobId job,
    const std::vector<RecordId>& records, const Decision& decision, qint64 now)
{
    if (const auto checked = checkDecision(records, decision); !checked)
        return checked.failure();
    const auto mode = readRemakeMode(connection, job);
    if (!mode)
        return mode.failure();
    const int limit = decisionLimit(*mode);
    return each(connection, job, records, [&](RecordFacts& facts, DecisionResult& result) {
        return withdrawOne(connection, facts, decision, limit, result, now);
    });
}

Outcome<DecisionResult> closeJobWith(
    SqlConnection& connection, JobId job, const Decision& decision, qint64 now)
{
    if (decision.reason.isEmpty() || decision.person.isEmpty())
        return fail(fc::DecisionEmpty);
    const auto counts = readCounts(connection, job);
    if (!counts)
        return counts.failure();
    if (counts->records.inDoubt > 0)
        return fail(fc::CardsInDoubt, {{"cards", QString::number(counts->records.inDoubt)}});
    const auto found = readJob(connection, job);
    if (!found)
        return found.failure();
    // Cards that nobody can account for are not closed over by one person.
    if (!found->job.test && !counts->cards.balances())
        return fail(fc::TwoPeopleNeeded, {{"job", QString::number(job.value)}});
    if (found->state != JobState::CompleteOpen) // a running job is aborted, not closed
        return fail(fc::RecordNotOpen, {{"job", jobStateName(found->state)}});
    const auto open = openRecords(connection, job);
    if (!open)
        return open.failure();
    if (const auto kept = decide(connection, "close", job, nullptr, decision, now); !kept)
        return kept.failure();
    Outcome<DecisionResult> result = DecisionResult();
    if (!open->empty())
        result = withdrawRecords(connection, job, *open, decision, now);
    if (!result)
        return result;
    // Whatever else waits (the rule for remakes may have changed meanwhile) is not made either: its id may be
    // ordered again.
    const auto rest = connection.run(
        "UPDATE records SET state = 'Withdrawn', changed = ? WHERE job = ? AND state = 'Waiting'",
        {now, job.value});
    if (!rest)
        return rest.failure();
    result->withdrawnWaiting += *rest;
    const auto changed = changeJobState(connection, job, JobState::Complete, decision.reason, now);
    if (!changed)
        return changed.failure();
    return result;
}

Outcome<Done> noteRejectOf(
    SqlConnection& connection, AttemptKey attempt, const Decision& decision, qint64 now)
{
    const auto kept = connection.run(
        "INSERT INTO decisions(job, record, attempt, kind, reason, person, newest_attempt, at)"
        " SELECT job, record, id, 'reject', ?, ?, id, ? FROM attempts WHERE id = ? AND epoch = ?",
        {text(decision.reason), text(decision.person), now, attempt.attempt.value, attempt.epoch.value});
    if (!kept)
        return kept.failure();
    return *kept == 1 ? Outcome<Done>(Done{}) : rowUnknown("attempt", attempt.attempt.value);
}

Outcome<Done> changeRemakeMode(SqlConnection& connection, JobId job, RemakeMode mode)
{
    if (const auto found = readJob(connection, job); !found)
        return found.failure();
    const auto set = connection.run("INSERT INTO job_options(job, remake_mode) VALUES(?, ?)"
                                    " ON CONFLICT(job) DO UPDATE SET remake_mode = excluded.remake_mode",
        {job.value, remakeModeName(mode)});
    return set ? Outcome<Done>(Done{}) : set.failure();
}

} // namespace sm
