// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;

namespace sm {

class CountsBox;
class DecisionList;
class ElidedLabel;

/// The selected job: what needs a decision on the left; counts, remake mode and file on the right.
class JobDetail final : public QWidget {
    Q_OBJECT
public:
    explicit JobDetail(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void setJob(const JobSnapshot* job);
    DecisionList* decisions() const { return m_decisions; }

Q_SIGNALS:
    void command(const sm::ServerCommand& command);
    void closeRequested();
    void traceRequested(sm::JobId job, const QString& tail);

private:
    QWidget* makeRight();
    void showFacts(const JobSnapshot& job);

    JobId m_job;
    QString m_source;
    QLabel* m_name;
    ElidedLabel* m_facts;
    QLabel* m_failure;
    DecisionList* m_decisions;
    CountsBox* m_counts;
    QComboBox* m_mode;
    ElidedLabel* m_file;
    ElidedLabel* m_digest;
    QPushButton* m_show;
    std::vector<QLabel*> m_dim;
};

} // namespace sm
