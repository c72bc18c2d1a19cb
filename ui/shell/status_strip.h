// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace sm {

class Chip;

/// Strip A: the floor's figures, what needs someone, hold and resume. On every page.
class StatusStrip final : public QWidget {
    Q_OBJECT
public:
    explicit StatusStrip(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    /// `stale`: values are old; they are shown with a mark and an age.
    void setSnapshot(const Snapshot& snapshot, qint64 staleMilliseconds);

    /// How many alarms of which priority; `silenced`: no sound just now.
    void setAlarms(const AlarmView& alarms, bool silenced);

Q_SIGNALS:
    void command(const sm::ServerCommand& command);
    void nextAlarmRequested();
    void silenceRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Figure {
        QLabel* caption = nullptr;
        QLabel* value = nullptr;
        void setVisible(bool visible) const;
        int width() const;
    };
    Figure addFigure(const QString& name, const QString& caption, int leastWidth);
    Chip* addChip(const QString& name);
    void showChips(const Snapshot& snapshot);
    void showHold(const Snapshot& snapshot);
    void fitFigures();

    Theme m_theme;
    Figure m_good;
    Figure m_rate;
    Figure m_yield;
    Figure m_eta;
    Figure m_wait;
    std::vector<QLabel*> m_captions;
    QLabel* m_holding;
    Chip* m_demo;
    Chip* m_urgent; ///< critical and high
    Chip* m_medium;
    Chip* m_low;
    Chip* m_held;
    QPushButton* m_silence;
    QPushButton* m_hold;
    QPushButton* m_resume;
};

} // namespace sm
