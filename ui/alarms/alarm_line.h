// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/alarm_view.h"
#include "server/server_port.h"
#include "ui/theme/theme.h"

#include <QElapsedTimer>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace sm {

class AlarmCentre;

/// Line B: one alarm, what to do, its age and its place among the others, and the button that does it. Only
/// there while an alarm stands; pushes the page down and never covers it.
class AlarmLine final : public QWidget {
    Q_OBJECT
public:
    explicit AlarmLine(AlarmCentre& centre, QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    /// Wall time of the values on screen, for the text of a silent engine.
    void present(const QDateTime& valuesFrom);
    /// To the button that deals with the alarm.
    void focusButton();

Q_SIGNALS:
    void command(const sm::ServerCommand& command);
    void stationRequested(sm::StationId station);
    void jobsRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    QPushButton* addButton(QHBoxLayout* row, const char* name, const QString& text, const QString& tip);
    void showText(const AlarmEntry& entry, const QDateTime& valuesFrom);
    void showButtons(const AlarmEntry& entry);
    void announce();
    const Band& band() const;
    /// A button whose alarm has just changed under a hand, or that has just come under the pointer, ignores
    /// clicks and keys for 300 ms.
    bool tooEarly() const;

    AlarmCentre& m_centre;
    Theme m_theme;
    AlarmEntry m_entry;
    QString m_said;
    QElapsedTimer m_sinceChange;
    bool m_swapped = false; ///< another alarm stood here before
    QLabel* m_place;
    QLabel* m_text;
    QLabel* m_age;
    QPushButton* m_continue;
    QPushButton* m_jobs;
    QPushButton* m_acknowledge;
};

} // namespace sm
