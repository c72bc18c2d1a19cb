// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"
#include "ui/jobs/jobs_model.h"
#include "ui/shell/notice_line.h"
#include "ui/theme/theme.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class QTableView;

namespace sm {

class AbortDialog;
class Chip;
class DecideView;
class EmptyState;
class ImportCard;
class JobDetail;
class JobsDelegate;

/// Page 2: the jobs, of the selected one its counts and what can be done with it, and the Decide view after a
/// stop in the middle of work.
class JobsPage final : public QWidget {
    Q_OBJECT
public:
    explicit JobsPage(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void setSnapshot(std::shared_ptr<const Snapshot> snapshot);
    /// True: the event was for this page.
    bool handle(const ServerEvent& event);
    ImportCard* importCard() const { return m_card; }
    void selectJob(JobId job);
    /// Opens the abort dialog for a job, or the one that closes it when its queue is done.
    void askAbort(JobId job);
    void showDecide();
    /// Writes the report into the documents folder; the ending is pdf, csv or json.
    void writeReport(JobId job, const QString& ending = QStringLiteral("pdf"));
    /// The job that would be started next, other than `after`; invalid: none.
    JobId nextJob(JobId after) const;

Q_SIGNALS:
    void command(const sm::ServerCommand& command);
    void importRequested();
    void sampleRequested();
    /// The commands of a record's card; without `tail` all that is stored of the job.
    void traceRequested(sm::JobId job, const QString& tail);
    /// For the line under the strip.
    void notice(const QString& text, const std::vector<sm::NoticeAction>& actions, int shownFor);

protected:
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeJobs();
    void makeEmpty();
    QWidget* makeTable();
    QWidget* makeButtons();
    QWidget* makeFilters();
    void connectButtons();
    void showJob();
    void keepDialog();
    void showEmpty();
    void showChips();
    void setFilter(JobFilter filter);
    void showButtons(const JobSnapshot* job);
    void askClose(const JobSnapshot& job);
    void holdOrResume(bool hold);
    void tellReport(const event::ReportWritten& written);
    const JobSnapshot* selected() const;

    Theme m_theme;
    std::shared_ptr<const Snapshot> m_snapshot;
    JobId m_selected; ///< kept while a filter hides its row
    bool m_onImport = false; ///< the row of a file that is being imported is selected; it has no number yet
    QPointer<AbortDialog> m_abortDialog;
    JobId m_abortJob;
    QStringList m_reports; ///< names given out; the files come later
    JobFilter m_filter = JobFilter::All;
    JobsModel* m_model;
    JobsDelegate* m_delegate;
    ImportCard* m_card;
    QStackedWidget* m_stack;
    DecideView* m_decide;
    QTableView* m_table;
    EmptyState* m_empty;
    QLabel* m_noMatch;
    JobDetail* m_detail;
    QScrollArea* m_detailArea;
    QLineEdit* m_find;
    std::vector<std::pair<JobFilter, Chip*>> m_chips;
    Chip* m_decideChip;
    QPushButton* m_import;
    QPushButton* m_start;
    QPushButton* m_hold;
    QPushButton* m_resume;
    QPushButton* m_abort;
    QPushButton* m_report;
    QPushButton* m_csv;
};

} // namespace sm
