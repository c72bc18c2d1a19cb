// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace sm {

/// What a person reads for a failure. Any thread; text of the installed translation.
struct FailureText {
    QString sentence; ///< what happened
    QString cause; ///< the likely cause
    QString action; ///< what the operator does, one line
    QString code; ///< SM-0105: what support asks for
};

/// A failure without a text of its own (a test sees that there is none) gets its code and the advice to call
/// support.
FailureText failureText(const Failure& failure);
/// The action as at most three steps.
QStringList actionSteps(const FailureText& text);

/// One row of a room's table. `{name}` stands for a parameter; a part in square brackets is left out when a
/// parameter in it is missing.
struct FailureTextRow {
    FailureCode code;
    const char* sentence;
    const char* cause;
    const char* action;
};
using FailureTextTable = std::vector<FailureTextRow>;

/// One table per room of the catalogue, in ui/text/room_*.cpp.
std::vector<const FailureTextTable*> failureTextTables();
bool hasFailureText(FailureCode code);

} // namespace sm
