// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace sm {

class ElidedLabel;
class StepBar;

/// The job that the floor works on, on every page: name, progress, Start, Hold, Resume.
class JobStrip final : public QWidget {
    Q_OBJECT
public:
    explicit JobStrip(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void setSnapshot(const Snapshot& snapshot);
    JobId job() const { return m_job; }
    /// What its buttons do, or say why they can not.
    QPushButton* startButton() const { return m_start; }
    QPushButton* holdButton() const { return m_hold; }
    QPushButton* resumeButton() const { return m_resume; }

Q_SIGNALS:
    void command(const sm::ServerCommand& command);
    void jobRequested(sm::JobId job);

private:
    JobId m_job;
    QLabel* m_caption;
    ElidedLabel* m_name;
    ElidedLabel* m_state;
    ElidedLabel* m_count;
    StepBar* m_bar;
    QPushButton* m_start;
    QPushButton* m_hold;
    QPushButton* m_resume;
};

} // namespace sm
