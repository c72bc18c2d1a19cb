// SPDX-License-Identifier: GPL-3.0-or-later
// Bars and boxes of QtChartPane.
#include "ui/dashboard/qt_chart_pane.h"

#include "ui/theme/fonts.h"

#include <QtCharts/QBoxSet>
#include <QtCharts/QHorizontalPercentBarSeries>
#include <QtCharts/QHorizontalStackedBarSeries>
#include <QtCharts/QStackedBarSeries>

#include <QLocale>
#include <QToolTip>

#include <algorithm>

namespace sm {

namespace {

QAbstractBarSeries* makeBars(ChartContent::Shape shape)
{
    switch (shape) {
    case ChartContent::Shape::Rows:
        return new QHorizontalStackedBarSeries;
    case ChartContent::Shape::PercentRows:
        return new QHorizontalPercentBarSeries;
    default:
        return new QStackedBarSeries;
    }
}

} // namespace

void QtChartPane::buildBars(const ChartContent& content)
{
    m_bars = makeBars(content.shape);
    m_bars->setBarWidth(0.72);
    for (size_t i = 0; i < content.bars.size(); ++i) {
        auto* set = new QBarSet(QString());
        m_bars->append(set);
        m_sets.append(set);
    }
    QAbstractAxis* x = m_categories;
    QAbstractAxis* y = m_values;
    attach(m_bars, x, y);
    connect(m_bars, &QAbstractBarSeries::clicked, this,
        [this](int index, QBarSet* set) { Q_EMIT barClicked(int(m_sets.indexOf(set)), index); });
    connect(m_bars, &QAbstractBarSeries::hovered, this, [this](bool inside, int index, QBarSet* set) {
        const QString name = m_content.categories.value(index);
        const QString text
            = QStringLiteral("%1: %2 %3")
                  .arg(name, set->label(), locale().toString(set->at(index), 'f', m_content.decimals));
        QToolTip::showText(QCursor::pos(), inside ? text : QString(), this);
    });
    if (!content.marks.empty()) {
        m_marks = new QScatterSeries;
        m_marks->setMarkerShape(QScatterSeries::MarkerShapeTriangle);
        m_marks->setMarkerSize(9);
        m_marks->setName(tr("Plan"));
        attach(m_marks, m_categories, m_values);
    }
    if (content.percentLine) {
        m_percent = new QValueAxis;
        m_chart->addAxis(m_percent, Qt::AlignRight);
    }
    if (content.bins) {
        m_categories->setVisible(false);
        m_bins = new QValueAxis;
        m_chart->addAxis(m_bins, Qt::AlignBottom);
    }
    QAbstractAxis* lineAxis = m_percent ? m_percent : m_values;
    for (size_t i = 0; i < content.lines.size(); ++i) {
        auto* line = new QLineSeries;
        attach(line, m_categories, lineAxis);
        m_lines.append(line);
    }
}

void QtChartPane::fillBars(const ChartContent& content)
{
    for (qsizetype i = 0; i < m_sets.size(); ++i) {
        QBarSet* set = m_sets[i];
        const QList<double>& values = content.bars[size_t(i)].values;
        if (set->count() != values.size()) {
            set->remove(0, set->count());
            set->append(values); // all at once
            continue;
        }
        for (int at = 0; at < set->count(); ++at) {
            if (set->at(at) != values[at])
                set->replace(at, values[at]);
        }
    }
}

/// The axis of the library shortens the names of rows that are lower than about 30 pixels to dots; these are
/// written beside the plot instead.
void QtChartPane::nameRows(const ChartContent& content)
{
    const bool rows
        = content.shape == ChartContent::Shape::Rows || content.shape == ChartContent::Shape::PercentRows;
    const qsizetype wanted = rows ? content.categories.size() : 0;
    while (m_rowNames.size() > wanted)
        delete m_rowNames.takeLast();
    while (m_rowNames.size() < wanted)
        m_rowNames.append(new QGraphicsSimpleTextItem(m_chart)); // the chart owns it
    double widest = 0;
    for (qsizetype i = 0; i < wanted; ++i) {
        m_rowNames[i]->setFont(uiFont(11));
        m_rowNames[i]->setText(content.categories[i]);
        widest = std::max(widest, m_rowNames[i]->boundingRect().width());
    }
    m_chart->setMargins(QMargins(rows ? int(widest) + 4 : 0, 0, 4, 0));
    if (rows)
        m_categories->setLabelsVisible(false);
    placeRowNames();
}

void QtChartPane::placeRowNames()
{
    const QRectF plot = m_chart->plotArea();
    const double height = plot.height() / double(std::max<qsizetype>(1, m_rowNames.size()));
    for (qsizetype i = 0; i < m_rowNames.size(); ++i) {
        const QRectF box = m_rowNames[i]->boundingRect();
        const double middle = plot.bottom() - (double(i) + 0.5) * height; // the first row is the lowest
        m_rowNames[i]->setPos(plot.left() - box.width() - 8, middle - box.height() / 2);
    }
}

void QtChartPane::buildBoxes(const ChartContent& content)
{
    m_boxes = new QBoxPlotSeries;
    m_boxes->setBoxWidth(0.5);
    QList<QBoxSet*> sets;
    for (size_t i = 0; i < content.boxes.size(); ++i)
        sets.append(new QBoxSet(QString(), m_boxes)); // a list is not taken over
    m_boxes->append(sets);
    attach(m_boxes, m_categories, m_values);
    connect(m_boxes, &QBoxPlotSeries::clicked, this,
        [this](QBoxSet* set) { Q_EMIT barClicked(-1, int(m_boxes->boxSets().indexOf(set))); });
}

void QtChartPane::fillBoxes(const ChartContent& content)
{
    if (!m_boxes)
        return;
    const QList<QBoxSet*> sets = m_boxes->boxSets();
    for (qsizetype i = 0; i < sets.size(); ++i) {
        for (int at = 0; at < 5; ++at)
            sets[i]->setValue(at, content.boxes[size_t(i)].values[size_t(at)]);
    }
}

} // namespace sm
