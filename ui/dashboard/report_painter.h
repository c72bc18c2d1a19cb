// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dashboard/chart_pane.h"
#include "ui/dashboard/dashboard_export.h"

#include <QPainter>

#include <vector>

namespace sm {

/// Draws the dashboard on a sheet that is 1000 units wide.
class ReportPainter {
public:
    static constexpr qreal sheetWidth = 1000;

    struct Chart {
        QString title;
        QString note;
        ChartContent content;
    };

    /// The job outlives the painter.
    explicit ReportPainter(const ExportJob& job);
    /// Each draws at `top` and returns where the next may begin.
    qreal head(QPainter& painter, qreal top) const;
    qreal tiles(QPainter& painter, qreal top) const;
    qreal charts(QPainter& painter, qreal top) const;
    /// The charts one by one, in two columns below `top`; the last is the list of reject reasons.
    std::size_t chartCount() const { return m_charts.size() + 1; }
    void chart(QPainter& painter, qreal top, std::size_t index) const;
    qreal chartsEnd(qreal top) const;
    qreal definitions(QPainter& painter, qreal top) const;
    qreal signatures(QPainter& painter, qreal top) const;
    void foot(QPainter& painter, qreal top, const QString& right) const;

private:
    void text(QPainter& painter, const QRectF& area, const QString& what, int size, bool bold,
        Qt::Alignment align = Qt::AlignLeft | Qt::AlignVCenter) const;

    const ExportJob& m_job;
    const std::vector<Chart> m_charts;
};

} // namespace sm
