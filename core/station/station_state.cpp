// SPDX-License-Identifier: GPL-3.0-or-later
#include "station/station_state.h"

#include <array>

namespace sm {

namespace {

constexpr size_t stateCount = 8;
constexpr size_t eventCount = 12;
using Cell = std::optional<StationState>;
using Row = std::array<Cell, stateCount>;

constexpr Cell none = std::nullopt;
constexpr Cell offline = StationState::Offline;
constexpr Cell idle = StationState::Idle;
constexpr Cell assigned = StationState::Assigned;
constexpr Cell inSession = StationState::InSession;
constexpr Cell held = StationState::Held;
constexpr Cell fault = StationState::Fault;
constexpr Cell lost = StationState::Lost;
constexpr Cell locked = StationState::Maintenance;

// One row per event, one column per state. A session that still runs when the reader is lost ends in Lost; a
// card that a person must take away is remembered (Fault) even when the reader comes back meanwhile.
constexpr std::array<Row, eventCount> table{{
    //                   Offline Idle      Assigned   InSession  Held    Fault   Lost    Maintenance
    /* LinkUsable     */ {idle, none, none, none, none, none, idle, none},
    /* LinkLost       */ {none, offline, offline, lost, none, none, none, none},
    /* Assign         */ {none, assigned, none, none, none, none, none, none},
    /* Withdraw       */ {none, none, idle, none, none, none, none, none},
    /* Present        */ {none, none, inSession, none, none, none, none, none},
    /* SessionEnded   */ {none, none, none, idle, none, none, lost, none},
    /* SessionStopped */ {none, none, none, fault, none, none, fault, none},
    /* Hold           */ {held, held, held, inSession, none, fault, lost, locked},
    /* Resume         */ {none, none, none, inSession, idle, fault, lost, locked},
    /* Clear          */ {none, none, none, none, none, idle, none, none},
    /* LockOut        */ {locked, locked, none, none, locked, locked, locked, none},
    /* Unlock         */ {none, none, none, none, none, none, none, idle},
}};
static_assert(size_t(StationState::Maintenance) + 1 == stateCount);
static_assert(size_t(StationEvent::Unlock) + 1 == eventCount);

} // namespace

std::optional<StationState> nextState(StationState state, StationEvent event)
{
    return table[size_t(event)][size_t(state)];
}

QString stationStateName(StationState state)
{
    switch (state) {
    case StationState::Offline:
        return QStringLiteral("offline");
    case StationState::Idle:
        return QStringLiteral("idle");
    case StationState::Assigned:
        return QStringLiteral("assigned");
    case StationState::InSession:
        return QStringLiteral("in-session");
    case StationState::Held:
        return QStringLiteral("held");
    case StationState::Fault:
        return QStringLiteral("fault");
    case StationState::Lost:
        return QStringLiteral("lost");
    case StationState::Maintenance:
        return QStringLiteral("maintenance");
    }
    Q_UNREACHABLE();
}

} // namespace sm
