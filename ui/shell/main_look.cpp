// SPDX-License-Identifier: GPL-3.0-or-later
// How the window looks, and what of it is remembered.
#include "ui/floor/floor_page.h"
#include "ui/floor/floor_view.h"
#include "ui/shell/main_window.h"
#include "ui/shell/nav_rail.h"
#include "ui/theme/fonts.h"
#include "ui/theme/style.h"

#include <QAction>
#include <QScreen>

namespace sm {

void MainWindow::setThemeChoice(const QString& name)
{
    m_themeChoice = name;
    setTheme(themeKindFromName(name, m_startPalette));
    if (auto* action = findChild<QAction*>(QStringLiteral("actionTheme_") + name))
        action->setChecked(true);
}

void MainWindow::setTextPercent(int percent)
{
    rescaleText(percent / 100.0);
    setTheme(m_theme.kind);
    if (auto* action = findChild<QAction*>(QStringLiteral("actionText_%1").arg(percent)))
        action->setChecked(true);
}

void MainWindow::setRailFolded(bool folded)
{
    m_rail->setFolded(folded);
    if (auto* action = findChild<QAction*>(QStringLiteral("actionFoldRail")))
        action->setChecked(folded);
}

WindowMemory MainWindow::memory() const
{
    WindowMemory memory;
    memory.theme = m_themeChoice;
    memory.textPercent = qRound(textScale() * 100);
    memory.page = pageName(page());
    memory.geometry = saveGeometry();
    memory.screen = screen()->name().toUtf8();
    memory.zoom = m_floor->view()->zoomLevel();
    memory.railFolded = m_rail->isFolded();
    memory.panelDetached = m_floor->isPanelDetached();
    memory.panelGeometry = m_floor->panelGeometry();
    return memory;
}

void MainWindow::restore(const WindowMemory& memory)
{
    setThemeChoice(memory.theme);
    setTextPercent(memory.textPercent);
    setRailFolded(memory.railFolded);
    if (!memory.geometry.isEmpty())
        restoreGeometry(memory.geometry);
    if (memory.screen == screen()->name().toUtf8())
        m_floor->view()->setZoomLevel(memory.zoom);
    m_floor->setPanelDetached(memory.panelDetached, memory.panelGeometry);
    if (const auto last = pageFromName(memory.page))
        goTo(*last);
}

} // namespace sm
