// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/floor/frame_meter.h"

#include <QObject>
#include <QTimer>

namespace sm {

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

private:
    void onTimeout();

    QTimer m_timer;
    QElapsedTimer m_since;
    FrameMeter m_late;
};

/// Milliseconds since this process was started (10 ms steps); -1 where the system does not tell.
double millisecondsSinceProcessStart();

} // namespace sm
