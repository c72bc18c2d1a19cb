// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace sm {

/// What a page shows when there is nothing to show: one sentence and the buttons that change it.
class EmptyState final : public QWidget {
    Q_OBJECT
public:
    explicit EmptyState(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void setText(const QString& text);
    QPushButton* addButton(const QString& objectName, const QString& text, bool primary = false);

private:
    QLabel* m_text;
    QHBoxLayout* m_buttons;
};

} // namespace sm
