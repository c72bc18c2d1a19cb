// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/measurement.h"

#include "ui/floor/floor_page.h"
#include "ui/floor/floor_view.h"
#include "ui/shell/feed.h"
#include "ui/shell/main_window.h"

#include <QEvent>
#include <QJsonArray>

namespace sm {

namespace {

QJsonObject json(const MeterFigures& figures)
{
    return {{QStringLiteral("p95_ms"), figures.p95}, {QStringLiteral("p99_ms"), figures.p99},
        {QStringLiteral("max_ms"), figures.max}, {QStringLiteral("count"), figures.count}};
}

QJsonArray json(const std::vector<Stall>& stalls)
{
    QJsonArray list;
    for (const Stall& stall : stalls)
        list.append(QJsonObject{{QStringLiteral("at_s"), stall.at / 1e3},
            {QStringLiteral("late_ms"), stall.late}, {QStringLiteral("computed_ms"), stall.computed}});
    return list;
}

} // namespace

Measurement::Measurement(MainWindow& window)
    : m_window(window)
{
    window.installEventFilter(this);
}

/// The window is painted before its children, in one go: what is posted then runs when all are painted.
bool Measurement::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::WindowStateChange)
        noteState();
    if (event->type() != QEvent::Paint || m_shown.isValid())
        return QObject::eventFilter(watched, event);
    m_shown.start();
    QTimer::singleShot(0, this, [this] {
        m_firstPaint = millisecondsSinceProcessStart();
        m_stalls.start();
    });
    return QObject::eventFilter(watched, event);
}

void Measurement::noteState()
{
    const qint64 paints = m_window.floor()->view()->frames().overall().count;
    if (m_window.isMinimized()) {
        m_minimised.start();
        m_paintsBefore = paints;
    } else if (m_minimised.isValid()) {
        m_minimisedSeconds += double(m_minimised.elapsed()) / 1e3;
        m_minimisedPaints += paints - m_paintsBefore;
        m_minimised.invalidate();
    }
}

QJsonObject Measurement::toJson() const
{
    const FloorView* view = m_window.floor()->view();
    const double shown = m_shown.isValid() ? double(m_shown.elapsed()) / 1e3 : 0;
    const MeterFigures paints = view->frames().overall();
    return {{QStringLiteral("schema"), QStringLiteral("stationmaster/metrics/1")},
        {QStringLiteral("first_paint_ms"), m_firstPaint}, {QStringLiteral("seconds"), shown},
        {QStringLiteral("paints_per_second"), shown > 0 ? double(paints.count) / shown : 0},
        {QStringLiteral("minimised"),
            QJsonObject{{QStringLiteral("seconds"), m_minimisedSeconds},
                {QStringLiteral("paints"), m_minimisedPaints}}},
        {QStringLiteral("paint"), json(paints)},
        {QStringLiteral("paint_cpu"), json(view->frameCosts().overall())},
        {QStringLiteral("timer_lag"), json(m_window.feed()->lag().overall())},
        {QStringLiteral("stall"), json(m_stalls.figures())},
        {QStringLiteral("longest_stalls"), json(m_stalls.longest())}};
}

} // namespace sm
