// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/dashboard_charts.h"

#include "ui/dashboard/metric_text.h"
#include "ui/text/numbers.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace sm {

namespace {

using Shape = ChartContent::Shape;

QString say(const char* text)
{
    return QCoreApplication::translate("Dashboard", text);
}

ChartContent over(const History& history, Shape shape)
{
    ChartContent out;
    out.shape = shape;
    out.from = history.from;
    out.to = history.to;
    return out;
}

ChartLine level(const History& history, const QString& name, double value, ChartRole role)
{
    return {name, role, true, {{history.from, value}, {history.to, value}}};
}

QString shortened(const QString& text, qsizetype most)
{
    return text.size() <= most ? text : text.left(most - 1).trimmed() + QChar(0x2026);
}

} // namespace

ChartContent rateChart(const History& history)
{
    ChartContent out = over(history, Shape::Lines);
    out.lines.push_back(
        {say(QT_TRANSLATE_NOOP("Dashboard", "Good cards per hour")), ChartRole::First, false, history.rate});
    if (history.targetPerHour > 0) {
        out.lines.push_back(level(history, say(QT_TRANSLATE_NOOP("Dashboard", "Target")),
            history.targetPerHour, ChartRole::Second));
        out.fillBelowTarget = true;
    }
    out.legend = true;
    out.summary = say(QT_TRANSLATE_NOOP("Dashboard", "Rate against target, cards per hour"));
    return out;
}

QString hoursTitle(const History& history)
{
    switch (history.columnMs) {
    case 60'000:
        return say(QT_TRANSLATE_NOOP("Dashboard", "Minute by minute"));
    case 300'000:
        return say(QT_TRANSLATE_NOOP("Dashboard", "Every five minutes"));
    case 86'400'000:
        return say(QT_TRANSLATE_NOOP("Dashboard", "Day by day"));
    case 7 * 86'400'000LL:
        return say(QT_TRANSLATE_NOOP("Dashboard", "Week by week"));
    default:
        return say(QT_TRANSLATE_NOOP("Dashboard", "Hour by hour"));
    }
}

ChartContent hoursChart(const History& history)
{
    ChartContent out = over(history, Shape::Columns);
    ChartBars good{say(QT_TRANSLATE_NOOP("Dashboard", "Good")), ChartRole::First, Qt::SolidPattern, {}};
    ChartBars now{
        say(QT_TRANSLATE_NOOP("Dashboard", "Good, still running")), ChartRole::First, Qt::BDiagPattern, {}};
    ChartBars bad{say(QT_TRANSLATE_NOOP("Dashboard", "Rejects")), ChartRole::Wrong, Qt::SolidPattern, {}};
    // Of many columns, every second or third carries its name; the others are told apart by spaces.
    const size_t each = history.columns.size() / 13 + 1;
    for (size_t i = 0; i < history.columns.size(); ++i) {
        const HistoryColumn& column = history.columns[i];
        const QDateTime at = QDateTime::fromMSecsSinceEpoch(column.start);
        const QString format = history.columnMs >= 86'400'000 ? QStringLiteral("d.M.")
            : history.columnMs >= 3'600'000                   ? QStringLiteral("HH")
                                                              : QStringLiteral("HH:mm");
        out.categories.append(
            i % each == 0 ? QLocale().toString(at, format) : QString(qsizetype(i), QChar(0x200B)));
        good.values.append(column.running ? 0 : double(column.good));
        now.values.append(column.running ? double(column.good) : 0);
        bad.values.append(double(column.rejected));
        if (history.targetPerHour > 0)
            out.marks.push_back(column.planned);
    }
    out.bars = {std::move(good), std::move(now), std::move(bad)};
    out.legend = true;
    out.whole = true;
    out.summary = say(QT_TRANSLATE_NOOP("Dashboard", "Plan, good cards and rejects over time"));
    return out;
}

ChartContent taktChart(const History& history)
{
    ChartContent out = over(history, Shape::Columns);
    ChartBars cards{say(QT_TRANSLATE_NOOP("Dashboard", "Cards")), ChartRole::First, Qt::SolidPattern, {}};
    for (const HistoryBin& bin : history.takt) {
        out.categories.append(QLocale().toString(bin.from, 'f', 1));
        cards.values.append(double(bin.cards));
    }
    if (!history.takt.empty())
        out.bins = {history.takt.front().from, history.takt.back().from + history.binSeconds};
    out.bars.push_back(std::move(cards));
    out.whole = true;
    out.summary = say(QT_TRANSLATE_NOOP("Dashboard", "Cards by takt in seconds"));
    return out;
}

QString taktNote(const History& history)
{
    const HistoryFigures& f = history.figures;
    if (!f.taktMedian)
        return {};
    const auto inSeconds = [](double s) { return QLocale().toString(s, 'f', 1); };
    QString note = say(QT_TRANSLATE_NOOP("Dashboard", "median %1 s   p95 %2 s"))
                       .arg(inSeconds(*f.taktMedian), inSeconds(f.taktP95.value_or(0)));
    if (f.processMedian)
        note += QStringLiteral("   ")
            + say(QT_TRANSLATE_NOOP("Dashboard", "process %1 s")).arg(inSeconds(*f.processMedian));
    if (history.taktBeyond > 0)
        note += QStringLiteral("   ")
            + say(QT_TRANSLATE_NOOP("Dashboard", "slower: %1")).arg(grouped(history.taktBeyond));
    return note;
}

ChartContent boxChart(const History& history)
{
    ChartContent out = over(history, Shape::Boxes);
    for (const HistoryBox& box : history.boxes) {
        const QString name = QStringLiteral("M%1").arg(box.machine);
        out.categories.append(name);
        out.boxes.push_back({name, {box.low, box.q1, box.median, box.q3, box.high}});
    }
    double least = 1e9;
    for (const HistoryBox& box : history.boxes)
        least = std::min(least, box.low);
    out.least = history.boxes.empty() ? 0 : std::floor(least * 0.9);
    out.summary = say(QT_TRANSLATE_NOOP("Dashboard", "Takt by machine: 5 %, quartiles, 95 %"));
    return out;
}

ChartContent paretoChart(const History& history)
{
    ChartContent out = over(history, Shape::Columns);
    ChartBars cards{say(QT_TRANSLATE_NOOP("Dashboard", "Rejects")), ChartRole::First, Qt::SolidPattern, {}};
    ChartLine share{say(QT_TRANSLATE_NOOP("Dashboard", "Cumulative")), ChartRole::Second, false, {}};
    ChartLine most{say(QT_TRANSLATE_NOOP("Dashboard", "80 %")), ChartRole::Quiet, true, {}};
    qint64 all = 0;
    for (const HistoryReject& reject : history.rejects)
        all += reject.cards;
    qint64 sum = 0;
    const auto add = [&](const QString& name, qint64 count) {
        const qint64 at = out.categories.size();
        sum += count;
        out.categories.append(name);
        cards.values.append(double(count));
        share.points.push_back({at, all > 0 ? 100.0 * double(sum) / double(all) : 0});
        most.points.push_back({at, 80});
    };
    for (size_t i = 0; i < std::min(paretoBars, history.rejects.size()); ++i)
        add(QStringLiteral("%1").arg(i + 1), history.rejects[i].cards);
    if (history.rejects.size() > paretoBars)
        add(say(QT_TRANSLATE_NOOP("Dashboard", "other")), all - sum);
    out.bars.push_back(std::move(cards));
    out.lines = {std::move(share), std::move(most)};
    out.percentLine = true;
    out.whole = true;
    out.summary = say(QT_TRANSLATE_NOOP("Dashboard", "Rejects by failure and their cumulative share"));
    return out;
}

QString paretoNote(const History& history)
{
    const quint64 rejects = history.figures.sum.rejected;
    const quint64 finished = history.figures.sum.finished();
    if (finished == 0)
        return {};
    return say(QT_TRANSLATE_NOOP("Dashboard", "%1 of %2 attempts"))
        .arg(grouped(qint64(rejects)), grouped(qint64(finished)));
}

ChartContent stateChart(const History& history, bool machines)
{
    ChartContent out = over(history, Shape::PercentRows);
    // Greys tell apart what is normal, by step and hatch; only a fault has a colour.
    constexpr struct {
        StationTime time;
        ChartRole role;
        Qt::BrushStyle pattern;
    } looks[] = {{StationTime::Running, ChartRole::First, Qt::SolidPattern},
        {StationTime::WaitingHsm, ChartRole::Second, Qt::Dense4Pattern},
        {StationTime::WaitingCard, ChartRole::First, Qt::BDiagPattern},
        {StationTime::Idle, ChartRole::Faint, Qt::SolidPattern},
        {StationTime::Held, ChartRole::Second, Qt::SolidPattern},
        {StationTime::Fault, ChartRole::Wrong, Qt::SolidPattern},
        {StationTime::Maintenance, ChartRole::Quiet, Qt::DiagCrossPattern},
        {StationTime::Offline, ChartRole::Quiet, Qt::Dense6Pattern}};
    std::map<StationId, std::array<double, stationTimes>> rows;
    std::vector<StationId> order;
    for (const HistoryStation& station : history.stations) {
        const StationId row = machines ? StationId{station.station.machine, 0} : station.station;
        if (!rows.count(row))
            order.push_back(row);
        for (size_t i = 0; i < stationTimes; ++i)
            rows[row][i] += station.seconds[i];
    }
    std::reverse(order.begin(), order.end()); // the chart counts from the bottom
    for (const StationId row : order)
        out.categories.append(machines ? QStringLiteral("M%1").arg(row.machine) : row.text());
    double all = 0;
    for (const auto& [id, spent] : rows)
        all += std::accumulate(spent.begin(), spent.end(), 0.0);
    for (const auto& look : looks) {
        ChartBars bars{stationTimeText(look.time), look.role, look.pattern, {}};
        double sum = 0;
        for (const StationId row : order) {
            bars.values.append(rows[row][size_t(look.time)]);
            sum += bars.values.back();
        }
        if (sum > all / 2000) // a minute of one station in a shift would be a legend for nothing to see
            out.bars.push_back(std::move(bars));
    }
    out.most = 100;
    out.percent = true;
    out.legend = true;
    out.summary = say(QT_TRANSLATE_NOOP("Dashboard", "Share of time by state, in the order of the floor"));
    return out;
}

ChartContent waitChart(const History& history)
{
    ChartContent out = over(history, Shape::Lines);
    out.lines.push_back(
        {say(QT_TRANSLATE_NOOP("Dashboard", "p50")), ChartRole::First, false, history.waitP50});
    out.lines.push_back(
        {say(QT_TRANSLATE_NOOP("Dashboard", "p95")), ChartRole::Third, false, history.waitP95});
    double most = 0;
    for (const HistoryPoint& point : history.waitP95)
        most = std::max(most, point.value);
    // The limit would press a quiet day flat; it shows once the waits come near it.
    if (most > waitLimitMs / 4)
        out.lines.push_back(
            level(history, say(QT_TRANSLATE_NOOP("Dashboard", "Limit")), waitLimitMs, ChartRole::Second));
    out.legend = true;
    out.shortest = 10; // milliseconds: below that nobody waits
    out.summary = say(QT_TRANSLATE_NOOP("Dashboard", "Wait for an HSM in milliseconds"));
    return out;
}

QString waitNote(const History& history)
{
    const HistoryFigures& f = history.figures;
    if (!f.waitP95)
        return {};
    const auto ms = [](double v) { return QLocale().toString(v, 'f', v < 10 ? 1 : 0); };
    return say(QT_TRANSLATE_NOOP("Dashboard", "p50 %1   p95 %2   p99 %3 ms   limit %4 ms"))
        .arg(ms(f.waitP50.value_or(0)), ms(*f.waitP95), ms(f.waitP99.value_or(0)), ms(waitLimitMs));
}

ChartContent loadChart(const History& history)
{
    ChartContent out = over(history, Shape::Columns);
    ChartBars load{say(QT_TRANSLATE_NOOP("Dashboard", "Load")), ChartRole::First, Qt::SolidPattern, {}};
    for (const HistoryHsm& hsm : history.hsms) {
        out.categories.append(hsm.name.section(u' ', -1)); // "1" of "HSM 1": a column is narrow
        load.values.append(hsm.load * 100);
    }
    out.bars.push_back(std::move(load));
    out.legend = true;
    out.most = 100;
    out.percent = true;
    out.summary = say(QT_TRANSLATE_NOOP("Dashboard", "Load of each HSM"));
    return out;
}

ChartContent oeeChart(const History& history)
{
    ChartContent out = over(history, Shape::Rows);
    const Oee& oee = history.figures.oee;
    ChartBars bars{say(QT_TRANSLATE_NOOP("Dashboard", "Share")), ChartRole::First, Qt::SolidPattern, {}};
    const auto add = [&](const QString& name, const std::optional<double>& value) {
        const double percent = value.value_or(0) * 100;
        out.categories.append(
            name + QLatin1Char(' ') + (value ? QLocale().toString(percent, 'f', 1) : dash()));
        bars.values.append(percent);
    };
    add(say(QT_TRANSLATE_NOOP("Dashboard", "Quality")), oee.quality);
    add(say(QT_TRANSLATE_NOOP("Dashboard", "Performance")), oee.performance);
    add(say(QT_TRANSLATE_NOOP("Dashboard", "Availability")), oee.availability);
    out.most = std::max(100.0, std::ceil(oee.performance.value_or(0) * 10) * 10);
    out.bars.push_back(std::move(bars));
    out.percent = true;
    out.summary = say(QT_TRANSLATE_NOOP("Dashboard", "Availability, performance and quality"));
    return out;
}

ChartContent lossChart(const History& history)
{
    ChartContent out = over(history, Shape::Rows);
    const Losses& l = history.losses;
    ChartBars below{QString(), ChartRole::Faint, Qt::NoBrush, {}};
    ChartBars shown{
        say(QT_TRANSLATE_NOOP("Dashboard", "Station hours")), ChartRole::First, Qt::SolidPattern, {}};
    ChartBars lost{say(QT_TRANSLATE_NOOP("Dashboard", "Lost")), ChartRole::Fourth, Qt::SolidPattern, {}};
    double left = double(l.planned) / 3'600'000;
    const auto step = [&](const QString& name, qint64 ms, bool loss) {
        const double hours = double(ms) / 3'600'000;
        out.categories.append(name);
        left -= loss ? hours : 0;
        below.values.append(loss ? std::max(0.0, left) : 0);
        shown.values.append(loss ? 0 : hours);
        lost.values.append(loss ? hours : 0);
    };
    step(say(QT_TRANSLATE_NOOP("Dashboard", "Planned")), l.planned, false);
    step(say(QT_TRANSLATE_NOOP("Dashboard", "Stops")), l.fault + l.offline, true);
    step(say(QT_TRANSLATE_NOOP("Dashboard", "Idle")), l.idle + l.held, true);
    step(say(QT_TRANSLATE_NOOP("Dashboard", "Waits")), l.longHsm + l.longCard + l.shortHsm + l.shortCard,
        true);
    step(say(QT_TRANSLATE_NOOP("Dashboard", "Speed")), l.slow, true);
    step(say(QT_TRANSLATE_NOOP("Dashboard", "Rejects")), l.rejects, true);
    step(say(QT_TRANSLATE_NOOP("Dashboard", "Good")), l.good, false);
    // The chart counts from the bottom.
    std::reverse(out.categories.begin(), out.categories.end());
    for (ChartBars* bars : {&below, &shown, &lost})
        std::reverse(bars->values.begin(), bars->values.end());
    out.bars = {std::move(below), std::move(shown), std::move(lost)};
    out.decimals = 1;
    out.summary = say(QT_TRANSLATE_NOOP("Dashboard", "Where planned station hours went"));
    return out;
}

ChartContent idleChart(const History& history)
{
    ChartContent out = over(history, Shape::Rows);
    ChartBars missing{idleReasonText(IdleReason::None), ChartRole::Warning, Qt::SolidPattern, {}};
    ChartBars given{say(QT_TRANSLATE_NOOP("Dashboard", "Minutes")), ChartRole::First, Qt::SolidPattern, {}};
    for (auto idle = history.idle.rbegin(); idle != history.idle.rend(); ++idle) {
        const bool none = idle->reason == IdleReason::None;
        out.categories.append(shortened(idleReasonText(idle->reason), 22) + QStringLiteral("  ")
            + QLocale().toString(idle->minutes, 'f', idle->minutes < 10 ? 1 : 0));
        missing.values.append(none ? idle->minutes : 0);
        given.values.append(none ? 0 : idle->minutes);
    }
    out.bars = {std::move(missing), std::move(given)};
    out.summary = say(QT_TRANSLATE_NOOP("Dashboard", "Idle minutes by reason"));
    return out;
}

} // namespace sm
