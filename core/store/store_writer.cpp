// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/store_writer.h"

#include "base/failures/store.h"
#include "base/log.h"

#include <algorithm>

namespace sm {

StoreWriter::StoreWriter(std::unique_ptr<Executor> executor, std::unique_ptr<SqlConnection> connection,
    Ballast ballast, std::function<void()> rolledBack)
    : m_executor(std::move(executor))
    , m_connection(std::move(connection))
    , m_ballast(std::move(ballast))
    , m_rolledBack(std::move(rolledBack))
{
}

StoreWriter::~StoreWriter()
{
    m_executor->post([this] { close(); });
    m_executor.reset(); // runs what is queued, then joins
}

void StoreWriter::post(std::unique_ptr<Piece> piece)
{
    {
        const std::lock_guard lock(m_mutex);
        m_queue.push_back(std::move(piece));
        if (std::exchange(m_scheduled, true))
            return;
    }
    m_executor->post([this] { drain(); });
}

void StoreWriter::drain()
{
    Batch batch;
    {
        const std::lock_guard lock(m_mutex);
        batch.swap(m_queue);
        m_scheduled = false;
    }
    const Outcome<Done> done = m_fatal ? Outcome<Done>(*m_fatal) : transact(batch);
    if (!done && done.failure() == fc::StoreFatal && !m_fatal)
        stop(done.failure());
    for (const auto& piece : batch) {
        if (done)
            piece->answer();
        else
            piece->refuse(done.failure());
    }
    const bool wanted = std::any_of(batch.begin(), batch.end(),
        [](const auto& piece) { return piece->kind() == Piece::Kind::WriteThenCheckpoint; });
    if (wanted && !m_fatal)
        checkpoint();
}

Outcome<Done> StoreWriter::begin(const Batch& batch)
{
    const bool writes = std::any_of(
        batch.begin(), batch.end(), [](const auto& piece) { return piece->kind() != Piece::Kind::Read; });
    const auto begun = m_connection->run(writes ? "BEGIN IMMEDIATE" : "BEGIN");
    return begun ? Outcome<Done>(Done{}) : begun.failure();
}

/// Refusals are rare and savepoints cost as much as the work: the pieces are first applied without, and when
/// one is refused everything is taken back and applied again, each piece in its own.
Outcome<Done> StoreWriter::transact(const Batch& batch)
{
    for (const bool apart : {false, true}) {
        if (const auto begun = begin(batch); !begun)
            return begun;
        const auto applied = applyAll(batch, apart);
        if (applied && *applied)
            break;
        rollBack();
        if (!applied)
            return applied.failure();
    }
    const auto committed = m_connection->run("COMMIT");
    if (committed)
        return Done{};
    rollBack();
    if (committed.failure() == fc::StoreFatal)
        return committed.failure();
    return fail(fc::StoreFatal,
        {{"reason", QStringLiteral("commit")}, {"sqlite", committed.failure().param("sqlite")}});
}

Outcome<bool> StoreWriter::applyAll(const Batch& batch, bool apart)
{
    for (const auto& piece : batch) {
        if (apart) {
            if (const auto applied = applyOne(*piece); !applied)
                return applied.failure();
            continue;
        }
        const std::optional<Failure> refused = piece->apply(*m_connection);
        if (refused && *refused == fc::StoreFatal)
            return *refused;
        if (refused)
            return false;
    }
    return true;
}

Outcome<Done> StoreWriter::applyOne(Piece& piece)
{
    if (const auto opened = m_connection->run("SAVEPOINT piece"); !opened)
        return opened.failure();
    const std::optional<Failure> refused = piece.apply(*m_connection);
    if (refused && *refused == fc::StoreFatal)
        return *refused;
    if (refused) {
        m_rolledBack();
        if (const auto undone = m_connection->run("ROLLBACK TO piece"); !undone)
            return fail(fc::StoreFatal, {{"reason", QStringLiteral("rollback")}});
    }
    if (const auto closed = m_connection->run("RELEASE piece"); !closed)
        return fail(fc::StoreFatal, {{"reason", QStringLiteral("release")}});
    return Done{};
}

void StoreWriter::rollBack()
{
    (void)m_connection->run("ROLLBACK"); // SQLite may have done it already
    m_rolledBack();
}

void StoreWriter::checkpoint()
{
    // What was overwritten must also leave the log file (security.md 5.3 item 2).
    if (const auto done = m_connection->once(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)")); !done)
        qCWarning(lcStore) << "checkpoint refused:" << done.failure().toString();
}

void StoreWriter::stop(const Failure& why)
{
    m_fatal = why;
    qCCritical(lcStore) << "the store has stopped:" << why.toString();
    if (why.param("reason") != QLatin1String("full"))
        return; // after an I/O error nothing more is written
    if (!m_ballast.release())
        qCWarning(lcStore) << "no ballast file to free";
    // Civil time belongs to the clock's thread; the last event's is close enough.
    const auto noted
        = m_connection->run("INSERT INTO events(at, kind, subject, from_state, to_state, failure)"
                            " SELECT COALESCE(MAX(at), 0), 'store', 0, '', 'Stopped', ? FROM events",
            {why.toString()});
    if (!noted)
        qCWarning(lcStore) << "the stop could not be written:" << noted.failure().toString();
}

void StoreWriter::close()
{
    if (!m_fatal) {
        const auto noted = m_connection->run("UPDATE meta SET value = 'closed' WHERE name = 'state'");
        if (!noted)
            qCWarning(lcStore) << "the orderly stop could not be noted:" << noted.failure().toString();
    }
    m_connection.reset();
}

} // namespace sm
