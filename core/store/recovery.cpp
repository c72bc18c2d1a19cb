// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/recovery.h"

#include "base/failures/store.h"
#include "store/attempt_writer.h"
#include "store/queries.h"

namespace sm {
namespace {

/// What the stop means for an attempt found in a state; empty: it stays as it is.
std::vector<JournalEntry> entriesFor(AttemptState found, bool sealed)
{
    const QString why = fail(fc::AttemptInterrupted).toString();
    switch (found) {
    case AttemptState::Claimed:
    case AttemptState::Bound:
    case AttemptState::Prepared:
        return {entry::Released{why, false}}; // a bound blank is returned in any case
    case AttemptState::Intent:
    case AttemptState::StepDone:
        return {entry::InDoubt{why, {}}, entry::Quarantined{why, {}}};
    case AttemptState::Sealed:
    case AttemptState::FormatSent:
        return {entry::InDoubt{why, {}}}; // a verification reader may find the seal
    case AttemptState::Complete:
        return {entry::BinnedGood{}};
    case AttemptState::InDoubt:
        if (sealed)
            return {};
        return {entry::Quarantined{why, {}}};
    default:
        return {};
    }
}

Outcome<bool> hasSeal(SqlConnection& connection, AttemptId attempt)
{
    const auto rows
        = connection.select("SELECT 1 FROM attempts WHERE id = ? AND seal_tag IS NOT NULL", {attempt.value});
    if (!rows)
        return rows.failure();
    return !rows->empty();
}

Outcome<AttemptState> recoverOne(SqlConnection& connection, const AttemptRow& attempt, qint64 now)
{
    const auto sealed = hasSeal(connection, attempt.key.attempt);
    if (!sealed)
        return sealed.failure();
    auto writer = AttemptWriter::open(connection, attempt.key, now);
    if (!writer)
        return writer.failure();
    for (const JournalEntry& entry : entriesFor(attempt.state, *sealed)) {
        if (const auto applied = writer->apply(entry); !applied)
            return applied.failure();
    }
    if (const auto finished = writer->finish(); !finished)
        return finished.failure();
    return writer->state();
}

} // namespace

Outcome<std::vector<RecoveredAttempt>> recoverAttempts(
    SqlConnection& connection, AttemptId newest, qint64 now)
{
    auto open = readOpenAttempts(connection, newest);
    if (!open)
        return open.failure();
    std::vector<RecoveredAttempt> recovered;
    for (AttemptRow& attempt : *open) {
        const AttemptState found = attempt.state;
        const auto state = recoverOne(connection, attempt, now);
        if (!state)
            return state.failure();
        attempt.state = *state;
        if (*state != found) {
            attempt.changed = QDateTime::fromMSecsSinceEpoch(now, Qt::UTC);
            if (*state != AttemptState::BinnedGood)
                attempt.failure = fail(fc::AttemptInterrupted).toString();
        }
        recovered.push_back({std::move(attempt), found});
    }
    return recovered;
}

} // namespace sm
