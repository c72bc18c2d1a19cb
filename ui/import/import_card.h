// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class QTableWidget;

namespace sm {

class ElidedLabel;

/// What became of a dropped file: reading, ready to start, or refused with its findings. Inline on the Jobs
/// page.
class ImportCard final : public QWidget {
    Q_OBJECT
public:
    explicit ImportCard(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void showReading(const QString& file);
    void showProgress(const event::ImportProgress& progress);
    void showImported(const event::Imported& imported);
    void showRefused(const Failure& why);
    /// The job was started here or elsewhere: the card has nothing left to offer.
    void jobStarted(JobId job);

Q_SIGNALS:
    void startRequested(sm::JobId job);
    void cancelRequested();
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void showFindings(const std::vector<ImportFindingView>& findings);
    void showCounts(const ImportSummary& summary);

    Theme m_theme;
    JobId m_job;
    ElidedLabel* m_file;
    QLabel* m_headline;
    ElidedLabel* m_facts;
    QLabel* m_counts;
    QProgressBar* m_progress;
    QTableWidget* m_findings;
    QPushButton* m_start;
    QPushButton* m_cancel;
    QPushButton* m_close;
};

} // namespace sm
