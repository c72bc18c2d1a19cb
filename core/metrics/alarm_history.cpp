// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/alarm_history.h"

#include <algorithm>

namespace sm {

namespace {

constexpr size_t mostRaises = 20'000;
constexpr size_t topCount = 10;
constexpr size_t longestCount = 5;
constexpr Nanos tenMinutes = std::chrono::minutes(10);

} // namespace

AlarmHistory::AlarmHistory(const Clock& clock)
    : m_clock(clock)
    , m_start(clock.now())
{
}

void AlarmHistory::noteRaise(const AlarmEntry& entry)
{
    const Nanos now = m_clock.now();
    m_raises.push_back({now, entry.code, entry.station, entry.subject});
    while (m_raises.front().time < now - memory || m_raises.size() > mostRaises)
        m_raises.pop_front();
}

void AlarmHistory::add(const AlarmEntry& ended)
{
    m_ended.push_front(ended);
    if (m_ended.size() > kept)
        m_ended.pop_back();
}

void AlarmHistory::takeBack(quint64 id)
{
    std::erase_if(m_ended, [id](const AlarmEntry& entry) { return entry.id == id; });
}

void AlarmHistory::acknowledged(quint64 id)
{
    for (AlarmEntry& entry : m_ended) {
        if (entry.id == id)
            entry.acknowledged = true;
    }
}

std::vector<AlarmEntry> AlarmHistory::newestFirst() const
{
    return {m_ended.begin(), m_ended.end()};
}

AlarmFigures AlarmHistory::figures(std::vector<AlarmEntry> standing) const
{
    AlarmFigures out;
    const Nanos now = m_clock.now();
    std::map<std::tuple<AlarmCode, StationId, QString>, int> counts;
    int within = 0;
    for (const Raise& raise : m_raises) {
        within += raise.time >= now - memory;
        out.lastTenMinutes += raise.time >= now - tenMinutes;
        ++counts[{raise.code, raise.station, raise.subject}];
    }
    // Less than ten minutes after the start a mean would be an extrapolation of almost nothing.
    const Nanos span = std::max(tenMinutes, std::min(now - m_start, Nanos(memory)));
    out.perTenMinutes = double(within) * double(tenMinutes.count()) / double(span.count());
    for (const auto& [what, times] : counts)
        out.top.push_back({std::get<0>(what), std::get<1>(what), std::get<2>(what), times});
    std::stable_sort(out.top.begin(), out.top.end(),
        [](const AlarmTally& a, const AlarmTally& b) { return a.times > b.times; });
    if (out.top.size() > topCount)
        out.top.resize(topCount);
    for (const AlarmEntry& entry : m_ended)
        out.neverAcknowledged += !entry.acknowledged;
    out.ended = int(m_ended.size());
    out.longest = std::move(standing);
    out.longest.insert(out.longest.end(), m_ended.begin(), m_ended.end());
    const qint64 nowMs = std::chrono::duration_cast<milliseconds>(now).count();
    const auto length = [nowMs](const AlarmEntry& entry) {
        return (entry.clearedAt > entry.raisedAt ? entry.clearedAt : nowMs) - entry.raisedAt;
    };
    std::stable_sort(out.longest.begin(), out.longest.end(),
        [&length](const AlarmEntry& a, const AlarmEntry& b) { return length(a) > length(b); });
    if (out.longest.size() > longestCount)
        out.longest.resize(longestCount);
    out.shelvedSoFar = m_shelves;
    return out;
}

} // namespace sm
