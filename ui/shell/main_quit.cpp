// SPDX-License-Identifier: GPL-3.0-or-later
// How the window closes while cards are in work.
#include "ui/setup/draft_dialog.h"
#include "ui/setup/setup_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/quit_dialog.h"
#include "ui/shell/standing_line.h"

#include <QCloseEvent>

#include <algorithm>

namespace sm {

namespace {

bool isProducing(const Snapshot& snapshot)
{
    return cardsInWork(snapshot) > 0
        || std::any_of(snapshot.jobs.begin(), snapshot.jobs.end(), [](const JobSnapshot& job) {
               return job.producing && (job.state == JobState::Running || job.state == JobState::Finishing);
           });
}

} // namespace

void MainWindow::closeEvent(QCloseEvent* event)
{
    // What somebody has set up and not applied would be lost without a word.
    if (m_asksToQuit && !m_quitting && !welcomeShown() && m_setup->edits() > 0) {
        event->ignore();
        return askAboutSetup();
    }
    // While the last cards are finished, closing again ends the program at once.
    if (!m_asksToQuit || m_quitting || welcomeShown() || !m_snapshot || !isProducing(*m_snapshot))
        return QMainWindow::closeEvent(event);
    event->ignore();
    askToQuit();
}

void MainWindow::askAboutSetup()
{
    if (m_draftDialog) {
        m_draftDialog->activateWindow();
        return;
    }
    m_draftDialog = new DraftDialog(m_setup->edits(), this);
    m_draftDialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_draftDialog, &QDialog::accepted, this, [this] {
        m_setup->discard();
        close(); // which may ask about the cards in work
    });
    connect(m_draftDialog, &QDialog::rejected, this, [this] { goTo(Page::Setup); });
    m_draftDialog->open();
}

void MainWindow::askToQuit()
{
    if (m_quitDialog) {
        m_quitDialog->activateWindow();
        return;
    }
    m_quitDialog = new QuitDialog(*m_snapshot, this);
    m_quitDialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_quitDialog, &QDialog::accepted, this, [this] {
        m_quitting = true; // the window stays until the server says that it has stopped
        post(command::StopServer{true});
        m_standing->present(*m_snapshot, true);
    });
    m_quitDialog->open();
}

} // namespace sm
