// SPDX-License-Identifier: GPL-3.0-or-later
// What the buttons of the jobs page set going: dialogs, reports, undo, and the server's answers to them.
#include "ui/jobs/abort_dialog.h"
#include "ui/jobs/decide_view.h"
#include "ui/jobs/decision_list.h"
#include "ui/jobs/job_choice.h"
#include "ui/jobs/job_detail.h"
#include "ui/jobs/job_rules.h"
#include "ui/jobs/jobs_page.h"
#include "ui/jobs/reason_dialog.h"
#include "ui/text/decision_text.h"
#include "ui/text/numbers.h"
#include "ui/text/report_text.h"
#include "ui/theme/widgets.h"

#include <QDesktopServices>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QUrl>

namespace sm {

namespace {

constexpr int undoMilliseconds = 10'000;
constexpr int noticeMilliseconds = 30'000;

QString reportFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)
        + QStringLiteral("/Stationmaster");
}

} // namespace

bool JobsPage::handle(const ServerEvent& event)
{
    if (const auto* listed = std::get_if<event::RecordsListed>(&event)) {
        m_detail->decisions()->setRecords(*listed);
    } else if (const auto* recovered = std::get_if<event::RecoveredListed>(&event)) {
        m_decide->setCards(*recovered);
        const int open = m_decide->open();
        m_decideChip->setVisible(!m_decide->isEmpty());
        m_decideChip->setText(tr("Decide %1").arg(open));
        m_decideChip->setBand(open > 0 ? std::optional(m_theme.warning) : std::nullopt);
        m_decideChip->updateGeometry();
    } else if (const auto* written = std::get_if<event::ReportWritten>(&event)) {
        tellReport(*written);
    } else {
        return false;
    }
    return true;
}

void JobsPage::showDecide()
{
    Q_EMIT command(command::ListRecovered{});
    m_stack->setCurrentWidget(m_decide);
}

void JobsPage::holdOrResume(bool hold)
{
    const JobSnapshot* job = selected();
    if (!job)
        return;
    const JobId id = job->id;
    const QString name = job->name;
    if (hold)
        Q_EMIT command(command::HoldJob{id});
    else
        Q_EMIT command(command::ResumeJob{id});
    const NoticeAction undo{QStringLiteral("noticeUndoButton"), tr("Undo"), [this, id, hold] {
                                if (hold)
                                    Q_EMIT command(command::ResumeJob{id});
                                else
                                    Q_EMIT command(command::HoldJob{id});
                            }};
    Q_EMIT notice(hold ? tr("%1 is being held. Stations finish the card they have.").arg(name)
                       : tr("%1 goes on.").arg(name),
        {undo}, undoMilliseconds);
}

void JobsPage::askAbort(JobId id)
{
    const JobSnapshot* job = m_snapshot ? findJob(*m_snapshot, id) : nullptr;
    if (!job)
        return;
    if (job->state == JobState::CompleteOpen)
        return askClose(*job);
    auto* dialog = new AbortDialog(*job, this);
    m_abortDialog = dialog;
    m_abortJob = id;
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, id] {
        Q_EMIT command(command::AbortJob{id, dialog->reason()});
    });
    dialog->open();
}

/// While a person thinks, the floor goes on: the numbers of the dialog do too.
void JobsPage::keepDialog()
{
    const JobSnapshot* job = m_abortDialog ? findJob(*m_snapshot, m_abortJob) : nullptr;
    if (!job)
        return;
    if (isOver(job->state) || job->state == JobState::CompleteOpen)
        m_abortDialog->reject(); // there is nothing left to abort
    else
        m_abortDialog->showNumbers(*job);
}

void JobsPage::askClose(const JobSnapshot& job)
{
    if (!jobButtons(job).abort.enabled)
        return;
    const RecordCounts& records = job.counts.records;
    ReasonQuestion question;
    question.objectName = QStringLiteral("closeDialog");
    question.title = tr("Close job");
    question.heading = tr("Close %1?").arg(job.name);
    const qint64 open = records.waiting + records.remakeOpen;
    question.text
        = QStringList{tr("%1 of %2 records are good.").arg(grouped(records.good), grouped(records.accepted)),
            tr("%1 records are open and will not be made.", nullptr, int(open)).arg(grouped(open)),
            tr("A closed job can not be opened again.")}
              .join(QLatin1Char(' '));
    question.verb = tr("Close job");
    question.keep = tr("Keep open");
    question.ownWords = true;
    for (const ReasonCode& reason : closeReasons())
        question.reasons.append(
            {QString::fromLatin1(reason.code), reasonText(QString::fromLatin1(reason.code))});
    auto* dialog = new ReasonDialog(question, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, id = job.id] {
        Q_EMIT command(command::CloseJob{id, dialog->reason()});
    });
    dialog->open();
}

void JobsPage::writeReport(JobId id, const QString& ending)
{
    const JobSnapshot* job = m_snapshot ? findJob(*m_snapshot, id) : nullptr;
    if (!job)
        return;
    if (!QDir().mkpath(reportFolder())) {
        Q_EMIT notice(tr("No report was written: the folder %1 can not be made or written. Check its rights.")
                          .arg(QDir::toNativeSeparators(reportFolder())),
            {}, noticeMilliseconds);
        return;
    }
    command::WriteReport order;
    order.job = id;
    const QString stamp
        = m_snapshot->wall.toLocalTime().toString(QStringLiteral("yyyy-MM-dd-HHmm")); // sorts by itself
    const QString stem = QStringLiteral("%1/job-%2-%3").arg(reportFolder()).arg(id.value).arg(stamp);
    order.file = stem + QLatin1Char('.') + ending;
    for (int more = 2; QFile::exists(order.file) || m_reports.contains(order.file); ++more)
        order.file = QStringLiteral("%1-%2.%3").arg(stem).arg(more).arg(ending);
    m_reports.append(order.file);
    order.compose = composeJobReport;
    order.letter = QLocale().measurementSystem() == QLocale::ImperialUSSystem;
    Q_EMIT command(order);
}

void JobsPage::tellReport(const event::ReportWritten& written)
{
    const QString file = written.file;
    const NoticeAction open{QStringLiteral("noticeOpenButton"), tr("Open"),
        [file] { QDesktopServices::openUrl(QUrl::fromLocalFile(file)); }};
    const NoticeAction folder{QStringLiteral("noticeFolderButton"), tr("Show in folder"),
        [file] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(file).absolutePath())); }};
    Q_EMIT notice(
        tr("Report of job %1 written: %2").arg(written.job.value).arg(QDir::toNativeSeparators(file)),
        {open, folder}, noticeMilliseconds);
}

JobId JobsPage::nextJob(JobId after) const
{
    for (const JobSnapshot& job : m_snapshot ? m_snapshot->jobs : std::vector<JobSnapshot>()) {
        if (job.state == JobState::Ready && job.id != after)
            return job.id;
    }
    return {};
}

} // namespace sm
