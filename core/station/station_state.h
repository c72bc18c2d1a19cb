// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QtGlobal>

#include <optional>

namespace sm {

/// Life cycle of a station, independent of its hardware.
enum class StationState : quint8 {
    Offline, ///< no usable reader or link
    Idle, ///< waits for a card object id
    Assigned, ///< has an id, has not presented it yet
    InSession, ///< a session runs: from the presented id to the acknowledged "format complete"
    Held, ///< a person, or the reject-run rule, stopped it
    Fault, ///< stopped with a card that needs a person
    Lost, ///< the watchdog gave up on its reader; its thread may still be stuck
    Maintenance ///< locked out by an engineer
};

enum class StationEvent : quint8 {
    LinkUsable, ///< reader is there
    LinkLost, ///< reader gone or stuck
    Assign, ///< the controller routes an id to it
    Withdraw, ///< the id is taken back before it was presented
    Present, ///< the id is presented to the server
    SessionEnded, ///< good, or rejected and the card is out: ready for the next
    SessionStopped, ///< ended with a card that somebody must take away
    Hold,
    Resume,
    Clear, ///< the operator removed the card and pressed Continue
    LockOut,
    Unlock
};

/// The one transition table; nothing when the event has no meaning in the state.
std::optional<StationState> nextState(StationState state, StationEvent event);
QString stationStateName(StationState state);

} // namespace sm
