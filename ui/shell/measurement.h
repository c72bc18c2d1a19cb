// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/stall_probe.h"

#include <QElapsedTimer>
#include <QJsonObject>

namespace sm {

class MainWindow;

/// What the window costs while it runs: the figures of --metrics.
class Measurement final : public QObject {
    Q_OBJECT
public:
    /// Before the window is shown; the window outlives the measurement.
    explicit Measurement(MainWindow& window);

    /// Schema stationmaster/metrics/1; times in milliseconds. paint: of the floor view, wall time; paint_cpu:
    /// the same in time of the thread; timer_lag: of the timer that feeds the window; stall: how late any
    /// event was; minimised: paints of the floor
    /// while the window was; longest_stalls: the longest of them, with the thread's own part.
    QJsonObject toJson() const;

private:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void noteState();

    MainWindow& m_window;
    StallProbe m_stalls;
    QElapsedTimer m_shown; ///< since the first paint
    QElapsedTimer m_minimised; ///< while it is
    qint64 m_paintsBefore = 0;
    double m_minimisedSeconds = 0;
    qint64 m_minimisedPaints = 0;
    double m_firstPaint = -1; ///< milliseconds from the start of the process to the end of the first paint
};

} // namespace sm
