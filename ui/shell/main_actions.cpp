// SPDX-License-Identifier: GPL-3.0-or-later
// The menus: every command with its key.
#include "ui/alarms/alarm_parts.h"
#include "ui/floor/detail_panel.h"
#include "ui/floor/floor_page.h"
#include "ui/floor/floor_view.h"
#include "ui/import/drop_rules.h"
#include "ui/jobs/jobs_page.h"
#include "ui/shell/job_strip.h"
#include "ui/shell/language_menu.h"
#include "ui/shell/main_window.h"
#include "ui/shell/menu_tools.h"
#include "ui/shell/notice_line.h"
#include "ui/shell/shortcut_list.h"
#include "ui/trace/trace_page.h"

#include <QAction>
#include <QActionGroup>
#include <QFileDialog>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>

namespace sm {

void MainWindow::makeActions()
{
    makeFileMenu();
    makeViewMenu();
    makeFloorMenu();
    makeJobMenu();
    makeStationMenu();
    makeToolsMenu();
    makeHelpMenu();
}

void MainWindow::makeFileMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&File"));
    addTo(menu, this, QStringLiteral("actionImport"), tr("&Import..."), QKeySequence(Qt::CTRL | Qt::Key_O),
        [this] { chooseFile(); });
    menu->addSeparator();
    addTo(menu, this, QStringLiteral("actionQuit"), tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q),
        [this] { close(); });
}

void MainWindow::makeViewMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&View"));
    for (const PageEntry& entry : pageTable()) {
        const Page page = entry.page;
        const QString title = pageTitle(page).replace(u'&', QStringLiteral("&&"));
        addTo(menu, this, QStringLiteral("actionPage_") + pageName(page), title,
            QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + int(page))), [this, page] { goTo(page); });
    }
    menu->addSeparator();
    addTo(menu, this, QStringLiteral("actionZoomIn"), tr("Zoom &in"), QKeySequence(Qt::CTRL | Qt::Key_Plus),
        [this] { m_floor->view()->zoom(1); });
    addTo(menu, this, QStringLiteral("actionZoomOut"), tr("Zoom &out"),
        QKeySequence(Qt::CTRL | Qt::Key_Minus), [this] { m_floor->view()->zoom(-1); });
    addTo(menu, this, QStringLiteral("actionZoomReset"), tr("&Automatic zoom"),
        QKeySequence(Qt::CTRL | Qt::Key_0), [this] { m_floor->view()->resetZoom(); });
    makeLookMenu(menu);
    addLanguageMenu(menu, [this](const QString& text) { m_notice->showText(text); });
}

void MainWindow::makeFloorMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("F&loor"));
    addTo(menu, this, QStringLiteral("actionHoldFloor"), tr("&Hold floor"),
        QKeySequence(Qt::CTRL | Qt::Key_H), [this] { post(command::HoldFloor{}); });
    addTo(menu, this, QStringLiteral("actionResumeFloor"), tr("&Resume floor"),
        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_H), [this] { post(command::ResumeFloor{}); });
    menu->addSeparator();
    m_alarms->addActions(menu);
    menu->addSeparator();
    addTo(menu, this, QStringLiteral("actionFind"), tr("&Find station or card"),
        QKeySequence(Qt::CTRL | Qt::Key_F), [this] {
            if (page() == Page::Trace)
                return m_trace->focusFilter(); // the page's own search
            goTo(Page::Floor);
            m_floor->focusFind();
        });
    makeFilterMenu(menu);
}

void MainWindow::makeJobMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Job"));
    addTo(menu, this, QStringLiteral("actionStartJob"), tr("&Start job"), QKeySequence(Qt::CTRL | Qt::Key_R),
        [this] { pressJobButton("jobStartButton", m_jobStrip->startButton()); });
    addTo(menu, this, QStringLiteral("actionHoldJob"), tr("&Hold job"), {},
        [this] { pressJobButton("jobHoldButton", m_jobStrip->holdButton()); });
    addTo(menu, this, QStringLiteral("actionResumeJob"), tr("&Resume job"), {},
        [this] { pressJobButton("jobResumeButton", m_jobStrip->resumeButton()); });
    menu->addSeparator();
    // What follows acts on the job that is chosen on its page.
    const auto press = [this, menu](const char* action, const QString& text, const QKeySequence& keys,
                           const char* button) {
        addTo(menu, this, QLatin1String(action), text, keys, [this, button] { pressOnJobsPage(button); });
    };
    press("actionRemakeAll", tr("Re&make all"), {}, "remakeAllButton");
    press("actionScrapCards", tr("S&crap cards..."), {}, "scrapButton");
    press("actionWithdrawRecords", tr("&Withdraw records..."), {}, "withdrawButton");
    menu->addSeparator();
    press("actionReport", tr("Re&port"), QKeySequence(Qt::CTRL | Qt::Key_P), "jobReportButton");
    press("actionReportCsv", tr("Report as CS&V"), {}, "jobCsvButton");
    menu->addSeparator();
    press("actionAbortJob", tr("&Abort job..."), {}, "jobAbortButton");
}

/// On the Jobs page the job that is chosen there, elsewhere the one in the strip: what a person looks at.
void MainWindow::pressJobButton(const char* onPage, QPushButton* onStrip)
{
    if (page() == Page::Jobs)
        return pressOnJobsPage(onPage);
    if (onStrip->isEnabled())
        onStrip->click();
    else
        m_notice->showText(onStrip->toolTip());
}

void MainWindow::pressOnJobsPage(const char* button)
{
    goTo(Page::Jobs);
    auto* pressed = m_jobs->findChild<QPushButton*>(QLatin1String(button));
    if (pressed->isEnabled() && pressed->isVisible())
        pressed->click();
    else
        m_notice->showText(pressed->toolTip().isEmpty() ? tr("There is no job that this could be done with.")
                                                        : pressed->toolTip());
}

void MainWindow::makeHelpMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Help"));
    addTo(menu, this, QStringLiteral("actionShortcuts"), tr("&Keyboard shortcuts"),
        QKeySequence(Qt::CTRL | Qt::Key_F1), [this] {
            auto* list = new ShortcutList(*menuBar(), this);
            list->setAttribute(Qt::WA_DeleteOnClose);
            list->open();
        });
    addTo(menu, this, QStringLiteral("actionAbout"), tr("&About Stationmaster"), {}, [this] { showAbout(); });
}

void MainWindow::chooseFile()
{
    auto* dialog = new QFileDialog(this, tr("Import job file"), QString(), jobFileFilter());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) { importFile(file); });
    dialog->open();
}

void MainWindow::showAbout()
{
    auto* box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("About Stationmaster"));
    box->setText(QStringLiteral("Stationmaster ") + QStringLiteral(SM_VERSION));
    box->setInformativeText(tr("Console for the personalization of smart cards on many stations.\n"
                               "Licence: GNU General Public License, version 3 or later."));
    box->setStandardButtons(QMessageBox::Close);
    box->open();
}

} // namespace sm
