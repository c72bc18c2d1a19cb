// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sm::command {

/// Somebody has seen the alarm. One that has ended meanwhile is accepted silently.
struct AcknowledgeAlarm {
    quint64 alarm = 0;
};
/// No sound for 60 s; a new alarm of the same or a higher priority ends the silence.
struct SilenceAlarms { };
/// Takes an alarm off the lines for a while: 15 to 120 minutes, with a reason.
struct ShelveAlarm {
    quint64 alarm = 0;
    int minutes = 0;
    QString reason;
};
struct UnshelveAlarm {
    quint64 alarm = 0;
};

} // namespace sm::command
