// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/snapshot.h"

#include <QString>

namespace sm {

/// What people read for states and phases. Any thread.
QString stateText(TileState state);
QString shortStateText(TileState state); ///< at most six characters in English
QString warningText();
QString shortWarningText();
QString phaseText(Phase phase);
QString jobStateText(JobState state);
QString severityText(const QString& severity); ///< of an import finding: error, warning, info, blocking
/// What an import finding of a code V01 .. V15 is about.
QString findingText(const QString& code);

} // namespace sm
