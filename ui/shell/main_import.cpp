// SPDX-License-Identifier: GPL-3.0-or-later
// How the import hangs in the window: its page lies behind those of the rail.
#include "ui/import/import_flow.h"
#include "ui/import/import_page.h"
#include "ui/jobs/jobs_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/nav_rail.h"
#include "ui/shell/notice_line.h"

#include <QStackedWidget>

namespace sm {

void MainWindow::connectImport()
{
    connect(m_importFlow, &ImportFlow::pageWanted, this, [this] {
        m_stack->setCurrentWidget(m_importPage);
        m_rail->setCurrent(int(Page::Jobs));
        m_importPage->setFocus();
    });
    connect(m_importFlow, &ImportFlow::cardWanted, this, [this] { goTo(Page::Jobs); });
    connect(m_importFlow, &ImportFlow::imported, m_jobs, &JobsPage::selectJob);
    connect(m_importFlow, &ImportFlow::notice, m_notice,
        [this](const QString& text) { m_notice->showText(text); });
    connect(m_importPage, &ImportPage::jobRequested, this, [this](JobId job) {
        goTo(Page::Jobs);
        m_jobs->selectJob(job);
    });
}

void MainWindow::importFiles(const QStringList& files)
{
    if (welcomeShown())
        Q_EMIT filesForNewFloor(files);
    else
        m_importFlow->open(files);
}

} // namespace sm
