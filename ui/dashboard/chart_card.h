// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dashboard/chart_pane.h"

#include <QLabel>

#include <functional>

class QHBoxLayout;

namespace sm {

class ElidedLabel;

/// A titled frame with one or two charts. What it shows is computed only while it can be seen.
class ChartCard final : public QWidget {
    Q_OBJECT
public:
    /// objectName: chart_NAME. `definition`: shown on hover.
    ChartCard(
        const QString& name, const QString& title, const QString& definition, QWidget* parent = nullptr);

    ChartPane* addPane(int stretch = 1);
    void addSide(QWidget* widget, int stretch);
    void setTitle(const QString& title);
    QString title() const { return m_title->text(); }
    void setNote(const QString& note);
    /// Instead of charts that would have nothing to show; empty: the charts.
    void setEmptyText(const QString& text);
    void setTheme(const Theme& theme);
    const QList<ChartPane*>& panes() const { return m_panes; }

    /// Called to bring the card up to date; at once when it can be seen, else when it comes into view.
    void setUpdate(std::function<void(ChartCard&)> update);
    void bringUpToDate();
    int updates() const { return m_updates; } ///< how often it was, for the test of hidden charts

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme m_theme;
    QLabel* m_title;
    ElidedLabel* m_note;
    QLabel* m_empty;
    QHBoxLayout* m_body;
    QList<ChartPane*> m_panes;
    std::function<void(ChartCard&)> m_update;
    int m_updates = 0;
    bool m_tinted = true; ///< the charts have the theme
};

} // namespace sm
