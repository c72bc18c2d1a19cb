// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dashboard/chart_pane.h"

#include <QtCharts/QAbstractBarSeries>
#include <QtCharts/QAreaSeries>
#include <QtCharts/QBarCategoryAxis>
#include <QtCharts/QBarSet>
#include <QtCharts/QBoxPlotSeries>
#include <QtCharts/QChart>
#include <QtCharts/QChartView>
#include <QtCharts/QDateTimeAxis>
#include <QtCharts/QLineSeries>
#include <QtCharts/QScatterSeries>
#include <QtCharts/QValueAxis>

#include <QGraphicsSimpleTextItem>

namespace sm {

/// ChartPane on Qt Charts. Series are made when the shape of the content changes and get their points by
/// replace() otherwise; there is no animation. The chart lives on the heap and belongs to its view.
class QtChartPane final : public ChartPane {
    Q_OBJECT
public:
    explicit QtChartPane(QWidget* parent);

    void setTheme(const Theme& theme) override;
    void setContent(const ChartContent& content) override;
    void render(QPainter& painter, const QRectF& target) override;
    QSize sizeHint() const override { return {320, 200}; }

private:
    void build(const ChartContent& content);
    void buildLines(const ChartContent& content);
    void buildBars(const ChartContent& content);
    void buildBoxes(const ChartContent& content);
    void fillLines(const ChartContent& content);
    void fillBars(const ChartContent& content);
    void fillBoxes(const ChartContent& content);
    void scale(const ChartContent& content);
    void scaleTime(const ChartContent& content);
    void colour(const ChartContent& content);
    void nameRows(const ChartContent& content);
    void placeRowNames();
    void attach(QAbstractSeries* series, QAbstractAxis* x, QAbstractAxis* y);
    static QString shapeOf(const ChartContent& content);
    static double highest(const ChartContent& content);

    Theme m_theme;
    QChart* m_chart;
    QChartView* m_view;
    ChartContent m_content;
    QString m_shape;
    QDateTimeAxis* m_time = nullptr;
    QBarCategoryAxis* m_categories = nullptr;
    QValueAxis* m_values = nullptr;
    QValueAxis* m_percent = nullptr;
    QValueAxis* m_bins = nullptr; ///< written in place of the categories
    QAbstractBarSeries* m_bars = nullptr;
    QBoxPlotSeries* m_boxes = nullptr;
    QScatterSeries* m_marks = nullptr;
    QAreaSeries* m_area = nullptr;
    QLineSeries* m_areaTop = nullptr;
    QLineSeries* m_areaBottom = nullptr;
    QList<QLineSeries*> m_lines;
    QList<QBarSet*> m_sets;
    QList<QGraphicsSimpleTextItem*> m_rowNames;
};

} // namespace sm
