// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "job/journal.h"
#include "store/sql_connection.h"

namespace sm {

/// Applies journal entries to one attempt, in order, inside the caller's savepoint. An entry that is already
/// stored with the same content is passed over: a client that lost an answer may send it again.
class AttemptWriter {
public:
    /// EpochStale unless the key is the newest claim of its record.
    static Outcome<AttemptWriter> open(SqlConnection& connection, AttemptKey key, qint64 now);

    Outcome<Done> apply(const JournalEntry& entry);
    /// The record follows its attempt. Call once after the last entry.
    Outcome<Done> finish();
    AttemptState state() const { return m_state; }
    AttemptKey key() const { return m_key; }
    RecordId record() const { return m_record; }
    void setNow(qint64 now) { m_now = now; }

private:
    AttemptWriter(SqlConnection& connection, AttemptKey key, qint64 now, const SqlRow& row);

    Outcome<Done> on(const entry::Bound& bound);
    Outcome<Done> on(const entry::Prepared& prepared);
    Outcome<Done> on(const entry::Intent& intent);
    Outcome<Done> on(const entry::StepDone& done);
    Outcome<Done> on(const entry::Sealed& sealed);
    Outcome<Done> on(const entry::FormatSent& sent);
    Outcome<Done> on(const entry::Completed& completed);
    Outcome<Done> on(const entry::BinnedGood& binned);
    Outcome<Done> on(const entry::InDoubt& doubt);
    Outcome<Done> on(const entry::Quarantined& quarantined);
    Outcome<Done> on(const entry::Released& released);

    Outcome<Done> bind(const entry::Bound& bound);
    Outcome<Done> free(const entry::Released& released);
    Outcome<Done> move(AttemptState to, const QString& failure = {}, const QString& step = {});
    /// One statement for the state and what comes with it; `sql` ends with id and epoch.
    Outcome<Done> moveWith(AttemptState to, const char* sql, QVariantList values);
    Outcome<Done> keep(const char* sql, const QVariantList& values);
    Outcome<Done> checkSame(bool same, const char* what) const;

    SqlConnection* m_connection;
    AttemptKey m_key;
    qint64 m_now;
    RecordId m_record;
    JobId m_job;
    AttemptState m_state;
    RecordState m_recordState;
    JobState m_jobState;
    bool m_spoiled = false; ///< the untouched blank went to the reject bin
    bool m_arrived; ///< a blank was bound or turned away
    QByteArray m_serial; ///< null: none
    QVariant m_templateDigest; ///< null until prepared
    QVariant m_material;
    QVariant m_sealTag;
    QVariant m_formatCommand;
    qint64 m_lastIntent; ///< highest number of an intent; -1: none
    QString m_blankState; ///< as stored
};

/// Of the last claim. One count for the whole store, not for each record: a station remembers the highest
/// epoch it has seen, whichever record that was for, and refuses a lower one.
Outcome<Epoch> newestEpoch(SqlConnection& connection);
/// Makes the attempt under the next epoch. CardObjectTaken, RecordNotWaiting.
Outcome<AttemptKey> claimRecord(
    SqlConnection& connection, RecordId record, StationId station, Epoch epoch, qint64 now);

} // namespace sm
