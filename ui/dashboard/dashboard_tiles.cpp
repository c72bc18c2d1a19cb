// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/dashboard_tiles.h"

#include "ui/dashboard/metric_text.h"
#include "ui/text/numbers.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace sm {

namespace {

QString say(const char* text)
{
    return QCoreApplication::translate("Dashboard", text);
}

QString percent(const std::optional<double>& share)
{
    return share ? percentText(*share) : dash();
}

QString number(const std::optional<double>& value)
{
    return value ? grouped(qRound64(*value)) : dash();
}

QString delta(const std::optional<double>& now, const std::optional<double>& before, double by, int decimals)
{
    if (!now || !before)
        return {};
    const double change = (*now - *before) * by;
    const QString text = QLocale().toString(std::abs(change), 'f', decimals);
    return (change < 0 ? QString(QChar(0x2212)) : QStringLiteral("+")) + text;
}

QString before(const std::optional<double>& value, QString (*show)(const std::optional<double>&))
{
    return say(QT_TRANSLATE_NOOP("Dashboard", "before %1")).arg(show(value));
}

TileContent goodTile(const History& history)
{
    const HistoryFigures& f = history.figures;
    TileContent out;
    out.label = say(QT_TRANSLATE_NOOP("Dashboard", "Good"));
    out.value = grouped(qint64(f.sum.good));
    out.below = f.planned > 0
        ? say(QT_TRANSLATE_NOOP("Dashboard", "plan %1 (%2)"))
              .arg(grouped(qRound64(f.planned)), percent(f.attainment))
        : say(QT_TRANSLATE_NOOP("Dashboard", "rejects %1")).arg(grouped(qint64(f.sum.rejected)));
    if (history.compared)
        out.delta = delta(double(f.sum.good), double(history.compared->sum.good), 1, 0);
    out.line = history.goodLine;
    return out;
}

/// The range ends now.
bool isLive(const History& history, const Snapshot* snapshot)
{
    constexpr qint64 now = 15'000;
    return snapshot && snapshot->wall.toMSecsSinceEpoch() - history.to < now;
}

/// Of the range's last five minutes; now, for the whole floor, it is the figure of the strip.
std::optional<double> rateOf(const History& history, const Snapshot* snapshot)
{
    // Beside a difference of means stands the mean.
    if (history.compared)
        return history.figures.rate;
    if (isLive(history, snapshot) && history.query.scope.kind == HistoryScope::Kind::Floor)
        return snapshot->figures.ratePerHour < 0 ? std::nullopt
                                                 : std::optional(snapshot->figures.ratePerHour);
    if (!history.rate.empty() && history.query.range != HistoryRange::Custom)
        return history.rate.back().value;
    return history.figures.rate;
}

TileContent rateTile(const History& history, const Snapshot* snapshot)
{
    TileContent out;
    out.label = history.compared ? say(QT_TRANSLATE_NOOP("Dashboard", "Mean rate"))
                                 : say(QT_TRANSLATE_NOOP("Dashboard", "Rate"));
    const std::optional<double> rate = rateOf(history, snapshot);
    out.value = rate ? number(rate) + QStringLiteral(" /h") : dash();
    out.below = history.targetPerHour > 0
        ? say(QT_TRANSLATE_NOOP("Dashboard", "target %1 /h")).arg(grouped(qRound64(history.targetPerHour)))
        : say(QT_TRANSLATE_NOOP("Dashboard", "no target yet"));
    if (history.compared)
        out.delta = delta(history.figures.rate, history.compared->rate, 1, 0);
    out.line = decimate(history.rate, 60);
    return out;
}

TileContent firstPassTile(const History& history)
{
    TileContent out;
    out.label = say(QT_TRANSLATE_NOOP("Dashboard", "First pass"));
    out.value = percent(history.figures.firstPass);
    out.below = history.compared ? before(history.compared->firstPass, percent)
                                 : say(QT_TRANSLATE_NOOP("Dashboard", "rejects %1"))
                                       .arg(grouped(qint64(history.figures.sum.rejected)));
    if (history.compared)
        out.delta = delta(history.figures.firstPass, history.compared->firstPass, 100, 2);
    out.line = history.firstPassLine;
    return out;
}

/// Of the job that is looked at, else of all that the floor has to make.
QDateTime etaOf(const History& history, const Snapshot* snapshot)
{
    if (!snapshot)
        return {};
    if (history.query.scope.kind != HistoryScope::Kind::Job)
        return snapshot->figures.eta;
    const auto job = std::find_if(snapshot->jobs.begin(), snapshot->jobs.end(),
        [&](const JobSnapshot& one) { return one.id == history.query.scope.job; });
    return job == snapshot->jobs.end() ? QDateTime() : job->eta;
}

TileContent endTile(const History& history, const Snapshot* snapshot)
{
    TileContent out;
    out.label = say(QT_TRANSLATE_NOOP("Dashboard", "Done at"));
    out.value = dash();
    if (snapshot && !isLive(history, snapshot)) {
        out.below = say(QT_TRANSLATE_NOOP("Dashboard", "the range is over"));
        return out;
    }
    const QDateTime eta = etaOf(history, snapshot);
    if (!eta.isValid()) {
        const bool works = snapshot
            && std::any_of(snapshot->jobs.begin(), snapshot->jobs.end(), [](const JobSnapshot& job) {
                   return job.state == JobState::Running || job.state == JobState::Holding
                       || job.state == JobState::Held || job.state == JobState::Finishing;
               });
        out.below = works ? say(QT_TRANSLATE_NOOP("Dashboard", "not known yet"))
                          : say(QT_TRANSLATE_NOOP("Dashboard", "no job is running"));
        return out;
    }
    out.value = clockText(eta, snapshot->wall);
    if (history.etaSpread)
        out.below = say(QT_TRANSLATE_NOOP("Dashboard", "%1 %2 min"))
                        .arg(QChar(0x00B1))
                        .arg(std::max(1, qRound(*history.etaSpread / 60)));
    return out;
}

TileContent utilisationTile(const History& history)
{
    TileContent out;
    out.label = say(QT_TRANSLATE_NOOP("Dashboard", "Utilisation"));
    out.value = percent(history.figures.utilisation);
    out.below = history.compared ? before(history.compared->utilisation, percent)
                                 : say(QT_TRANSLATE_NOOP("Dashboard", "of scheduled time"));
    if (history.compared)
        out.delta = delta(history.figures.utilisation, history.compared->utilisation, 100, 1);
    out.line = history.utilisationLine;
    return out;
}

TileContent oeeTile(const History& history)
{
    const Oee& oee = history.figures.oee;
    const auto factor = [](const std::optional<double>& share) {
        return share ? QLocale().toString(*share * 100, 'f', 1) : dash();
    };
    TileContent out;
    out.label = say(QT_TRANSLATE_NOOP("Dashboard", "Availability, Performance, Quality"));
    // The three factors are larger than their product: they say where to look.
    out.value = say(QT_TRANSLATE_NOOP("Dashboard", "A %1  P %2  Q %3"))
                    .arg(factor(oee.availability), factor(oee.performance), factor(oee.quality));
    out.value2 = say(QT_TRANSLATE_NOOP("Dashboard", "OEE %1")).arg(percent(oee.value()));
    out.below = oee.idealLooksWrong() ? say(QT_TRANSLATE_NOOP("Dashboard", "ideal time looks wrong"))
        : history.compared            ? before(history.compared->oee.value(), percent)
                                      : QString();
    if (history.compared)
        out.delta = delta(oee.value(), history.compared->oee.value(), 100, 1);
    return out;
}

} // namespace

std::array<TileContent, dashboardTiles> tileContents(const History& history, const Snapshot* snapshot)
{
    return {goodTile(history), rateTile(history, snapshot), firstPassTile(history),
        endTile(history, snapshot), utilisationTile(history), oeeTile(history)};
}

const char* tileMetric(size_t tile)
{
    constexpr const char* keys[] = {"good", "rate", "first_pass_yield", "eta", "utilisation", "oee"};
    return keys[tile];
}

QString compareText(HistoryCompare compare)
{
    switch (compare) {
    case HistoryCompare::Previous:
        return say(QT_TRANSLATE_NOOP("Dashboard", "Previous period"));
    case HistoryCompare::LastWeek:
        return say(QT_TRANSLATE_NOOP("Dashboard", "Same time last week"));
    case HistoryCompare::None:
        break;
    }
    return say(QT_TRANSLATE_NOOP("Dashboard", "Nothing"));
}

} // namespace sm
