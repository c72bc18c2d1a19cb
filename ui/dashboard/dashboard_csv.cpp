// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/shift.h"
#include "ui/dashboard/dashboard_export.h"
#include "ui/dashboard/metric_text.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QSaveFile>

#include <cmath>

namespace sm {

namespace {

constexpr const char* definitionsHead = "metric,name,definition";

QString iso(qint64 at)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(at);
    return time.toOffsetFromUtc(time.offsetFromUtc()).toString(Qt::ISODate);
}

QString quoted(const QString& text)
{
    if (!text.contains(u'"') && !text.contains(u',') && !text.contains(u'\n') && !text.contains(u'\r'))
        return text;
    return u'"' + QString(text).replace(u'"', QStringLiteral("\"\"")) + u'"';
}

class Table {
public:
    void row(const QStringList& cells)
    {
        QStringList safe;
        for (const QString& one : cells)
            safe.append(quoted(one));
        m_text += safe.join(u',') + QStringLiteral("\r\n");
    }
    void figure(
        qint64 from, qint64 to, const char* metric, const QString& item, double value, const char* unit)
    {
        const bool whole = value == std::floor(value) && std::abs(value) < 1e15;
        row({when(from), when(to), QString::fromLatin1(metric), item,
            whole ? QString::number(qint64(value)) : QString::number(value, 'f', 4),
            QString::fromLatin1(unit)});
    }
    /// Not there before the commit.
    bool write(QSaveFile& out, bool byteOrderMark) const
    {
        if (!out.open(QIODevice::WriteOnly))
            return false;
        const QByteArray text = (byteOrderMark ? QByteArray("\xEF\xBB\xBF") : QByteArray()) + m_text.toUtf8();
        return out.write(text) == text.size() && out.flush();
    }

private:
    /// Most rows have the same two times, and to ask the time zone for each takes longer than all else.
    const QString& when(qint64 at)
    {
        QString& text = m_times[at];
        if (text.isEmpty())
            text = iso(at);
        return text;
    }

    QString m_text;
    QHash<qint64, QString> m_times;
};

void addSums(Table& table, const History& h)
{
    const HistoryFigures& f = h.figures;
    const auto add = [&](const char* metric, double value, const char* unit) {
        table.figure(h.from, h.to, metric, QString(), value, unit);
    };
    const auto known = [&](const char* metric, const std::optional<double>& value, const char* unit) {
        if (value)
            add(metric, *value, unit);
    };
    add("good", double(f.sum.good), "cards");
    add("rejects", double(f.sum.rejected), "cards");
    add("finished_attempts", double(f.sum.finished()), "attempts");
    known("rate", f.rate, "cards/h");
    known("first_pass_yield", f.firstPass, "share");
    known("utilisation", f.utilisation, "share");
    known("availability", f.oee.availability, "share");
    known("performance", f.oee.performance, "share");
    known("quality", f.oee.quality, "share");
    known("oee", f.oee.value(), "share");
    add("plan", std::round(f.planned), "cards");
    known("plan_attainment", f.attainment, "share");
    known("takt_median", f.taktMedian, "s");
    known("takt_p95", f.taktP95, "s");
    known("process_median", f.processMedian, "s");
    known("hsm_wait_p50", f.waitP50, "ms");
    known("hsm_wait_p95", f.waitP95, "ms");
    known("hsm_wait_p99", f.waitP99, "ms");
}

void addSeries(Table& table, const History& h)
{
    for (const HistoryColumn& column : h.columns) {
        const qint64 to = std::min(h.to, column.start + h.columnMs);
        table.figure(column.start, to, "good", QStringLiteral("column"), double(column.good), "cards");
        table.figure(column.start, to, "rejects", QStringLiteral("column"), double(column.rejected), "cards");
        table.figure(column.start, to, "plan", QStringLiteral("column"), std::round(column.planned), "cards");
    }
    for (const HistoryReject& reject : h.rejects) {
        const FailureEntry* entry = failureEntry(reject.failure);
        const QString name = entry ? QString::fromLatin1(entry->name) : QString();
        table.figure(h.from, h.to, "rejects", name, double(reject.cards), "cards");
    }
    constexpr const char* times[]
        = {"running", "waiting_hsm", "waiting_card", "idle", "held", "fault", "maintenance", "offline"};
    for (const HistoryStation& station : h.stations) {
        for (size_t i = 0; i < stationTimes; ++i) {
            const QString item = station.station.text() + QLatin1Char(' ') + QLatin1String(times[i]);
            table.figure(h.from, h.to, "state_time", item, station.seconds[i], "s");
        }
    }
    for (const HistoryBin& bin : h.takt)
        table.figure(h.from, h.to, "takt", QString::number(bin.from, 'f', 1), double(bin.cards), "cards");
    for (const HistoryHsm& hsm : h.hsms)
        table.figure(h.from, h.to, "hsm_load", hsm.name, hsm.load, "share");
    for (const HistoryIdle& idle : h.idle)
        table.figure(h.from, h.to, "idle_reasons", idleReasonKey(idle.reason), idle.minutes, "min");
    for (const HistoryPoint& point : h.rate)
        table.figure(
            point.at - rateWindowMs, point.at, "rate", QStringLiteral("rolling"), point.value, "cards/h");
}

} // namespace

QString exportName(const History& history)
{
    const QDateTime from = QDateTime::fromMSecsSinceEpoch(history.from);
    const QDateTime to = QDateTime::fromMSecsSinceEpoch(history.to);
    constexpr const char* names[] = {"15min", "1h", "shift", "today", "24h", "7days", "job", "custom"};
    QString range = QString::fromLatin1(names[size_t(history.query.range)]);
    if (history.query.range == HistoryRange::Shift)
        range += QLatin1Char('-') + shiftAt(from).name;
    return QStringLiteral("stationmaster_%1_%2_%3-%4")
        .arg(range, from.toString(QStringLiteral("yyyy-MM-dd")), from.toString(QStringLiteral("HHmm")),
            to.toString(QStringLiteral("HHmm")));
}

QString definitionsFile(const QString& csv)
{
    const QFileInfo file(csv);
    return file.absolutePath() + u'/' + file.completeBaseName() + QStringLiteral("_definitions.csv");
}

/// A person chose the name of the main file and was asked about it, not about this one: only definitions of
/// an earlier export are written over.
static QString freeDefinitionsFile(const QString& csv)
{
    const QString wanted = definitionsFile(csv);
    QString free = wanted;
    for (int more = 2; QFile::exists(free); ++more) {
        QFile old(free);
        if (old.open(QIODevice::ReadOnly) && old.read(64).contains(definitionsHead))
            break;
        free = QStringLiteral("%1-%2.csv").arg(wanted.chopped(4)).arg(more);
    }
    return free;
}

bool exportCsv(const ExportJob& job)
{
    Table table;
    table.row({QStringLiteral("from"), QStringLiteral("to"), QStringLiteral("metric"), QStringLiteral("item"),
        QStringLiteral("value"), QStringLiteral("unit")});
    addSums(table, *job.history);
    addSeries(table, *job.history);
    Table definitions;
    definitions.row({QStringLiteral("metric"), QStringLiteral("name"), QStringLiteral("definition")});
    for (const MetricText& text : metricTexts())
        definitions.row({QString::fromLatin1(text.key), text.name, text.definition});
    definitions.row({QStringLiteral("scope"), job.scope, rangeText(*job.history)});
    if (job.demo())
        definitions.row({QStringLiteral("demo"), QStringLiteral("DEMO"),
            QStringLiteral("virtual stations and test keys")});
    QSaveFile beside(freeDefinitionsFile(job.file));
    QSaveFile main(job.file);
    return definitions.write(beside, job.byteOrderMark) && table.write(main, job.byteOrderMark)
        && beside.commit() && main.commit();
}

} // namespace sm
