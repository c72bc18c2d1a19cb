// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/report_painter.h"

#include "ui/dashboard/dashboard_charts.h"
#include "ui/dashboard/dashboard_tiles.h"
#include "ui/dashboard/metric_text.h"
#include "ui/dashboard/pareto_list.h"
#include "ui/theme/fonts.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace sm {

namespace {

constexpr qreal margin = 40;
constexpr qreal inner = ReportPainter::sheetWidth - 2 * margin;
constexpr qreal gap = 12;

QString say(const char* text)
{
    return QCoreApplication::translate("Dashboard", text);
}

constexpr qreal chartWidth = (inner - gap) / 2;
constexpr qreal chartHeight = 196;

std::vector<ReportPainter::Chart> chartsOf(const History& h)
{
    std::vector<ReportPainter::Chart> all{
        {say(QT_TRANSLATE_NOOP("Dashboard", "Rate against target, cards per hour")), {}, rateChart(h)},
        {hoursTitle(h), {}, hoursChart(h)},
        {say(QT_TRANSLATE_NOOP("Dashboard", "Takt distribution, seconds")), taktNote(h), taktChart(h)},
        {say(QT_TRANSLATE_NOOP("Dashboard", "Station state time")), {},
            stateChart(h, h.stations.size() > 12)},
        {say(QT_TRANSLATE_NOOP("Dashboard", "HSM wait, milliseconds")), waitNote(h), waitChart(h)},
        {say(QT_TRANSLATE_NOOP("Dashboard", "OEE and lost station hours")), {}, lossChart(h)}};
    if (!h.idle.empty())
        all.push_back(
            {say(QT_TRANSLATE_NOOP("Dashboard", "Idle reasons, station minutes")), {}, idleChart(h)});
    return all;
}

} // namespace

ReportPainter::ReportPainter(const ExportJob& job)
    : m_job(job)
    , m_charts(chartsOf(*job.history))
{
}

QString ExportJob::title() const
{
    return history->query.range == HistoryRange::Shift
        ? say(QT_TRANSLATE_NOOP("Dashboard", "Shift report"))
        : say(QT_TRANSLATE_NOOP("Dashboard", "Production report"));
}

void ReportPainter::text(QPainter& painter, const QRectF& area, const QString& what, int size, bool bold,
    Qt::Alignment align) const
{
    painter.setFont(plainUiFont(size, bold));
    painter.setPen(m_job.theme.text1);
    painter.drawText(area, int(align) | Qt::TextWordWrap, what);
}

qreal ReportPainter::head(QPainter& painter, qreal top) const
{
    text(painter, QRectF(margin, top, inner, 34), m_job.title(), 24, true);
    if (m_job.demo()) {
        const QRectF mark(margin + inner - 190, top + 2, 190, 30);
        painter.setPen(QPen(m_job.theme.text1, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(mark);
        text(
            painter, mark, say(QT_TRANSLATE_NOOP("Dashboard", "DEMO, test keys")), 15, true, Qt::AlignCenter);
    }
    const QString made = QLocale().toString(QDateTime::currentDateTime(), QLocale::ShortFormat);
    QStringList facts{
        rangeText(*m_job.history), m_job.scope, say(QT_TRANSLATE_NOOP("Dashboard", "made %1")).arg(made)};
    if (m_job.history->compared)
        facts.append(say(QT_TRANSLATE_NOOP("Dashboard", "compared with: %1"))
                         .arg(compareText(m_job.history->query.compare)));
    text(painter, QRectF(margin, top + 36, inner, 20), facts.join(QStringLiteral("   ")), 13, false);
    return top + 64;
}

qreal ReportPainter::tiles(QPainter& painter, qreal top) const
{
    const auto contents = tileContents(*m_job.history, m_job.snapshot.get());
    const qreal width = (inner - gap * 2) / 3;
    for (size_t i = 0; i < contents.size(); ++i) {
        const QRectF area(
            margin + qreal(i % 3) * (width + gap), top + qreal(i / 3) * (112 + gap), width, 112);
        painter.setPen(QPen(m_job.theme.line, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(area);
        NumberTile tile;
        tile.setTheme(m_job.theme);
        tile.setContent(contents[i]);
        tile.paint(painter, area);
    }
    return top + 2 * (112 + gap);
}

qreal ReportPainter::charts(QPainter& painter, qreal top) const
{
    for (std::size_t i = 0; i < chartCount(); ++i)
        chart(painter, top, i);
    return chartsEnd(top);
}

qreal ReportPainter::chartsEnd(qreal top) const
{
    return top + qreal((chartCount() + 1) / 2) * (chartHeight + gap);
}

void ReportPainter::chart(QPainter& painter, qreal top, std::size_t index) const
{
    const qreal left = margin + qreal(index % 2) * (chartWidth + gap);
    const qreal y = top + qreal(index / 2) * (chartHeight + gap);
    painter.setPen(QPen(m_job.theme.line, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(left, y, chartWidth, chartHeight));
    const bool list = index == m_charts.size(); // the reject reasons, by name
    const QString title
        = list ? say(QT_TRANSLATE_NOOP("Dashboard", "Reject reasons")) : m_charts[index].title;
    text(painter, QRectF(left + 8, y + 4, chartWidth - 16, 20), title, 13, true);
    const QString note = list ? paretoNote(*m_job.history) : m_charts[index].note;
    const qreal used = QFontMetricsF(plainUiFont(13, true)).horizontalAdvance(title) + 12;
    text(painter, QRectF(left + 8 + used, y + 4, chartWidth - 16 - used, 20),
        QFontMetricsF(plainUiFont(11)).elidedText(note, Qt::ElideRight, chartWidth - 16 - used), 11, false,
        Qt::AlignRight | Qt::AlignVCenter);
    const QRectF body(left + 8, y + 26, chartWidth - 16, chartHeight - 32);
    if (list) {
        ParetoList names;
        names.setTheme(m_job.theme);
        names.setHistory(*m_job.history);
        names.resize(body.size().toSize());
        painter.save();
        painter.translate(body.topLeft());
        names.render(&painter, QPoint(), QRegion(), QWidget::DrawChildren);
        painter.restore();
        return;
    }
    const std::unique_ptr<ChartPane> pane(ChartPane::create(nullptr));
    pane->resize(body.size().toSize());
    pane->setTheme(m_job.theme);
    pane->setContent(m_charts[index].content);
    pane->render(painter, body);
}

qreal ReportPainter::definitions(QPainter& painter, qreal top) const
{
    text(painter, QRectF(margin, top, inner, 20), say(QT_TRANSLATE_NOOP("Dashboard", "Definitions")), 13,
        true);
    qreal y = top + 24;
    for (const MetricText& metric : metricTexts()) {
        const QString line = metric.name + QStringLiteral(": ") + metric.definition;
        painter.setFont(plainUiFont(11));
        const QRectF space(margin, y, inner, 60);
        const QRectF needed = painter.boundingRect(space, Qt::TextWordWrap, line);
        painter.setPen(m_job.theme.text1);
        painter.drawText(space, Qt::TextWordWrap, line);
        y += needed.height() + 4;
    }
    return y + gap;
}

qreal ReportPainter::signatures(QPainter& painter, qreal top) const
{
    const qreal width = (inner - 2 * 40) / 3;
    const QString names[] = {say(QT_TRANSLATE_NOOP("Dashboard", "Supervisor")),
        say(QT_TRANSLATE_NOOP("Dashboard", "Security officer")),
        say(QT_TRANSLATE_NOOP("Dashboard", "Date and time"))};
    for (int i = 0; i < 3; ++i) {
        const qreal left = margin + i * (width + 40);
        painter.setPen(QPen(m_job.theme.text1, 1));
        painter.drawLine(QPointF(left, top + 60), QPointF(left + width, top + 60));
        text(painter, QRectF(left, top + 62, width, 18), names[i], 11, false);
    }
    return top + 90;
}

void ReportPainter::foot(QPainter& painter, qreal top, const QString& right) const
{
    const QString left = m_job.demo()
        ? QStringLiteral("Stationmaster ") + QStringLiteral(SM_VERSION) + QStringLiteral("   DEMO")
        : QStringLiteral("Stationmaster ") + QStringLiteral(SM_VERSION);
    text(painter, QRectF(margin, top, inner, 18), left, 11, false);
    text(painter, QRectF(margin, top, inner, 18), right, 11, false, Qt::AlignRight | Qt::AlignVCenter);
}

} // namespace sm
