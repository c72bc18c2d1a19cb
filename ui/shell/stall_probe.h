// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/floor/frame_meter.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <vector>

namespace sm {

/// One time that events waited, in milliseconds. What the thread did not compute itself it waited for: a
/// processor, a lock, a disk, the window system.
struct Stall {
    double at = 0; ///< its end, after the probe began
    double late = 0;
    double computed = 0; ///< time of the thread on a processor, at most `late` plus one interval
};

/// How long the user interface's thread kept events waiting: a timer of a few milliseconds that notes how
/// late it was. What the scheduler takes away counts too, as a person would feel it. Only runs when somebody
/// asked for figures.
class StallProbe final : public QObject {
    Q_OBJECT
public:
    explicit StallProbe(QObject* parent = nullptr);

    void start();
    /// Milliseconds by which events were late.
    MeterFigures figures() const { return m_late.overall(); }
    /// The longest five, longest first.
    const std::vector<Stall>& longest() const { return m_longest; }

private:
    void onTimeout();

    QTimer m_timer;
    QElapsedTimer m_running;
    QElapsedTimer m_since;
    double m_computed = 0; ///< of the thread, when the last look ended
    FrameMeter m_late;
    std::vector<Stall> m_longest;
};

/// Milliseconds since this process was started (10 ms steps); -1 where the system does not tell.
double millisecondsSinceProcessStart();

} // namespace sm
