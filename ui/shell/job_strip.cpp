// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/job_strip.h"

#include "ui/floor/session_widgets.h"
#include "ui/jobs/job_choice.h"
#include "ui/jobs/job_rules.h"
#include "ui/text/numbers.h"
#include "ui/text/state_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/widgets.h"

namespace sm {

JobStrip::JobStrip(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("jobStrip"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 8, 16, 8);
    column->setSpacing(4);
    m_caption = makeLabel(this, 11);
    m_caption->setText(tr("Job"));
    m_name = new ElidedLabel(this);
    m_name->setFont(uiFont(14, true));
    m_state = new ElidedLabel(this);
    m_count = new ElidedLabel(this);
    m_bar = new StepBar(this);
    m_start = makeButton(QStringLiteral("stripStartButton"), tr("Start"), this);
    m_hold = makeButton(QStringLiteral("stripHoldButton"), tr("Hold job"), this);
    m_resume = makeButton(QStringLiteral("stripResumeButton"), tr("Resume job"), this);
    for (QWidget* widget : std::initializer_list<QWidget*>{
             m_caption, m_name, m_state, m_bar, m_count, m_start, m_hold, m_resume})
        column->addWidget(widget);
    connect(m_start, &QPushButton::clicked, this, [this] { Q_EMIT command(command::StartJob{m_job}); });
    connect(m_hold, &QPushButton::clicked, this, [this] { Q_EMIT command(command::HoldJob{m_job}); });
    connect(m_resume, &QPushButton::clicked, this, [this] { Q_EMIT command(command::ResumeJob{m_job}); });
}

void JobStrip::setTheme(const Theme& theme)
{
    setTextColor(m_caption, theme.text2);
    setTextColor(m_state, theme.text2);
    setTextColor(m_count, theme.text2);
    m_bar->setTheme(theme);
    m_start->setIcon(tintedIcon(QStringLiteral("start"), theme.text1, theme.text3));
    m_hold->setIcon(tintedIcon(QStringLiteral("hold"), theme.text1, theme.text3));
    m_resume->setIcon(tintedIcon(QStringLiteral("resume"), theme.text1, theme.text3));
}

void JobStrip::setSnapshot(const Snapshot& snapshot)
{
    const JobSnapshot* job = currentJob(snapshot);
    m_job = job ? job->id : JobId();
    m_name->setFullText(job ? job->name : tr("No job"));
    m_state->setFullText(job ? jobStateText(job->state) : tr("Drop a job file here."));
    m_bar->setVisible(job != nullptr);
    m_count->setVisible(job != nullptr);
    if (job) {
        // Fifty segments would be noise; a job's bar is one piece at 152 px.
        m_bar->setSteps(int(progressOf(*job) * 152), 152);
        m_count->setFullText(
            tr("%1 of %2 good")
                .arg(grouped(job->counts.records.good), grouped(job->counts.records.accepted)));
    }
    const JobButtons buttons = job ? jobButtons(job->state) : noJobButtons();
    setAvailable(m_start, buttons.start.enabled, buttons.start.tip);
    setAvailable(m_hold, buttons.hold.enabled, buttons.hold.tip);
    setAvailable(m_resume, buttons.resume.enabled, buttons.resume.tip);
}

} // namespace sm
