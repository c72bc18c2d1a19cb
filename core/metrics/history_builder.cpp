// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/history_builder.h"

#include "metrics/history_parts.h"

#include <algorithm>

namespace sm {

namespace {

std::vector<std::pair<qint64, RollUpSlot>> decoded(
    const std::vector<RollUpRow>& rows, const HistorySpan& span)
{
    std::vector<std::pair<qint64, RollUpSlot>> out;
    out.reserve(rows.size());
    for (const RollUpRow& row : rows) {
        if (row.start < span.from || row.start >= span.to)
            continue;
        if (auto slot = decodeSlot(row.slot))
            out.emplace_back(row.start, std::move(*slot));
    }
    return out;
}

std::optional<double> scaled(std::optional<double> position, double by)
{
    return position ? std::optional(*position * by) : std::nullopt;
}

HistoryFigures figuresOf(const Tally& sum, const SparseCounts& waits, qint64 ms)
{
    HistoryFigures out;
    out.sum = sum;
    out.rate = ratePerHour(qint64(sum.good), ms);
    out.firstPass = firstPassYield(qint64(sum.firstPass), qint64(sum.finished()));
    out.utilisation = utilisation(sum);
    out.oee = oee(sum);
    const auto takt = [&](quint16 kind, double share) {
        return scaled(quantile(sum.cells, kind, quint16(kind + cell::lastBin), share), cell::binSeconds);
    };
    out.taktMedian = takt(cell::takt, 0.5);
    out.taktP95 = takt(cell::takt, 0.95);
    out.processMedian = takt(cell::process, 0.5);
    const auto wait = [&](double share) {
        const auto at = quantile(waits, 0, wait_cell::last, share);
        return at ? std::optional(wait_cell::milliseconds(*at)) : std::nullopt;
    };
    out.waitP50 = wait(0.5);
    out.waitP95 = wait(0.95);
    out.waitP99 = wait(0.99);
    out.planned = plannedCards(sum, meanIdealMs(sum));
    out.attainment = planAttainment(qint64(sum.good), out.planned);
    return out;
}

void setIdle(History& out)
{
    const Tally& sum = out.figures.sum;
    for (size_t i = 0; i < idleReasons; ++i) {
        const double minutes = double(sum.idleMs(IdleReason(i))) / 60'000;
        if (minutes > 0)
            out.idle.push_back({IdleReason(i), minutes});
    }
    std::stable_sort(out.idle.begin(), out.idle.end(), [](const HistoryIdle& a, const HistoryIdle& b) {
        if ((a.reason == IdleReason::None) != (b.reason == IdleReason::None))
            return a.reason == IdleReason::None;
        return a.minutes > b.minutes;
    });
}

void setRejects(History& out)
{
    for (const SparseCounts::Cell& one : out.figures.sum.cells.cells()) {
        if (one.id >= cell::failure && one.count > 0)
            out.rejects.push_back({FailureCode(one.id - cell::failure), one.count});
    }
    std::stable_sort(out.rejects.begin(), out.rejects.end(),
        [](const HistoryReject& a, const HistoryReject& b) { return a.cards > b.cards; });
}

void setTarget(History& out, size_t stations)
{
    const double ideal = meanIdealMs(out.figures.sum);
    if (ideal <= 0)
        return;
    out.idealPerHour = double(stations) * 3'600'000.0 / ideal;
    out.targetPerHour = out.idealPerHour * plannedShare;
}

using Spans = std::vector<std::pair<qint64, RollUpSlot>>;

/// Rates and waits over time come from the seconds when these cover the range.
void putSeries(
    History& out, const HistoryFilter& filter, const HistoryMaterial& material, const Spans& coarse)
{
    const bool fine = !material.fine.empty();
    HistorySeries series(filter, fine ? RollUpLevel::Second : material.span.level);
    HistorySpan span = material.span;
    span.from -= rateWindowMs;
    const Spans seconds = decoded(material.fine, span);
    for (const auto& [start, slot] : fine ? seconds : coarse)
        series.add(start, slot);
    series.put(out);
}

void putCompared(History& out, const HistoryFilter& filter, const HistoryMaterial& material)
{
    if (!material.comparedSpan)
        return;
    HistorySums before(filter);
    const Spans earlier = decoded(material.compared, *material.comparedSpan);
    for (const auto& [start, slot] : earlier)
        before.add(start, slot);
    out.comparedFrom = material.comparedSpan->from;
    out.comparedTo = material.comparedSpan->to;
    if (!earlier.empty())
        out.compared = figuresOf(before.all, before.waits, out.comparedTo - earlier.front().first);
}

} // namespace

std::shared_ptr<const History> buildHistory(const HistoryMaterial& material)
{
    auto out = std::make_shared<History>();
    out->query = material.query;
    out->from = material.span.from;
    out->to = material.span.to;
    out->level = material.span.level;

    const HistoryFilter filter(material);
    const auto spans = decoded(material.sums, material.span);
    const qint64 first = spans.empty() ? out->from : spans.front().first;
    HistorySums sums(filter);
    for (const auto& [start, slot] : spans)
        sums.add(start, slot);
    out->figures = figuresOf(sums.all, sums.waits, out->to - first);
    setTarget(*out, sums.stations.size());
    setIdle(*out);
    setRejects(*out);
    out->losses = losses(out->figures.sum);
    sums.putStations(*out, material);
    sums.putHsms(*out, material, out->to - first);
    putBins(*out);
    sums.putBoxes(*out);
    sums.putColumns(*out, material);
    sums.putLines(*out);
    if (material.span.level == RollUpLevel::Minute)
        out->etaSpread = etaSpreadSeconds(material.remaining, material.ratePerHour, sums.lastMinutes(60));

    putSeries(*out, filter, material, spans);
    putCompared(*out, filter, material);
    return out;
}

} // namespace sm
