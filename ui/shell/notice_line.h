// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "ui/theme/theme.h"

#include <QDeadlineTimer>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <vector>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace sm {

/// A button on the line: what it says and does. The line goes when it is pressed.
struct NoticeAction {
    QString objectName;
    QString text;
    std::function<void()> act;
};

/// One inline line for what the server answered: a refused command, a finished job. Goes by itself, or with
/// its button. What asks for something is not pushed away: a mere text stands below it, and another question
/// gives the place back when it goes.
class NoticeLine final : public QWidget {
    Q_OBJECT
public:
    explicit NoticeLine(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void showRefusal(const Failure& why);
    void showText(const QString& text);
    /// `forMs`: how long it stays.
    void showText(const QString& text, const std::vector<NoticeAction>& actions, int forMs = 30'000);

private:
    struct Notice {
        QString text;
        std::vector<NoticeAction> actions;
        QDeadlineTimer until;
    };
    void present(Notice notice);
    void showCurrent();
    void closeCurrent();
    void nameIt();

    std::vector<Notice> m_notices; ///< the last one is seen
    QWidget* m_main; ///< the row of the notice; gone while there is only a text
    QHBoxLayout* m_row;
    QLabel* m_below; ///< a text beside a notice that asks
    QPushButton* m_closeBelow;
    QWidget* m_belowRow;
    QTimer m_belowTimer;
    std::vector<QPushButton*> m_actions;
    QLabel* m_text;
    QPushButton* m_close;
    QTimer m_timer;
};

} // namespace sm
