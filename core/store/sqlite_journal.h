// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "job/record_ledger.h"
#include "store/open_attempts.h"
#include "store/sqlite_history.h"
#include "store/store_writer.h"

namespace sm {

struct StoreOptions {
    QString path; ///< of the database; `.lock` and `.ballast` lie beside it
    qint64 ballastBytes = 64LL << 20; ///< freed when the disk is full; 0: none
    int checkpointPages = 16'000; ///< of 4 KiB; larger logs give a better p99 and a longer start
    milliseconds busyTimeout{5000}; ///< for a second process in the file, such as a backup
    Nanos answerLimit = seconds(30); ///< of every wait; after it the answer is unknown, not "no"
    qint64 maxPages = 0; ///< size limit of the database; 0: that of SQLite
};

inline constexpr qsizetype storeIdentityLength = 16;

/// The journal on SQLite: WAL, synchronous=FULL, one writer on an executor of its own. Call on the reactor's
/// thread. After StoreFatal every call answers StoreFatal until the program is started again.
class SqliteJournal final : public Journal, private RecordLedger {
public:
    /// Takes the lock, opens, checks, migrates and removes unfinished imports. Blocks: before the floor
    /// starts. StoreInUse, StoreNewer, StoreMigrationBlocked, StoreUnsafe, StoreDamaged, StoreUnopenable.
    static Outcome<std::unique_ptr<SqliteJournal>> open(
        const StoreOptions& options, ExecutorFactory& executors, Reactor reactor);
    ~SqliteJournal() override; ///< finishes what is queued

    Pending<JobId> beginImport(NewJob job, QByteArray wrappedKey) override;
    Pending<Done> addRecords(JobId job, std::vector<NewRecord> records) override;
    Pending<JobRow> commitImport(JobId job) override;
    Pending<Done> cancelImport(JobId job) override;
    Pending<bool> removeImportPart(JobId job) override;
    Pending<std::vector<CardObjectId>> known(std::vector<CardObjectId> ids) override;
    Pending<std::vector<KnownObject>> whereKnown(std::vector<CardObjectId> ids) override;
    Pending<std::vector<JobRow>> jobs() override;
    using Journal::setJobState;
    Pending<Done> setJobState(JobId job, JobState state, QString reason) override;
    Pending<std::vector<RecordRow>> waiting(JobId job, quint64 fromSequence, int limit) override;
    Pending<JobCounts> counts(JobId job) override;
    Pending<AttemptKey> claim(RecordId record, StationId station) override;
    Pending<Done> append(AttemptKey key, std::vector<JournalEntry> entries) override;
    Pending<std::vector<RecoveredAttempt>> recover() override;
    Pending<std::vector<AttemptRow>> attempts(JobId job) override;
    RecordLedger* ledger() override { return this; }
    /// storeIdentityLength bytes, drawn when the store was made: epochs and ids count within it.
    const QByteArray& identity() const { return m_identity; }
    /// Roll-ups through the same writer; lives as long as the journal.
    HistoryStore& history() { return *m_history; }

    /// Destroys an archived job's wrapped key and ciphertext, in the log file too. Its rows and counts stay.
    Pending<Done> shred(JobId job);

private:
    Pending<std::vector<RecordLine>> recordLines(JobId job, RecordList which, int limit) override;
    Pending<std::vector<DecisionRow>> decisions(JobId job) override;
    Pending<DecisionResult> scrap(
        JobId job, std::vector<RecordId> records, Decision decision, bool requeue) override;
    Pending<DecisionResult> remake(JobId job, std::vector<RecordId> records, Decision decision) override;
    Pending<DecisionResult> withdraw(JobId job, std::vector<RecordId> records, Decision decision) override;
    Pending<DecisionResult> closeJob(JobId job, Decision decision) override;
    Pending<Done> noteReject(AttemptKey attempt, Decision decision) override;
    Pending<Done> setRemakeMode(JobId job, RemakeMode mode) override;
    /// A decision writes past the attempts that stations work on.
    template <class F> Pending<DecisionResult> decided(F body);

    SqliteJournal(StoreLock lock, Reactor reactor, Nanos limit, AttemptId newest);
    template <class T, class F> Pending<T> post(Piece::Kind kind, F body);
    qint64 now() const;

    StoreLock m_lock; // freed last
    Reactor m_reactor;
    Nanos m_limit;
    AttemptId m_newest; ///< the last attempt of earlier runs
    QByteArray m_identity;
    std::shared_ptr<OpenAttempts> m_open = std::make_shared<OpenAttempts>(); ///< the writer's thread only
    std::unique_ptr<StoreWriter> m_writer;
    std::unique_ptr<SqliteHistory> m_history;
};

} // namespace sm
