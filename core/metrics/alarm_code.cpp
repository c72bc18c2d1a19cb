// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/alarm_code.h"

#include <array>

namespace sm {

namespace {

using enum AlarmPriority;

constexpr std::array rules{
    AlarmRule{AlarmCode::None, Low, seconds(0), seconds(0)},
    AlarmRule{AlarmCode::StationFault, High, seconds(0), seconds(0)},
    AlarmRule{AlarmCode::RejectRun, High, seconds(0), seconds(0)},
    AlarmRule{AlarmCode::RejectRate, Medium, seconds(0), seconds(0)},
    AlarmRule{AlarmCode::CardStateUnknown, High, seconds(0), seconds(0)},
    AlarmRule{AlarmCode::WrongCardType, High, seconds(0), seconds(0)},
    AlarmRule{AlarmCode::FeederEmpty, Medium, seconds(20), seconds(2)},
    AlarmRule{AlarmCode::OutputFull, Medium, seconds(5), seconds(2)},
    AlarmRule{AlarmCode::TaktSlow, Low, seconds(0), seconds(0)},
    AlarmRule{AlarmCode::HsmLost, High, seconds(2), seconds(10)},
    AlarmRule{AlarmCode::HsmQueueLong, Medium, seconds(60), seconds(60)},
    AlarmRule{AlarmCode::AllHsmsLost, Critical, seconds(2), seconds(2)},
    AlarmRule{AlarmCode::KeyTrouble, High, seconds(0), seconds(0)},
    AlarmRule{AlarmCode::IntegrityFailure, Critical, seconds(0), seconds(0)},
    AlarmRule{AlarmCode::DiskLow, Medium, seconds(10), seconds(10)},
    AlarmRule{AlarmCode::EngineLinkLost, High, seconds(5), seconds(0)},
    AlarmRule{AlarmCode::JobNeedsDecision, Medium, seconds(2), seconds(0)},
    AlarmRule{AlarmCode::ClockChanged, Low, seconds(0), seconds(0)},
};

} // namespace

const AlarmRule& alarmRule(AlarmCode code)
{
    return rules[size_t(code) < rules.size() ? size_t(code) : 0];
}

std::span<const AlarmRule> alarmRules()
{
    return std::span(rules).subspan(1);
}

QString alarmNumber(AlarmCode code)
{
    return QStringLiteral("A%1").arg(int(code), 2, 10, QLatin1Char('0'));
}

} // namespace sm
