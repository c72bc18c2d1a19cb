// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace sm {

/// Line B: the first station that stopped, what to do, and the button that does it. Only there while
/// something is wrong; pushes the page down and never covers it.
class AlarmLine final : public QWidget {
    Q_OBJECT
public:
    explicit AlarmLine(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void setSnapshot(const Snapshot& snapshot, qint64 staleMilliseconds);
    StationId station() const { return m_station; }

Q_SIGNALS:
    void command(const sm::ServerCommand& command);
    void stationRequested(sm::StationId station);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    void showFault(const Snapshot& snapshot, const StationSnapshot& station, int count);
    void showStale(const Snapshot& snapshot, qint64 milliseconds);

    Theme m_theme;
    StationId m_station;
    QString m_shown;
    QLabel* m_place;
    QLabel* m_text;
    QLabel* m_age;
    QPushButton* m_continue;
};

} // namespace sm
