// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pending.h"
#include "metrics/roll_up_slot.h"

#include <QDateTime>
#include <QString>

#include <vector>

namespace sm {

/// One stored span.
struct RollUpRow {
    RollUpLevel level = RollUpLevel::Minute;
    qint64 start = 0; ///< milliseconds since 1970 UTC
    QByteArray slot; ///< encode()
    bool operator==(const RollUpRow&) const = default;
};

/// Which finished attempts to list, newest first.
struct AttemptFilter {
    qint64 from = 0; ///< milliseconds since 1970 UTC, of the attempt's end
    qint64 to = 0;
    StationId station; ///< station 0: every station of the machine; machine 0: the floor
    std::vector<JobId> jobs; ///< empty: all
    std::optional<bool> good; ///< empty: both
    QString failure; ///< catalogue name; empty: all
    int limit = 500;
};

/// One finished attempt, as a list shows it. Nothing in it is personal.
struct FinishedAttempt {
    StationId station;
    JobId job;
    QDateTime started; ///< UTC
    QDateTime ended;
    QString cardTail; ///< last four characters of the card object id
    bool good = false;
    QString failure; ///< catalogue name; empty: good
    QString step;
};

/// The port to durable roll-ups and to the list of finished attempts. Implemented by core/store. Server
/// thread; answers come through the reactor.
class HistoryStore {
public:
    HistoryStore() = default;
    HistoryStore(const HistoryStore&) = delete;
    HistoryStore& operator=(const HistoryStore&) = delete;
    virtual ~HistoryStore() = default;

    /// Writes rows, in place of what was there, and drops those older than storedMs() before `now`. Called at
    /// most once a minute.
    virtual Pending<Done> writeRollUps(std::vector<RollUpRow> rows, qint64 now) = 0;
    /// Rows that start in [from, to), oldest first.
    virtual Pending<std::vector<RollUpRow>> readRollUps(RollUpLevel level, qint64 from, qint64 to) = 0;
    virtual Pending<std::vector<FinishedAttempt>> finishedAttempts(AttemptFilter filter) = 0;
};

} // namespace sm
