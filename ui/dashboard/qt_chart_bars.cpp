// SPDX-License-Identifier: GPL-3.0-or-later
// Bars and boxes of QtChartPane.
#include "ui/dashboard/qt_chart_pane.h"

#include <QtCharts/QBoxSet>
#include <QtCharts/QHorizontalPercentBarSeries>
#include <QtCharts/QHorizontalStackedBarSeries>
#include <QtCharts/QStackedBarSeries>

#include <QLocale>
#include <QToolTip>

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
