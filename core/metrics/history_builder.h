// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/history.h"
#include "metrics/history_store.h"

#include <QDateTime>
#include <QStringList>
#include <QTimeZone>

#include <memory>

namespace sm {

/// The time a question is about.
struct HistorySpan {
    qint64 from = 0; ///< on a whole span of `level`
    qint64 to = 0;
    RollUpLevel level = RollUpLevel::Minute; ///< of the sums
};

/// First and last minute of work on a job; empty while there is none.
struct JobSpan {
    qint64 from = 0;
    qint64 to = 0;
};

/// The range that a query means at a time of day; `local` carries the zone in which shifts and days begin.
HistorySpan resolveRange(const HistoryQuery& query, const QDateTime& local, std::optional<JobSpan> job);
/// What it is compared with: the same length just before, or seven days earlier. Empty: nothing.
std::optional<HistorySpan> comparedRange(
    const HistoryQuery& query, const HistorySpan& span, const QDateTime& local);

/// Everything that a History is made from, as values.
struct HistoryMaterial {
    HistoryQuery query;
    HistorySpan span;
    std::vector<RollUpRow> sums; ///< of span.level
    std::vector<RollUpRow> fine; ///< seconds, for ranges they cover; else empty
    std::optional<HistorySpan> comparedSpan;
    std::vector<RollUpRow> compared;
    std::vector<JobId> jobs; ///< of a job's or profile's scope; unused for others
    std::vector<StationId> stations; ///< in the order of the floor
    QStringList devices;
    QTimeZone zone; ///< columns begin on its hours and days
    qint64 now = 0;
    qint64 remaining = 0; ///< records still to be made, for the spread of the ETA
    double ratePerHour = -1; ///< that the ETA was computed with
};

/// Any thread.
std::shared_ptr<const History> buildHistory(const HistoryMaterial& material);

} // namespace sm
