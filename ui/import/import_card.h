// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"
#include "ui/theme/theme.h"

#include <QPushButton>
#include <QWidget>

class QLabel;
class QProgressBar;
class QTableWidget;

namespace sm {

class ElidedLabel;

/// A dropped file in short, inline on the Jobs page: being checked, ready to accept, being imported, ready to
/// start, or refused.
class ImportCard final : public QWidget {
    Q_OBJECT
public:
    explicit ImportCard(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void showReading(const QString& file, int number = 1, int count = 1);
    void showPreview(const ImportPreview& preview);
    void showChecking(const event::CheckProgress& progress);
    void showChecked(const event::Checked& checked, qint64 findings);
    void showStoring();
    void showProgress(const event::ImportProgress& progress);
    void showImported(const event::Imported& imported);
    void showRefused(const Failure& why);
    /// The job was started here or elsewhere: the card has nothing left to offer.
    void jobStarted(JobId job);
    /// Focus to the button that Enter should press now.
    void takeFocus();
    /// Where the file stands among those that wait.
    void showPlace(const QString& file, int number, int count);

Q_SIGNALS:
    void acceptRequested();
    void detailsRequested();
    void startRequested(sm::JobId job);
    void cancelRequested();
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    enum class Step { Checking, Accept, Storing, Start, Refused };
    void setStep(Step step);
    bool holdsFocus() const;
    void showFindings(const std::vector<ImportFindingView>& findings);
    void showCounts(const ImportSummary& summary);

    Theme m_theme;
    JobId m_job;
    Step m_step = Step::Checking;
    bool m_handBack = false; ///< who works on the card goes on with its next file
    ElidedLabel* m_file;
    QLabel* m_headline;
    ElidedLabel* m_facts;
    QLabel* m_counts;
    QProgressBar* m_progress;
    QTableWidget* m_findings;
    QPushButton* m_start; ///< what Enter does: accept, then start
    QPushButton* m_details;
    QPushButton* m_cancel;
    QPushButton* m_close;
};

} // namespace sm
