// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "ui/theme/theme.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;

namespace sm {

/// One inline line for what the server answered: a refused command, a finished job. Goes by itself, or with
/// its button.
class NoticeLine final : public QWidget {
    Q_OBJECT
public:
    explicit NoticeLine(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void showRefusal(const Failure& why);
    void showText(const QString& text);

private:
    void present(const QString& text);

    QLabel* m_text;
    QPushButton* m_close;
    QTimer m_timer;
};

} // namespace sm
