// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/attempt_writer.h"

#include "base/failures/store.h"
#include "store/rows.h"

namespace sm {
namespace {

/// Class letters of production.md 4.1.
QString retryLetter(RetryClass retry)
{
    switch (retry) {
    case RetryClass::Read:
        return QStringLiteral("R");
    case RetryClass::Idempotent:
        return QStringLiteral("I");
    case RetryClass::Probeable:
        return QStringLiteral("P");
    case RetryClass::Irreversible:
        return QStringLiteral("M");
    }
    return QStringLiteral("M");
}

Outcome<Done> exactlyOne(const Outcome<qint64>& affected, const Failure& otherwise)
{
    if (!affected)
        return affected.failure();
    return *affected == 1 ? Outcome<Done>(Done{}) : otherwise;
}

Failure stale(AttemptKey key)
{
    return fail(fc::EpochStale,
        {{"attempt", QString::number(key.attempt.value)}, {"epoch", QString::number(key.epoch.value)}});
}

} // namespace

Outcome<AttemptWriter> AttemptWriter::open(SqlConnection& connection, AttemptKey key, qint64 now)
{
    // r.epoch is the highest epoch of the record: an older claim may no longer write, whatever it knows.
    const auto rows = connection.select(
        "SELECT a.record, a.job, a.state, r.state, j.state, b.attempt, b.serial, a.template_digest, "
        "a.material, a.seal_tag, a.format_command,"
        " (SELECT MAX(seq) FROM steps WHERE attempt = a.id AND epoch = a.epoch), a.blank_state"
        " FROM attempts a JOIN records r ON r.id = a.record JOIN jobs j ON j.id = a.job"
        " LEFT JOIN bindings b ON b.attempt = a.id WHERE a.id = ? AND a.epoch = ? AND r.epoch = a.epoch",
        {key.attempt.value, key.epoch.value});
    if (!rows)
        return rows.failure();
    if (rows->empty())
        return stale(key);
    const SqlRow& row = rows->front();
    if (!attemptStateFromName(row[2].toString()) || !recordStateFromName(row[3].toString())
        || !jobStateFromName(row[4].toString()))
        return rowBroken("attempts", key.attempt.value);
    return AttemptWriter(connection, key, now, row);
}

AttemptWriter::AttemptWriter(SqlConnection& connection, AttemptKey key, qint64 now, const SqlRow& row)
    : m_connection(&connection)
    , m_key(key)
    , m_now(now)
    , m_record(row[0].toLongLong())
    , m_job(row[1].toLongLong())
    , m_state(*attemptStateFromName(row[2].toString()))
    , m_recordState(*recordStateFromName(row[3].toString()))
    , m_jobState(*jobStateFromName(row[4].toString()))
    , m_arrived(!row[5].isNull())
    , m_serial(row[6].toByteArray())
    , m_templateDigest(row[7])
    , m_material(row[8])
    , m_sealTag(row[9])
    , m_formatCommand(row[10])
    , m_lastIntent(row[11].isNull() ? -1 : row[11].toLongLong())
    , m_blankState(row[12].toString())
{
}

Outcome<Done> AttemptWriter::apply(const JournalEntry& entry)
{
    return std::visit([this](const auto& content) { return on(content); }, entry);
}

Outcome<Done> AttemptWriter::checkSame(bool same, const char* what) const
{
    if (same)
        return Done{};
    return fail(fc::EntryDiffers,
        {{"attempt", QString::number(m_key.attempt.value)}, {"entry", QLatin1String(what)}});
}

Outcome<Done> AttemptWriter::move(AttemptState to, const QString& failure, const QString& step)
{
    if (const auto allowed = checkFollows(m_state, to); !allowed)
        return allowed;
    const QString blank
        = blankStateName(m_spoiled && m_arrived ? BlankState::Spoiled : blankStateFor(to, m_arrived));
    // Only these two states leave a failure behind. What stays the same is not written: columns in indexes
    // are dear.
    const bool plain = blank == m_blankState && failure.isEmpty() && step.isEmpty()
        && m_state != AttemptState::InDoubt && m_state != AttemptState::Quarantine;
    const auto affected = plain
        ? m_connection->run("UPDATE attempts SET state = ?, changed = ? WHERE id = ? AND epoch = ?",
            {attemptStateName(to), m_now, m_key.attempt.value, m_key.epoch.value})
        : m_connection->run("UPDATE attempts SET state = ?, blank_state = ?, failure = ?, step = ?,"
                            " changed = ? WHERE id = ? AND epoch = ?",
            {attemptStateName(to), blank, text(failure), text(step), m_now, m_key.attempt.value,
                m_key.epoch.value});
    if (const auto moved = exactlyOne(affected, stale(m_key)); !moved)
        return moved;
    m_state = to;
    m_blankState = blank;
    return Done{};
}

Outcome<Done> AttemptWriter::moveWith(AttemptState to, const char* sql, QVariantList values)
{
    if (const auto allowed = checkFollows(m_state, to); !allowed)
        return allowed;
    // What else changes with the state, the card's place and an old failure, goes the long way first.
    if (m_state == AttemptState::InDoubt || blankStateName(blankStateFor(to, m_arrived)) != m_blankState) {
        if (const auto moved = move(to); !moved)
            return moved;
    }
    values.prepend(m_now);
    values.prepend(attemptStateName(to));
    values << m_key.attempt.value << m_key.epoch.value;
    const auto moved = keep(sql, values);
    if (moved)
        m_state = to;
    return moved;
}

Outcome<Done> AttemptWriter::keep(const char* sql, const QVariantList& values)
{
    return exactlyOne(m_connection->run(sql, values), stale(m_key));
}

Outcome<Done> AttemptWriter::bind(const entry::Bound& bound)
{
    const auto bindings = m_connection->run(
        "INSERT INTO bindings(attempt, job, serial, atr, insertion, at) VALUES(?, ?, ?, ?, ?, ?)",
        {m_key.attempt.value, m_job.value, bound.chipSerial, blob(bound.atr), bound.insertion, m_now});
    if (bindings)
        return Done{};
    if (bindings.failure() == fc::StoreConstraint)
        return fail(fc::BlankTaken, {{"serial", QString::fromLatin1(bound.chipSerial.toHex())}});
    return bindings.failure();
}

Outcome<Done> AttemptWriter::on(const entry::Bound& bound)
{
    if (bound.chipSerial.isEmpty())
        return fail(fc::BlankUnnamed);
    if (!m_serial.isNull())
        return checkSame(m_serial == bound.chipSerial, "Bound");
    if (const auto allowed = checkFollows(m_state, AttemptState::Bound); !allowed)
        return allowed;
    if (const auto bindings = bind(bound); !bindings)
        return bindings;
    m_arrived = true;
    m_serial = bound.chipSerial;
    return move(AttemptState::Bound);
}

Outcome<Done> AttemptWriter::on(const entry::Prepared& prepared)
{
    if (!m_templateDigest.isNull()) {
        return checkSame(m_templateDigest.toByteArray() == prepared.templateDigest
                && m_material.toByteArray() == prepared.sealedMaterial,
            "Prepared");
    }
    m_templateDigest = blob(prepared.templateDigest);
    m_material = blob(prepared.sealedMaterial);
    return moveWith(AttemptState::Prepared,
        "UPDATE attempts SET state = ?, changed = ?, template_digest = ?, material = ?"
        " WHERE id = ? AND epoch = ?",
        {m_templateDigest, m_material});
}

Outcome<Done> AttemptWriter::on(const entry::Intent& intent)
{
    const qint64 next = m_lastIntent + 1;
    if (intent.sequence < next) {
        const auto same
            = m_connection->select("SELECT 1 FROM steps WHERE attempt = ? AND epoch = ? AND seq = ?"
                                   " AND first_step = ? AND last_step = ? AND retry = ?"
                                   " AND template_digest = ? AND data_mac = ?",
                {m_key.attempt.value, m_key.epoch.value, intent.sequence, intent.firstStep, intent.lastStep,
                    retryLetter(intent.retry), blob(intent.templateDigest), blob(intent.dataMac)});
        if (!same)
            return same.failure();
        if (same->empty())
            return checkSame(false, "Intent");
        // Sent again after a probe said that it had not happened.
        return m_state == AttemptState::InDoubt && intent.sequence + 1 == next ? move(AttemptState::Intent)
                                                                               : Done{};
    }
    // A number beyond the next one, or a new intent while the last is in doubt: something before it is
    // missing.
    if (intent.sequence != next || m_state == AttemptState::InDoubt)
        return checkSame(false, "Intent");
    if (const auto moved = move(AttemptState::Intent); !moved)
        return moved;
    m_lastIntent = intent.sequence;
    return keep(
        "INSERT INTO steps(attempt, epoch, seq, first_step, last_step, retry, template_digest, data_mac, at)"
        " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {m_key.attempt.value, m_key.epoch.value, intent.sequence, intent.firstStep, intent.lastStep,
            retryLetter(intent.retry), blob(intent.templateDigest), blob(intent.dataMac), m_now});
}

Outcome<Done> AttemptWriter::on(const entry::StepDone& done)
{
    // While the intent stands, its result is not there yet: nothing to compare with.
    const bool fresh = m_state == AttemptState::Intent && m_lastIntent == done.sequence;
    if (!fresh) {
        const auto known
            = m_connection->select("SELECT sw FROM step_results WHERE attempt = ? AND epoch = ? AND seq = ?",
                {m_key.attempt.value, m_key.epoch.value, done.sequence});
        if (!known)
            return known.failure();
        if (!known->empty())
            return checkSame(known->front().front().toUInt() == done.sw.value, "StepDone");
        if (m_lastIntent >= 0 && m_lastIntent != done.sequence)
            return checkSame(false, "StepDone");
    }
    if (const auto moved = move(AttemptState::StepDone); !moved)
        return moved;
    return keep("INSERT INTO step_results(attempt, epoch, seq, sw, at) VALUES(?, ?, ?, ?, ?)",
        {m_key.attempt.value, m_key.epoch.value, done.sequence, done.sw.value, m_now});
}

Outcome<Done> AttemptWriter::on(const entry::Sealed& sealed)
{
    if (!m_sealTag.isNull())
        return checkSame(m_sealTag.toByteArray() == sealed.tag, "Sealed");
    m_sealTag = blob(sealed.tag);
    return moveWith(AttemptState::Sealed,
        "UPDATE attempts SET state = ?, changed = ?, seal_tag = ? WHERE id = ? AND epoch = ?", {m_sealTag});
}

Outcome<Done> AttemptWriter::on(const entry::FormatSent& sent)
{
    if (!m_formatCommand.isNull())
        return checkSame(m_formatCommand.toUInt() == sent.command, "FormatSent");
    m_formatCommand = sent.command;
    return moveWith(AttemptState::FormatSent,
        "UPDATE attempts SET state = ?, changed = ?, format_command = ? WHERE id = ? AND epoch = ?",
        {sent.command});
}

Outcome<Done> AttemptWriter::on(const entry::Completed&)
{
    const bool repeated = m_state == AttemptState::Complete || m_state == AttemptState::BinnedGood;
    return repeated ? Done{} : move(AttemptState::Complete);
}

Outcome<Done> AttemptWriter::on(const entry::BinnedGood&)
{
    return m_state == AttemptState::BinnedGood ? Done{} : move(AttemptState::BinnedGood);
}

Outcome<Done> AttemptWriter::on(const entry::InDoubt& doubt)
{
    return m_state == AttemptState::InDoubt ? Done{} : move(AttemptState::InDoubt, doubt.failure, doubt.step);
}

Outcome<Done> AttemptWriter::on(const entry::Quarantined& quarantined)
{
    if (m_state == AttemptState::Quarantine)
        return Done{};
    return move(AttemptState::Quarantine, quarantined.failure, quarantined.step);
}

Outcome<Done> AttemptWriter::free(const entry::Released& released)
{
    if (!m_serial.isNull())
        return keep("UPDATE bindings SET released = 1 WHERE attempt = ?", {m_key.attempt.value});
    if (!released.blankReturned)
        return Done{};
    m_arrived = true;
    return keep("INSERT INTO bindings(attempt, job, serial, atr, insertion, released, at)"
                " VALUES(?, ?, NULL, x'', 0, 1, ?)",
        {m_key.attempt.value, m_job.value, m_now});
}

Outcome<Done> AttemptWriter::on(const entry::Released& released)
{
    if (m_state == AttemptState::ReleasedClean)
        return Done{};
    if (const auto allowed = checkFollows(m_state, AttemptState::ReleasedClean); !allowed)
        return allowed;
    if (const auto freed = free(released); !freed)
        return freed;
    m_spoiled = released.spoiled;
    return move(AttemptState::ReleasedClean, released.failure);
}

Outcome<Done> AttemptWriter::finish()
{
    RecordState wanted = recordStateFor(m_state);
    const bool closed = m_jobState == JobState::Aborted || m_jobState == JobState::Archived;
    if (wanted == RecordState::Waiting && closed)
        wanted = RecordState::Withdrawn; // nothing of an aborted job is given out again
    if (wanted == m_recordState)
        return Done{};
    // A replayed release must not touch a record that has moved on since.
    if (m_recordState != RecordState::InStation && m_recordState != RecordState::InDoubt)
        return Done{};
    m_recordState = wanted;
    return keep("UPDATE records SET state = ?, changed = ? WHERE id = ? AND epoch = ?",
        {recordStateName(wanted), m_now, m_record.value, m_key.epoch.value});
}

Outcome<Epoch> newestEpoch(SqlConnection& connection)
{
    const auto newest
        = connection.select("SELECT epoch FROM attempts WHERE id = (SELECT MAX(id) FROM attempts)", {});
    if (!newest)
        return newest.failure();
    return Epoch(newest->empty() ? 0 : newest->front()[0].toLongLong());
}

Outcome<AttemptKey> claimRecord(
    SqlConnection& connection, RecordId record, StationId station, Epoch epoch, qint64 now)
{
    const auto rows
        = connection.select("SELECT r.object, r.issue, r.state, r.epoch, r.job, j.state FROM records r"
                            " JOIN jobs j ON j.id = r.job WHERE r.id = ?",
            {record.value});
    if (!rows)
        return rows.failure();
    if (rows->empty())
        return rowUnknown("record", record.value);
    const SqlRow& row = rows->front();
    const auto jobState = jobStateFromName(row[5].toString());
    const bool gives = jobState == JobState::Ready || jobState == JobState::Running
        || jobState == JobState::Holding || jobState == JobState::Finishing;
    if (!gives)
        return fail(fc::RecordNotWaiting, {{"job", row[5].toString()}});
    const auto attempt
        = connection.insert("INSERT INTO attempts(record, job, object, issue, epoch, station, state,"
                            " started, changed) VALUES(?, ?, ?, ?, ?, ?, 'Claimed', ?, ?)",
            {record.value, row[4], row[0], row[1], epoch.value, station.text(), now, now});
    if (!attempt && attempt.failure() == fc::StoreConstraint)
        return fail(fc::CardObjectTaken, {{"object", row[0].toString()}, {"issue", row[1].toString()}});
    if (!attempt)
        return attempt.failure();
    const auto taken
        = exactlyOne(connection.run("UPDATE records SET state = 'InStation', epoch = ?, changed = ?"
                                    " WHERE id = ? AND state = 'Waiting'",
                         {epoch.value, now, record.value}),
            fail(fc::RecordNotWaiting, {{"record", row[2].toString()}}));
    if (!taken)
        return taken.failure();
    return AttemptKey(AttemptId(*attempt), epoch);
}

} // namespace sm
