// SPDX-License-Identifier: GPL-3.0-or-later
// The menus that act on the window and on stations; main_actions.cpp has those that act on jobs and the
// floor.
#include "ui/dashboard/file_saver.h"
#include "ui/floor/detail_panel.h"
#include "ui/floor/floor_page.h"
#include "ui/floor/floor_view.h"
#include "ui/shell/main_window.h"
#include "ui/shell/menu_tools.h"
#include "ui/shell/notice_line.h"

#include <QActionGroup>
#include <QFileDialog>
#include <QMenuBar>

namespace sm {

void MainWindow::makeLookMenu(QMenu* view)
{
    QAction* fold = addTo(view, this, QStringLiteral("actionFoldRail"), tr("Fo&ld page list"),
        QKeySequence(Qt::CTRL | Qt::Key_B), [this](bool folded) { setRailFolded(folded); });
    fold->setCheckable(true);
    QAction* detach = addTo(view, this, QStringLiteral("actionDetachPanel"),
        tr("Station &panel in its own window"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D),
        [this](bool detached) { m_floor->setPanelDetached(detached); });
    detach->setCheckable(true);
    connect(m_floor, &FloorPage::panelDetachedChanged, detach, &QAction::setChecked);
    QAction* full = addTo(view, this, QStringLiteral("actionFullScreen"), tr("Full &screen"),
        QKeySequence(Qt::Key_F11), [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
    full->setShortcutContext(Qt::WindowShortcut);
    QMenu* themes = view->addMenu(tr("&Theme"));
    const std::pair<QString, QString> kinds[]{{QStringLiteral("light"), tr("&Light")},
        {QStringLiteral("dark"), tr("&Dark")}, {QStringLiteral("contrast"), tr("&High contrast")},
        {QStringLiteral("system"), tr("&Follow system")}};
    auto* group = new QActionGroup(this);
    for (const auto& [name, text] : kinds) {
        const QString wanted = name;
        QAction* action = addTo(themes, this, QStringLiteral("actionTheme_") + name, text, {},
            [this, wanted] { setThemeChoice(wanted); });
        action->setCheckable(true);
        group->addAction(action);
    }
    QMenu* sizes = view->addMenu(tr("Te&xt size"));
    auto* sizeGroup = new QActionGroup(this);
    for (const int percent : {100, 115, 130, 150}) {
        QAction* action = addTo(sizes, this, QStringLiteral("actionText_%1").arg(percent),
            tr("%1 %").arg(percent), {}, [this, percent] { setTextPercent(percent); });
        action->setCheckable(true);
        sizeGroup->addAction(action);
    }
}

void MainWindow::makeFilterMenu(QMenu* floor)
{
    QMenu* menu = floor->addMenu(tr("&Show"));
    for (const FloorFilter filter : {FloorFilter::All, FloorFilter::Attention, FloorFilter::Waiting,
             FloorFilter::Idle, FloorFilter::Offline}) {
        addTo(menu, this, QStringLiteral("actionFilter%1").arg(int(filter)), filterText(filter), {},
            [this, filter] {
                goTo(Page::Floor);
                m_floor->setFilter(filter);
            });
    }
    menu->addSeparator();
    QAction* only = addTo(menu, this, QStringLiteral("actionOnlyMatching"), tr("&Only matching"), {},
        [this](bool checked) { m_floor->setOnlyMatching(checked); });
    only->setCheckable(true);
}

/// Stations are dealt with where they are seen: from another page the first press only shows them.
bool MainWindow::panelSeen()
{
    if (m_floor->panel()->isVisible())
        return true;
    goTo(Page::Floor);
    m_floor->panel()->focusPrimary();
    if (m_floor->view()->selection().empty())
        m_notice->showText(tr("Select a station on the floor first."));
    return false;
}

/// Single letters work on the floor only, where nothing is typed; here they are shown, not bound.
void MainWindow::makeStationMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Station"));
    const QList<QAction*> needSelection{
        addTo(menu, this, QStringLiteral("actionGoOn"), tr("&Continue or resume"),
            QKeySequence(Qt::CTRL | Qt::Key_Return),
            [this] {
                if (panelSeen())
                    m_floor->panel()->goOn();
            }),
        addTo(menu, this, QStringLiteral("actionHoldStation"), tr("&Hold or resume") + QStringLiteral("\tH"),
            {},
            [this] {
                if (panelSeen())
                    m_floor->panel()->holdOrResume();
            }),
        addTo(menu, this, QStringLiteral("actionRejectCard"), tr("&Reject card...") + QStringLiteral("\tX"),
            {}, [this] {
                goTo(Page::Floor);
                m_floor->panel()->reject();
            })};
    QList<QAction*> all = needSelection;
    if (pageFromName(QStringLiteral("trace")))
        all.append(addTo(menu, this, QStringLiteral("actionOpenTrace"),
            tr("Open &trace") + QStringLiteral("\tT"), {}, [this] { m_floor->panel()->openTrace(); }));
    menu->addSeparator();
    all.append(addTo(menu, this, QStringLiteral("actionClearSelection"), tr("Clear &selection"), {},
        [this] { m_floor->view()->clearSelection(); }));
    connect(menu, &QMenu::aboutToShow, this, [this, all] {
        const bool any = !m_floor->view()->selection().empty();
        for (QAction* action : all) {
            action->setEnabled(any);
            action->setStatusTip(any ? QString() : tr("Select a station on the floor first."));
        }
    });
    // A shortcut must work without the menu having been opened.
    connect(menu, &QMenu::aboutToHide, this, [all] {
        for (QAction* action : all)
            action->setEnabled(true);
    });
}

void MainWindow::makeToolsMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Tools"));
    addTo(menu, this, QStringLiteral("actionSavePicture"), tr("Save &picture of this window..."),
        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P), [this] { savePicture(); });
}

void MainWindow::savePicture()
{
    // Taken before the dialog covers it. Everything on screen is masked already.
    const QPixmap picture = grab();
    auto* dialog = new QFileDialog(this, tr("Save picture"), QString(), tr("Pictures (*.png)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("png"));
    connect(dialog, &QFileDialog::fileSelected, this,
        [this, picture](const QString& file) { writePicture(picture, file); });
    dialog->open();
}

void MainWindow::writePicture(const QPixmap& picture, const QString& file)
{
    auto* saver = new FileSaver(this);
    connect(saver, &FileSaver::saved, this, [this, saver](const QString& name, bool written) {
        m_notice->showText(written ? tr("Picture saved as %1.").arg(name)
                                   : tr("The picture could not be written to %1.").arg(name));
        saver->deleteLater();
    });
    saver->save(file, picture.toImage());
}

} // namespace sm
