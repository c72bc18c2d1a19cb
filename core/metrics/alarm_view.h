// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "base/ids.h"
#include "metrics/alarm_code.h"

#include <optional>
#include <vector>

namespace sm {

/// One alarm line. Times are clock milliseconds (Snapshot::now). Nothing in it is personal.
struct AlarmEntry {
    quint64 id = 0; ///< of the line; a condition that comes back after a while gets a new one
    AlarmCode code = AlarmCode::None;
    StationId station; ///< invalid: not about one station
    QString subject; ///< HSM name, job name or folder; empty: none
    std::optional<Failure> why;
    double value = 0; ///< what was measured: share of rejects, hours of disk, cards in doubt, seconds
    qint64 raisedAt = 0;
    qint64 clearedAt = 0; ///< history only
    int times = 1; ///< how often it came within ten minutes
    bool standing = true; ///< false: the condition is gone, but the line stays because it came so often
    bool acknowledged = false;
    bool audible = false; ///< may sound: nobody has acknowledged it, and it does not chatter just now
    qint64 shelvedUntil = 0; ///< 0: not shelved
    QString shelveReason;
    std::vector<StationId> waiting; ///< stations that wait because of it
    std::vector<quint64> children; ///< alarms of the same cause; they have no line of their own
    AlarmPriority priority() const { return alarmPriority(code); }
};

/// How often one alarm came, for the list of the most frequent ones.
struct AlarmTally {
    AlarmCode code = AlarmCode::None;
    StationId station;
    QString subject;
    int times = 0;
};

/// What a person who looks after the alarm system wants to know.
struct AlarmFigures {
    int lastTenMinutes = 0;
    double perTenMinutes = 0; ///< mean since the start, at most the last 12 hours
    std::vector<AlarmTally> top; ///< at most 10, most frequent first
    std::vector<AlarmEntry> longest; ///< at most 5 that stand or stood longest
    int ended = 0;
    int neverAcknowledged = 0; ///< ended without anybody having acknowledged them
    int shelvedSoFar = 0;
};

/// Everything a user interface shows of the alarms. Immutable once published.
struct AlarmView {
    quint64 revision = 0;
    std::vector<AlarmEntry>
        active; ///< lines in the order in which they want attention; children are not among them
    std::vector<AlarmEntry> folded; ///< children of lines in active
    std::vector<AlarmEntry> shelved;
    std::vector<AlarmEntry> history; ///< ended, newest first, at most 500
    AlarmFigures figures;
    bool flood = false; ///< more than 10 new alarms in ten minutes: the first is on top
    qint64 silencedUntil = 0; ///< clock milliseconds; 0: not silenced

    int count(AlarmPriority priority) const
    {
        int found = 0;
        for (const AlarmEntry& entry : active)
            found += entry.priority() == priority;
        return found;
    }
};

} // namespace sm
