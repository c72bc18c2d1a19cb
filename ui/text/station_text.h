// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/snapshot.h"

#include <QString>

namespace sm {

/// What people read about stations that run beside their readers, and their links. Any thread.

/// 8A90 4316 ...: as it is read aloud and compared; empty for no key.
QString fingerprintText(const QByteArray& pin);
/// Its first four groups, to tell keys apart and not to compare them.
QString shortFingerprint(const QByteArray& pin);
QString linkKindText(const QString& kind);
/// "Serial, /dev/ttyS4, 115200 baud"
QString linkText(const StationLink& link);
/// Connected, Link lost, Not connected yet.
QString linkStateText(StationLinkState state);

/// What happened, and what a person does about it.
struct StationAdvice {
    QString sentence; ///< empty: nothing is wrong
    QString action;
};
StationAdvice linkAdvice(const StationLink& link);
/// Of a station on the floor whose link is away: nothing when it is not.
StationAdvice awayAdvice(const StationSnapshot& station);
StationAdvice refusalText(const RefusedStation& refused);

/// Lost or Awaited for a station that stands because its link is away; else None.
StationLinkState linkAway(const StationSnapshot& station);
/// "Link lost", in at most six characters "Lost".
QString linkAwayText(StationLinkState away, bool shortForm);
/// stateText(), but a station without its link says that.
QString stationStateText(const StationSnapshot& station);

} // namespace sm
