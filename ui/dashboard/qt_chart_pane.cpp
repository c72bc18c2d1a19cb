// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/qt_chart_pane.h"

#include "ui/theme/fonts.h"

#include <QDateTime>
#include <QGraphicsLayout>
#include <QGraphicsScene>
#include <QLegendMarker>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace sm {

namespace {

QColor colourOf(const Theme& theme, ChartRole role)
{
    switch (role) {
    case ChartRole::Quiet:
        return theme.idle;
    case ChartRole::Faint:
        return theme.track;
    case ChartRole::Wrong:
        return theme.fault.fill;
    case ChartRole::Warning:
        return theme.warning.fill;
    default:
        return theme.series[size_t(role)];
    }
}

/// A step of 1, 2, 2.5 or 5 times a power of ten that divides `span` into at most `most` parts.
double roundStep(double span, int most)
{
    const double wanted = std::max(span, 1e-9) / most;
    const double power = std::pow(10.0, std::floor(std::log10(wanted)));
    for (const double step : {1.0, 2.0, 2.5, 5.0}) {
        if (wanted <= step * power * 1.0001)
            return step * power;
    }
    return 10 * power;
}

QString formatOf(double step, bool percent)
{
    int decimals = 0;
    for (double rest = step; decimals < 3 && std::abs(rest - std::round(rest)) > 1e-6; rest *= 10)
        ++decimals;
    return QStringLiteral("%.%1f").arg(decimals) + (percent ? QStringLiteral(" %%") : QString());
}

void setSpan(QValueAxis* axis, double least, double most, int steps, bool percent, bool whole = false)
{
    // Of the steps that are round, the one that leaves the least room unused.
    double step = 0;
    double from = 0;
    double to = 0;
    for (int parts = std::max(2, steps - 1); parts <= steps + 2; ++parts) {
        const double round = roundStep(most - least, parts);
        const double tried = whole ? std::max(1.0, std::ceil(round)) : round;
        const double low = std::floor(least / tried + 1e-9) * tried;
        const double high = std::max(low + tried, std::ceil(most / tried - 1e-9) * tried);
        if (step > 0 && high - low >= to - from - 1e-9)
            continue;
        step = tried;
        from = low;
        to = high;
    }
    axis->setRange(from, to);
    axis->setTickCount(int(std::lround((to - from) / step)) + 1);
    axis->setLabelFormat(formatOf(step, percent));
}

void setAxisLook(QAbstractAxis* axis, const Theme& theme, bool grid)
{
    axis->setLabelsFont(uiFont(11));
    axis->setLabelsBrush(theme.text2);
    axis->setLinePen(QPen(theme.line, 1));
    axis->setGridLinePen(QPen(theme.line, 1));
    axis->setGridLineVisible(grid);
    axis->setTitleVisible(false);
}

} // namespace

ChartPane* ChartPane::create(QWidget* parent)
{
    return new QtChartPane(parent);
}

QtChartPane::QtChartPane(QWidget* parent)
    : ChartPane(parent)
    , m_chart(new QChart)
    , m_view(new QChartView(m_chart, this)) // one made without a chart would leave its own behind
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    m_chart->setAnimationOptions(QChart::NoAnimation);
    m_chart->setBackgroundVisible(false);
    m_chart->setMargins(QMargins(0, 0, 4, 0));
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_chart->setTheme(QChart::ChartThemeLight);
    m_chart->setBackgroundVisible(false);
    m_chart->legend()->setAlignment(Qt::AlignTop);
    m_chart->legend()->setContentsMargins(0, 0, 0, 0);
    m_chart->legend()->setMarkerShape(QLegend::MarkerShapeRectangle);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setBackgroundBrush(Qt::NoBrush);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->viewport()->setAutoFillBackground(false);
    // The wheel belongs to the page.
    m_view->setAttribute(Qt::WA_TransparentForMouseEvents, false);
    m_view->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(m_view);
    connect(m_chart, &QChart::plotAreaChanged, this, &QtChartPane::placeRowNames);
}

void QtChartPane::setTheme(const Theme& theme)
{
    m_theme = theme;
    if (!m_shape.isEmpty())
        colour(m_content);
}

QString QtChartPane::shapeOf(const ChartContent& content)
{
    return QStringLiteral("%1 %2 %3 %4 %5 %6 %7 %8")
        .arg(int(content.shape))
        .arg(content.bars.size())
        .arg(content.lines.size())
        .arg(content.marks.empty())
        .arg(content.boxes.size())
        .arg(content.percentLine)
        .arg(content.fillBelowTarget)
        .arg(content.bins.has_value());
}

void QtChartPane::setContent(const ChartContent& content)
{
    const QString shape = shapeOf(content);
    if (shape != m_shape) {
        build(content);
        m_shape = shape;
    }
    fillLines(content);
    fillBars(content);
    fillBoxes(content);
    scale(content);
    m_chart->layout()->invalidate(); // labels that became longer need more room than their axis had
    nameRows(content);
    colour(content);
    m_content = content;
    m_view->setAccessibleName(content.summary);
}

void QtChartPane::attach(QAbstractSeries* series, QAbstractAxis* x, QAbstractAxis* y)
{
    m_chart->addSeries(series);
    series->attachAxis(x);
    series->attachAxis(y);
}

void QtChartPane::build(const ChartContent& content)
{
    m_chart->removeAllSeries();
    delete std::exchange(m_areaTop, nullptr); // an area does not own its edges
    delete std::exchange(m_areaBottom, nullptr);
    for (QAbstractAxis* axis : m_chart->axes()) {
        m_chart->removeAxis(axis);
        delete axis;
    }
    m_time = nullptr;
    m_categories = nullptr;
    m_percent = nullptr;
    m_bins = nullptr;
    m_bars = nullptr;
    m_boxes = nullptr;
    m_marks = nullptr;
    m_area = nullptr;
    m_lines.clear();
    m_sets.clear();
    const bool rows
        = content.shape == ChartContent::Shape::Rows || content.shape == ChartContent::Shape::PercentRows;
    m_values = new QValueAxis;
    m_chart->addAxis(m_values, rows ? Qt::AlignBottom : Qt::AlignLeft);
    if (content.shape == ChartContent::Shape::Lines) {
        m_time = new QDateTimeAxis;
        m_chart->addAxis(m_time, Qt::AlignBottom);
        buildLines(content);
        return;
    }
    m_categories = new QBarCategoryAxis;
    m_chart->addAxis(m_categories, rows ? Qt::AlignLeft : Qt::AlignBottom);
    if (content.shape == ChartContent::Shape::Boxes)
        buildBoxes(content);
    else
        buildBars(content);
}

void QtChartPane::buildLines(const ChartContent& content)
{
    if (content.fillBelowTarget) {
        m_areaTop = new QLineSeries(this);
        m_areaBottom = new QLineSeries(this);
        m_area = new QAreaSeries(m_areaTop, m_areaBottom);
        attach(m_area, m_time, m_values);
    }
    for (size_t i = 0; i < content.lines.size(); ++i) {
        auto* line = new QLineSeries;
        attach(line, m_time, m_values);
        connect(line, &QXYSeries::clicked, this,
            [this](const QPointF& at) { Q_EMIT timeClicked(qint64(at.x())); });
        m_lines.append(line);
    }
}

void QtChartPane::fillLines(const ChartContent& content)
{
    const auto pointsOf = [](const ChartLine& line) {
        QList<QPointF> points;
        points.reserve(qsizetype(line.points.size()));
        for (const HistoryPoint& point : line.points)
            points.emplaceBack(double(point.at), point.value);
        return points;
    };
    for (qsizetype i = 0; i < m_lines.size(); ++i)
        m_lines[i]->replace(pointsOf(content.lines[size_t(i)]));
    if (m_area && content.lines.size() > 1 && !content.lines[1].points.empty()) {
        const double target = content.lines[1].points.front().value;
        QList<QPointF> low = pointsOf(content.lines[0]);
        QList<QPointF> high = low;
        for (qsizetype i = 0; i < low.size(); ++i) {
            high[i].setY(target);
            low[i].setY(std::min(target, low[i].y()));
        }
        m_areaTop->replace(high);
        m_areaBottom->replace(low);
    }
    if (m_marks) {
        QList<QPointF> points;
        for (size_t i = 0; i < content.marks.size(); ++i)
            points.emplaceBack(double(i), content.marks[i]);
        m_marks->replace(points);
    }
}

double QtChartPane::highest(const ChartContent& content)
{
    double most = 0;
    if (!content.percentLine) {
        for (const ChartLine& line : content.lines) {
            for (const HistoryPoint& point : line.points)
                most = std::max(most, point.value);
        }
    }
    for (const double mark : content.marks)
        most = std::max(most, mark);
    for (qsizetype i = 0; i < content.categories.size(); ++i) {
        double stack = 0;
        for (const ChartBars& bars : content.bars)
            stack += i < bars.values.size() ? bars.values[i] : 0;
        most = std::max(most, stack);
    }
    for (const ChartBox& box : content.boxes)
        most = std::max(most, box.values[4]);
    return most;
}

void QtChartPane::scale(const ChartContent& content)
{
    // Labels that do not fit over each other are shortened to dots.
    const int steps = m_values->alignment() == Qt::AlignBottom ? std::clamp(width() / 70, 2, 5)
                                                               : std::clamp((height() - 90) / 30, 2, 4);
    // Room above what was measured; a count of one needs no second one.
    const double top = highest(content) * (content.whole ? 1 : 1.02);
    const double most = content.most.value_or(std::max(top, content.least + content.shortest));
    setSpan(m_values, content.least, most, steps, content.percent, content.whole);
    if (m_percent)
        setSpan(m_percent, 0, 100, 5, true);
    if (m_categories && m_categories->categories() != content.categories) {
        m_categories->clear();
        m_categories->append(content.categories);
    }
    if (m_bins && content.bins) {
        // Its ends are the edges of the first and the last bin, so its labels stand where they belong.
        const auto [from, to] = *content.bins;
        const double step = roundStep(to - from, std::clamp(width() / 60, 2, 8));
        m_bins->setRange(from, to);
        m_bins->setTickType(QValueAxis::TicksDynamic);
        m_bins->setTickAnchor(0);
        m_bins->setTickInterval(step);
        m_bins->setLabelFormat(formatOf(step, false));
    }
    if (m_time)
        scaleTime(content);
}

void QtChartPane::scaleTime(const ChartContent& content)
{
    constexpr qint64 minute = 60'000;
    constexpr qint64 hour = 60 * minute;
    constexpr qint64 steps[]
        = {minute, 2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute, hour, 2 * hour, 3 * hour,
            4 * hour, 6 * hour, 12 * hour, 24 * hour, 48 * hour, 7 * 24 * hour, 14 * 24 * hour};
    const qint64 length = std::max(minute, content.to - content.from);
    const int most = std::clamp(width() / 64, 3, 9);
    qint64 step = steps[0];
    for (const qint64 candidate : steps) {
        step = candidate;
        if (length <= candidate * (most - 1))
            break;
    }
    // Ticks stand on whole local hours and days.
    const qint64 offset = qint64(QDateTime::fromMSecsSinceEpoch(content.from).offsetFromUtc()) * 1000;
    const qint64 from = (content.from + offset) / step * step - offset;
    const qint64 count = (content.to - from + step - 1) / step;
    m_time->setRange(
        QDateTime::fromMSecsSinceEpoch(from), QDateTime::fromMSecsSinceEpoch(from + count * step));
    m_time->setTickCount(int(count) + 1);
    m_time->setFormat(step >= 12 * hour ? QStringLiteral("ddd d.") : QStringLiteral("HH:mm"));
}

void QtChartPane::colour(const ChartContent& content)
{
    setAxisLook(m_values, m_theme, true);
    if (m_time)
        setAxisLook(m_time, m_theme, false);
    if (m_categories)
        setAxisLook(m_categories, m_theme, false);
    if (m_percent)
        setAxisLook(m_percent, m_theme, false);
    if (m_bins)
        setAxisLook(m_bins, m_theme, false);
    for (qsizetype i = 0; i < m_lines.size() && size_t(i) < content.lines.size(); ++i) {
        const ChartLine& line = content.lines[size_t(i)];
        QPen pen(colourOf(m_theme, line.role), line.dashed ? 1.5 : 2);
        pen.setStyle(line.dashed ? Qt::DashLine : Qt::SolidLine);
        pen.setJoinStyle(Qt::RoundJoin);
        m_lines[i]->setPen(pen);
        m_lines[i]->setName(line.name);
    }
    if (m_area) {
        QColor fill = m_theme.warning.fill;
        fill.setAlphaF(0.35F);
        m_area->setBrush(fill);
        m_area->setPen(Qt::NoPen);
    }
    for (qsizetype i = 0; i < m_sets.size() && size_t(i) < content.bars.size(); ++i) {
        const ChartBars& bars = content.bars[size_t(i)];
        const QColor fill = colourOf(m_theme, bars.role);
        m_sets[i]->setBrush(QBrush(fill, bars.pattern));
        m_sets[i]->setPen(bars.pattern == Qt::NoBrush
                ? QPen(Qt::NoPen)
                : QPen(bars.pattern == Qt::SolidPattern ? m_theme.panel : fill, 1));
        m_sets[i]->setLabel(bars.name);
    }
    if (m_marks) {
        m_marks->setColor(m_theme.text1);
        m_marks->setBorderColor(m_theme.panel);
    }
    if (m_boxes) {
        m_boxes->setBrush(m_theme.track);
        m_boxes->setPen(QPen(m_theme.running, 1.5));
    }
    for (QGraphicsSimpleTextItem* name : m_rowNames)
        name->setBrush(m_theme.text2);
    QLegend* legend = m_chart->legend();
    legend->setVisible(content.legend);
    legend->setLabelColor(m_theme.text2);
    legend->setFont(uiFont(11));
    for (QAbstractSeries* hidden : {static_cast<QAbstractSeries*>(m_area)}) {
        for (QLegendMarker* marker : hidden ? legend->markers(hidden) : QList<QLegendMarker*>())
            marker->setVisible(false);
    }
}

void QtChartPane::render(QPainter& painter, const QRectF& target)
{
    // A pane that was never shown has not been laid out.
    m_view->resize(size());
    m_chart->resize(size());
    m_chart->layout()->invalidate();
    m_chart->layout()->activate();
    m_view->scene()->setSceneRect(QRectF(QPointF(), size()));
    m_view->scene()->render(&painter, target, QRectF(QPointF(), size()), Qt::KeepAspectRatio);
}

} // namespace sm
