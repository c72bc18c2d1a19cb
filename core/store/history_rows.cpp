// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/history_rows.h"

#include "store/rows.h"

#include <algorithm>

namespace sm {

Outcome<Done> storeRollUps(SqlConnection& connection, const std::vector<RollUpRow>& rows, qint64 now)
{
    for (const RollUpRow& row : rows) {
        const auto put = connection.run("INSERT INTO roll_ups(level, start, slot) VALUES(?, ?, ?)"
                                        " ON CONFLICT(level, start) DO UPDATE SET slot = excluded.slot",
            {int(row.level), row.start, blob(row.slot)});
        if (!put)
            return put.failure();
    }
    for (const RollUpLevel level : {RollUpLevel::Minute, RollUpLevel::Hour}) {
        const auto dropped = connection.run(
            "DELETE FROM roll_ups WHERE level = ? AND start < ?", {int(level), now - storedMs(level)});
        if (!dropped)
            return dropped.failure();
    }
    return Done{};
}

Outcome<std::vector<RollUpRow>> readRollUps(
    SqlConnection& connection, RollUpLevel level, qint64 from, qint64 to)
{
    const auto rows = connection.select(
        "SELECT start, slot FROM roll_ups WHERE level = ? AND start >= ? AND start < ? ORDER BY start",
        {int(level), from, to});
    if (!rows)
        return rows.failure();
    std::vector<RollUpRow> out;
    out.reserve(rows->size());
    for (const SqlRow& row : *rows)
        out.push_back({level, row[0].toLongLong(), row[1].toByteArray()});
    return out;
}

namespace {

Outcome<FinishedAttempt> finishedOf(const SqlRow& row)
{
    const auto station = StationId::fromText(row[1].toString());
    if (!station)
        return rowBroken("attempts", row[0].toLongLong());
    FinishedAttempt one;
    one.station = *station;
    one.job = JobId(row[2].toLongLong());
    one.started = QDateTime::fromMSecsSinceEpoch(row[3].toLongLong(), Qt::UTC);
    one.ended = QDateTime::fromMSecsSinceEpoch(row[4].toLongLong(), Qt::UTC);
    one.cardTail = row[5].toString();
    one.good = row[6].toString() == QLatin1String("BinnedGood");
    if (!one.good)
        one.failure = row[7].toString();
    one.step = one.good ? QString() : row[8].toString();
    return one;
}

bool wanted(const FinishedAttempt& one, const AttemptFilter& filter)
{
    const bool place = filter.station.machine == 0
        || (one.station.machine == filter.station.machine
            && (filter.station.station == 0 || one.station.station == filter.station.station));
    const bool job = filter.jobs.empty()
        || std::find(filter.jobs.begin(), filter.jobs.end(), one.job) != filter.jobs.end();
    return place && job && (!filter.good || *filter.good == one.good)
        && (filter.failure.isEmpty() || filter.failure == one.failure);
}

} // namespace

Outcome<std::vector<FinishedAttempt>> readFinished(SqlConnection& connection, const AttemptFilter& filter)
{
    // The condition on the state is that of the index, word for word, or it would not be used. Read in
    // pieces, so that a filter that few attempts pass does not need all of a week in memory.
    constexpr int piece = 2000;
    constexpr int mostRead = 20'000;
    std::vector<FinishedAttempt> out;
    qint64 before = filter.to;
    qint64 beforeId = 0;
    for (int read = 0; read < mostRead;) {
        const auto rows = connection.select(
            "SELECT id, station, job, started, changed, substr(object, -4), state, failure, step FROM "
            "attempts"
            " WHERE (state = 'BinnedGood' OR state = 'ReleasedClean' OR state = 'Quarantine'"
            " OR state = 'InDoubt' OR state = 'Scrapped') AND changed >= ? AND (changed, id) < (?, ?)"
            " AND blank_state <> 'none' ORDER BY changed DESC, id DESC LIMIT ?",
            {filter.from, before, beforeId, piece});
        if (!rows)
            return rows.failure();
        for (const SqlRow& row : *rows) {
            auto one = finishedOf(row);
            if (!one)
                return one.failure();
            if (wanted(*one, filter))
                out.push_back(one.take());
            if (int(out.size()) > filter.limit)
                return out; // one more than asked for says that there are more
        }
        read += int(rows->size());
        if (int(rows->size()) < piece)
            break;
        before = rows->back()[4].toLongLong();
        beforeId = rows->back()[0].toLongLong();
    }
    return out;
}

} // namespace sm
