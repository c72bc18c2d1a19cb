// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QStringList>

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

/// The door for stations that come over TLS.
struct StationDoorView {
    QString address; ///< where this console listens
    QByteArray pin; ///< of this console: to be listed at the stations
    bool twoPersons = true;
    std::vector<PendingStation> pending; ///< newest last, at most 64
    std::vector<ListedStation> listed;
    std::vector<StationId> places; ///< that stations may take over TLS
};

} // namespace sm
