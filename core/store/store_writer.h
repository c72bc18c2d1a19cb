// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "base/pending.h"
#include "store/sql_connection.h"
#include "store/store_files.h"

#include <functional>
#include <mutex>
#include <optional>
#include <vector>

namespace sm {

/// A unit of work of the writer: applied as a whole or not at all, answered after the commit.
class Piece {
public:
    enum class Kind { Read, Write, WriteThenCheckpoint };
    explicit Piece(Kind kind)
        : m_kind(kind)
    {
    }
    Piece(const Piece&) = delete;
    Piece& operator=(const Piece&) = delete;
    virtual ~Piece() = default;

    Kind kind() const { return m_kind; }
    /// The failure that takes it back, or nothing. Called again after a rollback of everything.
    virtual std::optional<Failure> apply(SqlConnection& connection) = 0;
    virtual void answer() = 0; ///< after the commit: what apply() found
    virtual void refuse(const Failure& why) = 0;

private:
    Kind m_kind;
};

template <class T, class F> class PieceOf final : public Piece {
public:
    PieceOf(Kind kind, F body, Completer<T> completer)
        : Piece(kind)
        , m_body(std::move(body))
        , m_completer(std::move(completer))
    {
    }
    std::optional<Failure> apply(SqlConnection& connection) override
    {
        m_outcome.emplace(m_body(connection));
        return m_outcome->ok() ? std::nullopt : std::optional(m_outcome->failure());
    }
    void answer() override { m_completer.complete(std::move(*m_outcome)); }
    void refuse(const Failure& why) override { m_completer.complete(Outcome<T>(why)); }

private:
    F m_body;
    Completer<T> m_completer;
    std::optional<Outcome<T>> m_outcome;
};

/// The single writer: takes everything queued into one transaction, a refused piece taken back alone, and
/// answers after the commit; while it commits, the next pieces gather, so the disk flush is shared without a
/// delay window. A full disk, an I/O error or a failed commit fails the whole transaction and every later
/// piece: after a failed fsync the kernel may have marked the pages clean and a retry would lie (faults.md
/// F25).
class StoreWriter {
public:
    /// The connection must have been made by `executor`, and dies there. `rolledBack` is called there after
    /// anything was taken back, the piece of a savepoint too.
    StoreWriter(std::unique_ptr<Executor> executor, std::unique_ptr<SqlConnection> connection,
        Ballast ballast, std::function<void()> rolledBack);
    ~StoreWriter();
    StoreWriter(const StoreWriter&) = delete;
    StoreWriter& operator=(const StoreWriter&) = delete;

    void post(std::unique_ptr<Piece> piece); ///< any thread

private:
    using Batch = std::vector<std::unique_ptr<Piece>>;
    void drain();
    Outcome<Done> begin(const Batch& batch);
    Outcome<Done> transact(const Batch& batch);
    Outcome<bool> applyAll(const Batch& batch, bool apart); ///< false: one was refused, and not apart
    Outcome<Done> applyOne(Piece& piece);
    void rollBack();
    void checkpoint();
    void stop(const Failure& why);
    void close();

    std::mutex m_mutex;
    Batch m_queue;
    bool m_scheduled = false;
    std::unique_ptr<Executor> m_executor;
    // The rest belongs to the executor's thread.
    std::unique_ptr<SqlConnection> m_connection;
    Ballast m_ballast;
    std::function<void()> m_rolledBack;
    std::optional<Failure> m_fatal;
};

} // namespace sm
