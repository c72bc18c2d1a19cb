// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/floor/panel_window.h"

#include "ui/floor/detail_panel.h"
#include "ui/theme/empty_state.h"
#include "ui/theme/fonts.h"
#include "ui/theme/widgets.h"

#include <QCloseEvent>
#include <QVBoxLayout>

namespace sm {

PanelWindow::PanelWindow(QWidget* parent)
    : QWidget(parent, Qt::Tool)
    , m_empty(new EmptyState(this))
    , m_column(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("panelWindow"));
    m_column->setContentsMargins(0, 0, 0, 0);
    m_empty->setText(
        tr("No station is selected. Choose one on the floor, or press F8 for the next that needs someone."));
    m_column->addWidget(m_empty, 1);
}

void PanelWindow::setTheme(const Theme& theme)
{
    setBackground(this, theme.panel);
    m_empty->setTheme(theme);
}

void PanelWindow::take(DetailPanel* panel, const QByteArray& geometry)
{
    m_column->addWidget(panel, 1);
    if (geometry.isEmpty() || !restoreGeometry(geometry))
        resize(px(440), px(760));
    show();
}

void PanelWindow::setTitleFor(const QString& stations)
{
    m_empty->setVisible(stations.isEmpty());
    setWindowTitle(
        stations.isEmpty() ? tr("Station - Stationmaster") : tr("%1 - Stationmaster").arg(stations));
}

void PanelWindow::closeEvent(QCloseEvent* event)
{
    event->ignore(); // whoever made the window puts the panel back and hides it
    Q_EMIT closeWanted();
}

} // namespace sm
