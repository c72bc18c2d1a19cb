// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/decimate.h"
#include "ui/theme/theme.h"

#include <QStringList>
#include <QWidget>

#include <array>
#include <optional>

namespace sm {

/// Colour of a series by meaning; the theme gives the colours.
enum class ChartRole { First, Second, Third, Fourth, Quiet, Faint, Wrong, Warning };

struct ChartLine {
    QString name;
    ChartRole role = ChartRole::First;
    bool dashed = false;
    std::vector<HistoryPoint> points; ///< over time, or at = index of the category
};
struct ChartBars { ///< one colour of a stack, a value for each category
    QString name;
    ChartRole role = ChartRole::First;
    Qt::BrushStyle pattern = Qt::SolidPattern;
    QList<double> values;
};
struct ChartBox {
    QString name;
    std::array<double, 5> values{}; ///< low, first quartile, median, third quartile, high
};

/// What one chart shows, without saying how it is drawn.
struct ChartContent {
    enum class Shape { Lines, Columns, Rows, PercentRows, Boxes };
    Shape shape = Shape::Lines;
    QStringList categories;
    std::vector<ChartBars> bars;
    std::vector<ChartLine> lines;
    std::vector<double> marks; ///< Columns: a mark at this height over each category
    std::vector<ChartBox> boxes;
    bool fillBelowTarget = false; ///< Lines: the first line is below the second, dashed one
    bool percentLine = false; ///< Columns: lines belong to an axis of their own, 0 to 100 %
    bool legend = false;
    double least = 0; ///< begin of the value axis
    double shortest = 0; ///< the value axis is at least this long: nothing is not blown up
    bool whole = false; ///< values are counts: no half cards on the axis
    std::optional<double> most; ///< end of the value axis, when it is fixed
    int decimals = 0; ///< of the values, for tooltips
    /// Columns: the categories are the bins of this span, which is written instead of their names.
    std::optional<std::pair<double, double>> bins;
    bool percent = false; ///< the value axis is in percent
    qint64 from = 0; ///< of the time axis
    qint64 to = 0;
    QString summary; ///< what a screen reader says
};

/// A chart. The only thing that the dashboard knows of the library that draws it.
class ChartPane : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;
    static ChartPane* create(QWidget* parent);

    virtual void setTheme(const Theme& theme) = 0;
    virtual void setContent(const ChartContent& content) = 0;
    /// Draws it as vectors, for a report.
    virtual void render(QPainter& painter, const QRectF& target) = 0;

Q_SIGNALS:
    /// A bar, box or mark; the set is -1 for boxes and marks.
    void barClicked(int set, int category);
    void timeClicked(qint64 at);
};

} // namespace sm
