// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QString>

#include <span>

namespace sm {

/// The whole alarm catalogue; the value is the number that people read (A01 .. A17). Texts:
/// ui/text/alarm_text.
enum class AlarmCode : quint8 {
    None,
    StationFault, ///< A01: a station was stopped by an error
    RejectRun, ///< A02: rejects in a row; the station holds itself
    RejectRate, ///< A03: of a station, or of a job
    CardStateUnknown, ///< A04: power or link was lost between the first write and the last check
    WrongCardType, ///< A05: not a card of the job's profile
    FeederEmpty, ///< A06
    OutputFull, ///< A07
    TaktSlow, ///< A08
    HsmLost, ///< A09
    HsmQueueLong, ///< A10
    AllHsmsLost, ///< A11
    KeyTrouble, ///< A12: missing, expired or retired
    IntegrityFailure, ///< A13: audit chain, signature or counts
    DiskLow, ///< A14
    EngineLinkLost, ///< A15: seen by the user interface, not by the core
    JobNeedsDecision, ///< A16
    ClockChanged ///< A17
};

/// In rising order.
enum class AlarmPriority : quint8 { Low, Medium, High, Critical };

/// How long a condition must last before it is an alarm, and how long it must be gone before the alarm ends.
struct AlarmRule {
    AlarmCode code = AlarmCode::None;
    AlarmPriority priority = AlarmPriority::Low;
    Nanos raiseDelay{};
    Nanos clearDelay{};
};

const AlarmRule& alarmRule(AlarmCode code);
inline AlarmPriority alarmPriority(AlarmCode code)
{
    return alarmRule(code).priority;
}
std::span<const AlarmRule> alarmRules(); ///< A01 to A17
QString alarmNumber(AlarmCode code); ///< "A06"

} // namespace sm
