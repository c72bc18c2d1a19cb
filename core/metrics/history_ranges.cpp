// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/history_builder.h"
#include "metrics/shift.h"

namespace sm {

namespace {

constexpr qint64 hourMs = 3'600'000;
constexpr qint64 dayMs = 24 * hourMs;
constexpr qint64 longestMs = 92 * dayMs; ///< of a custom range

/// Minutes for what is at most a day long and not older than the store keeps them.
HistorySpan spanOf(qint64 from, qint64 to, qint64 now)
{
    HistorySpan span;
    const bool fresh = from > now - storedMs(RollUpLevel::Minute) + dayMs;
    span.level = to - from <= 25 * hourMs && fresh ? RollUpLevel::Minute : RollUpLevel::Hour;
    span.from = spanStart(span.level, from);
    span.to = to == now ? now + 1 : to; // what happened in this very millisecond belongs to it
    return span;
}

} // namespace

HistorySpan resolveRange(const HistoryQuery& query, const QDateTime& local, std::optional<JobSpan> job)
{
    const qint64 now = local.toMSecsSinceEpoch();
    const auto last = [now](qint64 length) { return spanOf(now - length, now, now); };
    switch (query.range) {
    case HistoryRange::QuarterHour:
        return last(hourMs / 4);
    case HistoryRange::Hour:
        return last(hourMs);
    case HistoryRange::Shift:
        return spanOf(shiftAt(local).start.toMSecsSinceEpoch(), now, now);
    case HistoryRange::Today: {
        const QDateTime midnight = local.date().startOfDay(local.timeZone());
        return spanOf(midnight.toMSecsSinceEpoch(), now, now);
    }
    case HistoryRange::Day:
        return last(dayMs);
    case HistoryRange::Week:
        return last(7 * dayMs);
    case HistoryRange::Job:
        if (!job)
            return last(hourMs / 4);
        // Its last minute has not ended when it is the present one.
        return spanOf(job->from, std::min(now, job->to + spanMs(RollUpLevel::Minute)), now);
    case HistoryRange::Custom:
        break;
    }
    const qint64 to = std::clamp<qint64>(query.to, 0, now);
    return spanOf(std::clamp(query.from, std::max<qint64>(0, to - longestMs), to), to, now);
}

std::optional<HistorySpan> comparedRange(
    const HistoryQuery& query, const HistorySpan& span, const QDateTime& local)
{
    const qint64 length = span.to - span.from;
    if (query.compare == HistoryCompare::None || length <= 0)
        return std::nullopt;
    const auto earlier = [&](qint64 at) {
        // The same time on the clock at the wall, also across a change of summer time.
        return query.compare == HistoryCompare::LastWeek
            ? QDateTime::fromMSecsSinceEpoch(at, local.timeZone()).addDays(-7).toMSecsSinceEpoch()
            : at - length;
    };
    HistorySpan out = spanOf(earlier(span.from), earlier(span.to), local.toMSecsSinceEpoch());
    if (span.level == RollUpLevel::Hour && out.level != span.level)
        out.level = span.level;
    out.from = spanStart(out.level, out.from);
    return out;
}

} // namespace sm
