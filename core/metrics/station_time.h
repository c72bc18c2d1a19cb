// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <array>

namespace sm {

/// What the time of a station went to. A card that is being finished while the floor is held counts as
/// running.
enum class StationTime : quint8 { Running, WaitingHsm, WaitingCard, Idle, Held, Fault, Maintenance, Offline };
inline constexpr size_t stationTimes = 8;

/// Why a station stood idle or held for longer than idleAsksAfterMs. None: nobody has said why yet.
enum class IdleReason : quint8 {
    None,
    NoJob,
    WaitingForApproval,
    CardsOut,
    RibbonOut,
    Changeover,
    Cleaning,
    Maintenance,
    Break, ///< planned: no production time, no loss
    HsmOrKeys,
    Other
};
inline constexpr size_t idleReasons = 11;

} // namespace sm
