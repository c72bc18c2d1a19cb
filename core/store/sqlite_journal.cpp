// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite_journal.h"

#include "base/log.h"
#include "store/attempt_writer.h"
#include "store/import_rows.h"
#include "store/queries.h"
#include "store/record_decisions.h"
#include "store/record_queries.h"
#include "store/recovery.h"
#include "store/store_opening.h"

#include <QFileInfo>

#include <future>

namespace sm {

Outcome<std::unique_ptr<SqliteJournal>> SqliteJournal::open(
    const StoreOptions& options, ExecutorFactory& executors, Reactor reactor)
{
    if (const auto local = checkLocalDisk(QFileInfo(options.path).absolutePath()); !local)
        return local.failure();
    auto lock = StoreLock::take(options.path + QStringLiteral(".lock"));
    if (!lock)
        return lock.failure();
    Ballast ballast(options.path + QStringLiteral(".ballast"), options.ballastBytes);
    if (!ballast.keep())
        qCWarning(lcStore) << "no room for the ballast file: the disk is nearly full";

    auto executor = executors.make("store");
    std::promise<Outcome<OpenedStore>> promise;
    auto opened = promise.get_future();
    executor->post([&promise, &options] { promise.set_value(openStore(options)); });
    auto store = opened.get();
    if (!store)
        return store.failure();
    std::unique_ptr<SqliteJournal> journal(
        new SqliteJournal(lock.take(), std::move(reactor), options.answerLimit, store->newest));
    journal->m_identity = std::move(store->identity);
    journal->m_writer = std::make_unique<StoreWriter>(std::move(executor), std::move(store->connection),
        std::move(ballast), [open = journal->m_open] { open->forget(); });
    journal->m_history
        = std::make_unique<SqliteHistory>(*journal->m_writer, journal->m_reactor, options.answerLimit);
    return journal;
}

SqliteJournal::SqliteJournal(StoreLock lock, Reactor reactor, Nanos limit, AttemptId newest)
    : m_lock(std::move(lock))
    , m_reactor(std::move(reactor))
    , m_limit(limit)
    , m_newest(newest)
{
}

SqliteJournal::~SqliteJournal() = default;

template <class T, class F> Pending<T> SqliteJournal::post(Piece::Kind kind, F body)
{
    auto pair = makePending<T>(m_reactor, m_limit);
    m_writer->post(std::make_unique<PieceOf<T, F>>(kind, std::move(body), std::move(pair.completer)));
    return std::move(pair.pending);
}

qint64 SqliteJournal::now() const
{
    return m_reactor.clock->wall().toMSecsSinceEpoch();
}

Pending<JobId> SqliteJournal::beginImport(NewJob job, QByteArray wrappedKey)
{
    return post<JobId>(Piece::Kind::Write,
        [job = std::move(job), key = std::move(wrappedKey), at = now()](
            SqlConnection& sql) { return insertJob(sql, job, key, at); });
}

Pending<Done> SqliteJournal::addRecords(JobId job, std::vector<NewRecord> records)
{
    return post<Done>(
        Piece::Kind::Write, [job, records = std::move(records), at = now()](SqlConnection& sql) {
            return insertRecords(sql, job, records, at);
        });
}

Pending<JobRow> SqliteJournal::commitImport(JobId job)
{
    return post<JobRow>(
        Piece::Kind::Write, [job, at = now()](SqlConnection& sql) { return finishImport(sql, job, at); });
}

Pending<Done> SqliteJournal::cancelImport(JobId job)
{
    return post<Done>(
        Piece::Kind::WriteThenCheckpoint, [job](SqlConnection& sql) { return removeImport(sql, job); });
}

Pending<bool> SqliteJournal::removeImportPart(JobId job)
{
    return post<bool>(
        Piece::Kind::Write, [job](SqlConnection& sql) { return sm::removeImportPart(sql, job); });
}

Pending<std::vector<CardObjectId>> SqliteJournal::known(std::vector<CardObjectId> ids)
{
    return post<std::vector<CardObjectId>>(
        Piece::Kind::Read, [ids = std::move(ids)](SqlConnection& sql) { return readKnown(sql, ids); });
}

Pending<std::vector<KnownObject>> SqliteJournal::whereKnown(std::vector<CardObjectId> ids)
{
    return post<std::vector<KnownObject>>(
        Piece::Kind::Read, [ids = std::move(ids)](SqlConnection& sql) { return readWhereKnown(sql, ids); });
}

Pending<std::vector<JobRow>> SqliteJournal::jobs()
{
    return post<std::vector<JobRow>>(Piece::Kind::Read, [](SqlConnection& sql) { return readJobs(sql); });
}

Pending<Done> SqliteJournal::setJobState(JobId job, JobState state, QString reason)
{
    return post<Done>(Piece::Kind::Write,
        [open = m_open, job, state, reason = std::move(reason), at = now()](SqlConnection& sql) {
            open->forget(); // what its job is in decides where a released record goes
            return changeJobState(sql, job, state, reason, at);
        });
}

Pending<std::vector<RecordRow>> SqliteJournal::waiting(JobId job, quint64 fromSequence, int limit)
{
    return post<std::vector<RecordRow>>(Piece::Kind::Read, [job, fromSequence, limit](SqlConnection& sql) {
        return readWaiting(sql, job, fromSequence, limit);
    });
}

Pending<JobCounts> SqliteJournal::counts(JobId job)
{
    return post<JobCounts>(Piece::Kind::Read, [job](SqlConnection& sql) { return readCounts(sql, job); });
}

Pending<AttemptKey> SqliteJournal::claim(RecordId record, StationId station)
{
    return post<AttemptKey>(
        Piece::Kind::Write, [open = m_open, record, station, at = now()](SqlConnection& sql) {
            return open->claim(sql, record, station, at);
        });
}

Pending<Done> SqliteJournal::append(AttemptKey key, std::vector<JournalEntry> entries)
{
    return post<Done>(Piece::Kind::Write,
        [open = m_open, key, entries = std::move(entries), at = now()](SqlConnection& sql) -> Outcome<Done> {
            const auto writer = open->writer(sql, key, at);
            if (!writer)
                return writer.failure();
            for (const JournalEntry& entry : entries) {
                if (const auto applied = (*writer)->apply(entry); !applied)
                    return applied;
            }
            const auto finished = (*writer)->finish();
            open->written(key);
            return finished;
        });
}

Pending<std::vector<RecoveredAttempt>> SqliteJournal::recover()
{
    return post<std::vector<RecoveredAttempt>>(
        Piece::Kind::Write, [open = m_open, newest = m_newest, at = now()](SqlConnection& sql) {
            open->forget();
            return recoverAttempts(sql, newest, at);
        });
}

Pending<std::vector<AttemptRow>> SqliteJournal::attempts(JobId job)
{
    return post<std::vector<AttemptRow>>(
        Piece::Kind::Read, [job](SqlConnection& sql) { return readAttempts(sql, job); });
}

Pending<Done> SqliteJournal::shred(JobId job)
{
    return post<Done>(
        Piece::Kind::WriteThenCheckpoint, [job](SqlConnection& sql) { return shredData(sql, job); });
}

template <class F> Pending<DecisionResult> SqliteJournal::decided(F body)
{
    return post<DecisionResult>(
        Piece::Kind::Write, [open = m_open, body = std::move(body), at = now()](SqlConnection& sql) {
            open->forget();
            return body(sql, at);
        });
}

Pending<std::vector<RecordLine>> SqliteJournal::recordLines(JobId job, RecordList which, int limit)
{
    return post<std::vector<RecordLine>>(Piece::Kind::Read,
        [job, which, limit](SqlConnection& sql) { return readRecordLines(sql, job, which, limit); });
}

Pending<std::vector<DecisionRow>> SqliteJournal::decisions(JobId job)
{
    return post<std::vector<DecisionRow>>(
        Piece::Kind::Read, [job](SqlConnection& sql) { return readDecisions(sql, job); });
}

Pending<DecisionResult> SqliteJournal::scrap(
    JobId job, std::vector<RecordId> records, Decision decision, bool requeue)
{
    return decided(
        [job, records = std::move(records), decision = std::move(decision), requeue](SqlConnection& sql,
            qint64 at) { return scrapRecords(sql, job, records, decision, requeue, at); });
}

Pending<DecisionResult> SqliteJournal::remake(JobId job, std::vector<RecordId> records, Decision decision)
{
    return decided([job, records = std::move(records), decision = std::move(decision)](SqlConnection& sql,
                       qint64 at) { return remakeRecords(sql, job, records, decision, at); });
}

Pending<DecisionResult> SqliteJournal::withdraw(JobId job, std::vector<RecordId> records, Decision decision)
{
    return decided([job, records = std::move(records), decision = std::move(decision)](SqlConnection& sql,
                       qint64 at) { return withdrawRecords(sql, job, records, decision, at); });
}

Pending<DecisionResult> SqliteJournal::closeJob(JobId job, Decision decision)
{
    return decided([job, decision = std::move(decision)](
                       SqlConnection& sql, qint64 at) { return closeJobWith(sql, job, decision, at); });
}

Pending<Done> SqliteJournal::noteReject(AttemptKey attempt, Decision decision)
{
    return post<Done>(
        Piece::Kind::Write, [attempt, decision = std::move(decision), at = now()](SqlConnection& sql) {
            return noteRejectOf(sql, attempt, decision, at);
        });
}

Pending<Done> SqliteJournal::setRemakeMode(JobId job, RemakeMode mode)
{
    return post<Done>(
        Piece::Kind::Write, [job, mode](SqlConnection& sql) { return changeRemakeMode(sql, job, mode); });
}

} // namespace sm
