// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/history_store.h"
#include "store/store_writer.h"

namespace sm {

/// Roll-ups and the list of finished attempts, through the journal's writer: their pieces are small, share
/// its transactions and never make one fail. Lives no longer than the writer.
class SqliteHistory final : public HistoryStore {
public:
    SqliteHistory(StoreWriter& writer, Reactor reactor, Nanos limit)
        : m_writer(writer)
        , m_reactor(std::move(reactor))
        , m_limit(limit)
    {
    }

    Pending<Done> writeRollUps(std::vector<RollUpRow> rows, qint64 now) override;
    Pending<std::vector<RollUpRow>> readRollUps(RollUpLevel level, qint64 from, qint64 to) override;
    Pending<std::vector<FinishedAttempt>> finishedAttempts(AttemptFilter filter) override;

private:
    template <class T, class F> Pending<T> post(Piece::Kind kind, F body);

    StoreWriter& m_writer;
    Reactor m_reactor;
    Nanos m_limit;
};

} // namespace sm
