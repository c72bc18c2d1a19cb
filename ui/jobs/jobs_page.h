// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class QTableView;

namespace sm {

class CountsBox;
class ElidedLabel;
class ImportCard;
class JobsModel;

/// Page 2: the jobs, and of the selected one its counts and what can be done with it.
class JobsPage final : public QWidget {
    Q_OBJECT
public:
    explicit JobsPage(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void setSnapshot(std::shared_ptr<const Snapshot> snapshot);
    ImportCard* importCard() const { return m_card; }
    void selectJob(JobId job);
    /// Opens the abort dialog for a job.
    void askAbort(JobId job);

Q_SIGNALS:
    void command(const sm::ServerCommand& command);
    void importRequested();

private:
    QWidget* makeTable();
    QWidget* makeDetail();
    QWidget* makeButtons();
    void showJob();
    void showButtons(const JobSnapshot* job);
    const JobSnapshot* selected() const;

    Theme m_theme;
    std::shared_ptr<const Snapshot> m_snapshot;
    JobsModel* m_model;
    ImportCard* m_card;
    QTableView* m_table;
    QLabel* m_empty;
    QWidget* m_detail;
    QLabel* m_name;
    ElidedLabel* m_facts;
    QLabel* m_failure;
    QProgressBar* m_progress;
    CountsBox* m_counts;
    QPushButton* m_import;
    QPushButton* m_start;
    QPushButton* m_hold;
    QPushButton* m_resume;
    QPushButton* m_abort;
};

} // namespace sm
