// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "job/life_cycles.h"

#include <QString>

namespace sm {

/// Whether a button may be pressed; the tip says what it will do or why it can not.
struct JobButton {
    bool enabled = false;
    QString tip;
};

struct JobButtons {
    JobButton start;
    JobButton hold;
    JobButton resume;
    JobButton abort;
};

/// The table of ux 5.5. No dead ends: while a job is not over, at least one button is enabled.
JobButtons jobButtons(JobState state);
/// With no job at all.
JobButtons noJobButtons();

bool isOver(JobState state);

} // namespace sm
