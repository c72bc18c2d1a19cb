// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/failure.h"
#include "base/ids.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace sm {

/// What persons decide about stations that come over TLS. Answered with event::Accepted, or event::Refused
/// with StationKeyUnknown, StationPlaceUnfit, StationPersonUnfit or StationListUnusable; what it comes to is
/// in Snapshot::stationDoor.
namespace command {
/// Lets the key with this pin take this place. On a floor with keys that count, the second of two different
/// persons makes it so.
struct AcceptStation {
    QByteArray pin; ///< SHA-256 of its public key, 32 bytes
    StationId station;
    QString person;
};
/// Takes it off the list of those that wait; it is shown again when it comes again.
struct RefuseStation {
    QByteArray pin;
};
/// The key loses the place at once: its connection there is dropped, and it is refused from now on.
struct RevokeStation {
    QByteArray pin;
    StationId station;
};
} // namespace command

/// A station that came and is not let in.
struct PendingStation {
    QByteArray pin;
    QString address; ///< where it came from last
    StationId wanted; ///< the place it asked for; invalid: it was refused before it could say
    QDateTime last; ///< when it came last
    quint32 tries = 0;
    StationId offered; ///< the place that one person has given it; invalid: none yet
    QString firstPerson;
};

/// A key that may take a place.
struct ListedStation {
    QByteArray pin;
    StationId station;
    QStringList persons; ///< who let it in; empty: floor.json did
    QDateTime since;
    bool connected = false;
};

/// Of the program that runs beside a station's reader.
enum class StationLinkState : quint8 {
    None, ///< the reader is at this computer: there is no such program
    Awaited, ///< has not come since the start
    Up,
    Lost
};

/// A place whose station runs beside its reader, and its link.
struct StationLink {
    StationId station;
    QString kind; ///< tls, serial, local
    QString port; ///< serial: device of the line
    int baud = 0; ///< serial
    StationLinkState state = StationLinkState::Awaited;
    QDateTime since; ///< when it came, or was lost; invalid: it has not come yet
    QString address; ///< where the station is, or was last: HOST:PORT, device, path
    QByteArray pin; ///< TLS: of the key that is, or was last, in this place
    quint64 epoch = 0; ///< of its last connection
    QDateTime heard; ///< its last message; heartbeats are not messages
    Nanos exchange{}; ///< what the link adds to a batch of commands, smoothed over the last ones; 0: none yet
    std::optional<Failure> why; ///< it was lost, or does not come up
};

/// Somebody who wanted to come in and was turned away.
struct RefusedStation {
    QString address; ///< where it came from last, without the port
    QByteArray pin; ///< empty: it showed no key
    StationId wanted; ///< invalid: it did not get as far as saying
    std::optional<Failure> why; ///< always there
    QDateTime last;
    quint32 tries = 0;
};

/// The door for stations whose reader stands elsewhere.
struct StationDoorView {
    QString address; ///< where this console listens; empty: none comes over TLS
    QByteArray pin; ///< of this console: to be listed at the stations
    bool twoPersons = true;
    std::vector<PendingStation> pending; ///< newest last, at most 64
    std::vector<ListedStation> listed;
    std::vector<StationId> places; ///< that stations may take over TLS
    std::vector<StationLink> links; ///< one for each place, in the order of the floor
    std::vector<RefusedStation> refused; ///< since the start, newest last, at most 64
};

} // namespace sm
