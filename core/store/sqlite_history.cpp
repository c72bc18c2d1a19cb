// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite_history.h"

#include "store/history_rows.h"

namespace sm {

template <class T, class F> Pending<T> SqliteHistory::post(Piece::Kind kind, F body)
{
    auto pair = makePending<T>(m_reactor, m_limit);
    m_writer.post(std::make_unique<PieceOf<T, F>>(kind, std::move(body), std::move(pair.completer)));
    return std::move(pair.pending);
}

Pending<Done> SqliteHistory::writeRollUps(std::vector<RollUpRow> rows, qint64 now)
{
    return post<Done>(Piece::Kind::Write,
        [rows = std::move(rows), now](SqlConnection& sql) { return storeRollUps(sql, rows, now); });
}

Pending<std::vector<RollUpRow>> SqliteHistory::readRollUps(RollUpLevel level, qint64 from, qint64 to)
{
    return post<std::vector<RollUpRow>>(Piece::Kind::Read,
        [level, from, to](SqlConnection& sql) { return sm::readRollUps(sql, level, from, to); });
}

Pending<std::vector<FinishedAttempt>> SqliteHistory::finishedAttempts(AttemptFilter filter)
{
    return post<std::vector<FinishedAttempt>>(Piece::Kind::Read,
        [filter = std::move(filter)](SqlConnection& sql) { return readFinished(sql, filter); });
}

} // namespace sm
