// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "server/history_commands.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace sm {

class AttemptsModel;
class SafeTableView;

/// The records behind a chart element: when, where, the last four of the id, and what became of the card.
class AttemptsPanel final : public QWidget {
    Q_OBJECT
public:
    explicit AttemptsPanel(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void showWaiting(const QString& title);
    void showAttempts(std::vector<FinishedAttempt> attempts, bool more);
    void showRefused(const Failure& why);
    int count() const;

Q_SIGNALS:
    void closed();

private:
    AttemptsModel* m_model;
    QLabel* m_title;
    QLabel* m_note;
    SafeTableView* m_table;
    QPushButton* m_close;
};

} // namespace sm
