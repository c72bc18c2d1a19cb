// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/alarm_view.h"

namespace sm {

/// What people read about an alarm. Any thread; text of the installed translation.
struct AlarmText {
    QString number; ///< A06
    QString name; ///< Feeder empty
    QString place; ///< station, HSM, job or the part of the system that it is about
    QString sentence; ///< what happened, and what it means for cards
    QString cause; ///< the likely cause
    QString action; ///< what to do, one line
};
AlarmText alarmText(const AlarmEntry& entry);

QString alarmName(AlarmCode code);
QString priorityText(AlarmPriority priority);
/// "3 high": for chips and their tooltips.
QString priorityCount(AlarmPriority priority, int count);
/// "A06 x4" is said after the sentence: " x4"; nothing for one that came once.
QString timesText(int times);

} // namespace sm
