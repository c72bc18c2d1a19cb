// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/history.h"
#include "ui/theme/theme.h"

#include <QWidget>

namespace sm {

/// The names and counts of the Pareto's bars, by their numbers; a row opens its records.
class ParetoList final : public QWidget {
    Q_OBJECT
public:
    explicit ParetoList(QWidget* parent = nullptr);

    void setHistory(const History& history);
    void setTheme(const Theme& theme);

Q_SIGNALS:
    void clicked(int bar);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Row {
        QString name;
        QString count;
    };
    int rowAt(int y) const;
    int rowHeight() const;

    Theme m_theme;
    QList<Row> m_rows;
    int m_current = 0; ///< that the keys are on
};

} // namespace sm
