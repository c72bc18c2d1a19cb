// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/snapshot.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace sm {

/// Three sentences for a newcomer on the demo floor, one after the other, at the bottom. Never in the way:
/// takes no focus by itself, goes with one click and does not come back.
class CoachLine final : public QWidget {
    Q_OBJECT
public:
    explicit CoachLine(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void start();
    void present(const Snapshot& snapshot);
    int step() const { return m_step; } ///< 1 to 3; 0: not shown

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void show(int step);

    Theme m_theme;
    QLabel* m_text;
    QPushButton* m_close;
    bool m_running = false;
    int m_step = 0;
};

} // namespace sm
