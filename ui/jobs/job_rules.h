// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "job/life_cycles.h"

#include <QString>

namespace sm {

struct JobSnapshot;

/// Whether a button may be pressed; the tip says what it will do or why it can not.
struct JobButton {
    bool enabled = false;
    QString tip;
};

struct JobButtons {
    JobButton start;
    JobButton hold;
    JobButton resume;
    JobButton abort; ///< closes the job when its queue is done: see JobsPage
    JobButton remake;
    JobButton report;
};

/// The table of ux 5.5 for a job with something to remake and no card in doubt. No dead ends: in every state
/// at least one button is enabled.
JobButtons jobButtons(JobState state);
/// The same for what this job really has open.
JobButtons jobButtons(const JobSnapshot& job);
/// With no job at all.
JobButtons noJobButtons();

bool isOver(JobState state);
/// Remakes that are open and records that came back too often: what Remake would give out.
qint64 toRemake(const JobSnapshot& job);
/// The same, and the cards in doubt.
qint64 needsDecision(const JobSnapshot& job);
/// One line that says what a person does next about the records that need a decision. Empty: none does.
QString nextStepText(const JobSnapshot& job);
/// Started, but the stations are busy with another job.
bool isQueued(const JobSnapshot& job);

} // namespace sm
