// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/history_parts.h"

#include <algorithm>

namespace sm {

namespace {

constexpr qint64 minuteMs = 60'000;
constexpr qint64 hourMs = 60 * minuteMs;
constexpr qint64 dayMs = 24 * hourMs;
constexpr size_t mostLinePoints = 60;

qint64 columnWidth(qint64 range)
{
    if (range <= 20 * minuteMs)
        return minuteMs;
    if (range <= 2 * hourMs)
        return 5 * minuteMs;
    if (range <= 26 * hourMs)
        return hourMs;
    return range <= 40 * dayMs ? dayMs : 7 * dayMs;
}

/// Columns on the local clock's hours and days. A day is from midnight to midnight there, also the one that
/// has 23 or 25 hours; seven of them begin on a Monday (ISO 8601).
class Columns {
public:
    Columns(qint64 width, const QTimeZone& zone)
        : m_width(width)
        , m_zone(zone.isValid() ? zone : QTimeZone::utc())
    {
    }
    /// Start of the column that holds a time.
    qint64 startOf(qint64 at) const
    {
        const QDateTime time = QDateTime::fromMSecsSinceEpoch(at, m_zone);
        if (m_width < dayMs) {
            const qint64 offset = qint64(time.offsetFromUtc()) * 1000;
            const qint64 local = at + offset;
            return local - (local % m_width + m_width) % m_width - offset;
        }
        const QDate day = time.date();
        return midnight(m_width > dayMs ? day.addDays(1 - day.dayOfWeek()) : day);
    }
    /// Start of the one after that which starts there.
    qint64 after(qint64 start) const
    {
        if (m_width < dayMs)
            return startOf(start + m_width);
        return midnight(QDateTime::fromMSecsSinceEpoch(start, m_zone).date().addDays(m_width / dayMs));
    }

private:
    qint64 midnight(const QDate& day) const { return day.startOfDay(m_zone).toMSecsSinceEpoch(); }

    qint64 m_width;
    QTimeZone m_zone;
};

} // namespace

bool HistoryFilter::takes(const Tally& tally) const
{
    const HistoryScope& scope = m_material.query.scope;
    switch (scope.kind) {
    case HistoryScope::Kind::Floor:
        return true;
    case HistoryScope::Kind::Machine:
        return tally.station.machine == scope.station.machine;
    case HistoryScope::Kind::Station:
        return tally.station == scope.station;
    case HistoryScope::Kind::Job:
    case HistoryScope::Kind::Profile:
        break;
    }
    const auto& jobs = m_material.jobs;
    return std::find(jobs.begin(), jobs.end(), tally.job) != jobs.end();
}

void HistorySums::add(qint64 start, const RollUpSlot& slot)
{
    Tally& span = m_spans[start];
    for (const Tally& tally : slot.tallies) {
        if (!m_filter.takes(tally))
            continue;
        all.add(tally);
        Tally& of = stations[tally.station];
        of.station = tally.station;
        of.add(tally);
        const qint64 broken = tally.idleMs(IdleReason::Break);
        Tally bare = tally;
        bare.cells = {};
        if (broken != 0)
            bare.cells.add(quint16(cell::idle + quint16(IdleReason::Break)), broken);
        span.add(bare);
    }
    waits.add(slot.hsmWaits);
    busyUs.resize(std::max(busyUs.size(), slot.hsmBusyUs.size()));
    for (size_t i = 0; i < slot.hsmBusyUs.size(); ++i)
        busyUs[i] += slot.hsmBusyUs[i];
}

void HistorySums::putStations(History& out, const HistoryMaterial& material) const
{
    for (const StationId station : material.stations) {
        const auto found = stations.find(station);
        if (found == stations.end())
            continue;
        HistoryStation& one = out.stations.emplace_back();
        one.station = station;
        for (size_t i = 0; i < stationTimes; ++i)
            one.seconds[i] = double(found->second.timeMs[i]) / 1000;
    }
}

void HistorySums::putHsms(History& out, const HistoryMaterial& material, qint64 ms) const
{
    for (qsizetype i = 0; i < material.devices.size(); ++i) {
        const double busy = size_t(i) < busyUs.size() ? double(busyUs[size_t(i)]) / 1000 : 0;
        out.hsms.push_back({material.devices[i], ms > 0 ? busy / double(ms) : 0});
    }
}

void HistorySums::putBoxes(History& out) const
{
    std::map<quint16, SparseCounts> machines;
    for (const auto& [id, tally] : stations)
        machines[id.machine].add(tally.cells);
    for (const auto& [machine, cells] : machines) {
        const auto at = [&counts = cells](double share) {
            return quantile(counts, cell::takt, cell::takt + cell::lastBin, share).value_or(0)
                * cell::binSeconds;
        };
        if (cells.total(cell::takt, cell::takt + cell::lastBin) > 0)
            out.boxes.push_back({machine, at(0.05), at(0.25), at(0.5), at(0.75), at(0.95)});
    }
}

void HistorySums::putColumns(History& out, const HistoryMaterial& material) const
{
    const qint64 width = columnWidth(out.to - out.from);
    out.columnMs = width;
    const double ideal = meanIdealMs(all);
    std::map<qint64, Tally> columns;
    const Columns at(width, material.zone);
    if (!m_spans.empty()) {
        for (qint64 start = at.startOf(m_spans.begin()->first); start < out.to; start = at.after(start))
            columns[start];
    }
    for (const auto& [start, sum] : m_spans)
        columns[at.startOf(start)].add(sum);
    for (const auto& [start, sum] : columns) {
        const qint64 end = at.after(start);
        HistoryColumn column;
        column.start = start;
        column.good = qint64(sum.good);
        column.rejected = qint64(sum.rejected);
        column.running = out.to < end && out.to == material.span.to && material.now - out.to < minuteMs;
        column.planned = column.running ? out.targetPerHour * double(end - start) / double(hourMs)
                                        : plannedCards(sum, ideal);
        out.columns.push_back(column);
    }
}

void HistorySums::putLines(History& out) const
{
    if (m_spans.empty())
        return;
    const size_t each = (m_spans.size() + mostLinePoints - 1) / mostLinePoints;
    size_t taken = 0;
    qint64 good = 0;
    Tally group;
    for (auto at = m_spans.begin(); at != m_spans.end(); ++at) {
        group.add(at->second);
        good += qint64(at->second.good);
        if (++taken % each != 0 && std::next(at) != m_spans.end())
            continue;
        out.goodLine.push_back({at->first, double(good)});
        if (const auto value = firstPassYield(qint64(group.firstPass), qint64(group.finished())))
            out.firstPassLine.push_back({at->first, *value});
        if (const auto value = utilisation(group))
            out.utilisationLine.push_back({at->first, *value});
        if (const auto value = oee(group).value())
            out.oeeLine.push_back({at->first, *value});
        group = {};
    }
}

std::vector<quint32> HistorySums::lastMinutes(size_t most) const
{
    std::vector<quint32> out;
    // The last one has not ended.
    for (auto at = m_spans.rbegin(); at != m_spans.rend() && out.size() < most; ++at) {
        if (at != m_spans.rbegin())
            out.push_back(quint32(at->second.good));
    }
    return out;
}

void HistorySeries::add(qint64 start, const RollUpSlot& slot)
{
    quint64 good = 0;
    for (const Tally& tally : slot.tallies)
        good += m_filter.takes(tally) ? tally.good : 0;
    m_good.emplace_back(start, good);
    if (slot.hsmWaits.isEmpty())
        return;
    const qint64 group = m_level == RollUpLevel::Second ? 10'000 : spanMs(m_level);
    m_waits[start - start % group].add(slot.hsmWaits);
}

void HistorySeries::put(History& out) const
{
    putRate(out);
    putWaits(out);
}

void HistorySeries::putRate(History& out) const
{
    const qint64 span = spanMs(m_level);
    const qint64 window = std::max(rateWindowMs, span);
    std::vector<HistoryPoint> points;
    size_t oldest = 0;
    quint64 sum = 0;
    for (size_t i = 0; i < m_good.size(); ++i) {
        const qint64 end = std::min(m_good[i].first + span, out.to);
        if (i == 0 || m_good[i].first - m_good[i - 1].first > window) {
            oldest = i; // nothing is known of the time before: the program did not run
            sum = 0;
        }
        sum += m_good[i].second;
        while (oldest < i && m_good[oldest].first + span <= end - window)
            sum -= m_good[oldest++].second;
        // Whole spans only: what they cover is what the cards are divided by.
        const auto rate = ratePerHour(qint64(sum), end - m_good[oldest].first);
        if (rate && end >= out.from)
            points.push_back({end, *rate});
    }
    out.rate = decimate(std::move(points), mostPoints);
}

void HistorySeries::putWaits(History& out) const
{
    for (const auto& [start, waits] : m_waits) {
        if (start < out.from)
            continue;
        const auto at = [&counts = waits](double share) {
            return wait_cell::milliseconds(quantile(counts, 0, wait_cell::last, share).value_or(0));
        };
        out.waitP50.push_back({start, at(0.5)});
        out.waitP95.push_back({start, at(0.95)});
    }
    out.waitP50 = decimate(std::move(out.waitP50), mostPoints);
    out.waitP95 = decimate(std::move(out.waitP95), mostPoints);
}

void putBins(History& out)
{
    constexpr int mostBins = 60;
    const SparseCounts& cells = out.figures.sum.cells;
    const auto takt
        = [&](double share) { return quantile(cells, cell::takt, cell::takt + cell::lastBin, share); };
    if (!takt(0.5))
        return;
    // A shift's breaks must not press the distribution into its first bins.
    const int last = std::min<int>(cell::lastBin, int(*takt(0.97) * 1.05) + 2);
    const int first = std::max(0, int(*takt(0.002)) - 2);
    const int merged = (last - first) / mostBins + 1;
    out.binSeconds = cell::binSeconds * merged;
    for (int bin = first; bin < last; bin += merged) {
        const auto count = [&](quint16 kind) {
            return cells.total(quint16(kind + bin), quint16(kind + bin + merged - 1));
        };
        const double from = bin * cell::binSeconds;
        out.takt.push_back({from, count(cell::takt)});
        out.process.push_back({from, count(cell::process)});
    }
    const int end = first + int(out.takt.size()) * merged;
    out.taktBeyond = cells.total(quint16(cell::takt + end), cell::takt + cell::lastBin);
}

} // namespace sm
