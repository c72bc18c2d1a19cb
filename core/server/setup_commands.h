// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "base/ids.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>
#include <variant>
#include <vector>

namespace sm {

/// What persons do about machines and stations while the floor runs. `floor`: floor.json as it is to be
/// (server/floor_document.h). Answered with the event of the same name, or event::Refused.
namespace command {
struct ReadFloor { };
/// Does the station answer that this floor would have in this place? Refused with StationInUse while a card
/// may be in the place, or at its reader or line.
struct TestStation {
    QByteArray floor;
    StationId station;
};
/// FloorFileUnexpected, FloorFileUnwritable: nothing has changed.
struct ApplyFloor {
    QByteArray floor;
    bool rehearse = false; ///< only tell what would change
};
} // namespace command
using SetupCommand = std::variant<command::ReadFloor, command::TestStation, command::ApplyFloor>;

struct StationEdit {
    enum class What : quint8 { Added, Removed, Changed };
    StationId station;
    What what = What::Changed;
    bool waits = false; ///< a card is there: it stays what it is until that one has left
    std::optional<Failure> failure; ///< it could not be made, and is not there now
};

namespace event {
struct FloorRead {
    quint64 ticket = 0;
    QByteArray floor; ///< of the floor that runs, with what still waits for a card to leave
    QString file; ///< where it is kept; empty: a demo, which keeps nothing
    QStringList readers; ///< that are there now, as pcscd names them
    QStringList ports; ///< serial devices that are there now, by names that stay
};
struct StationTested {
    quint64 ticket = 0;
    StationId station;
    std::optional<Failure> failure;
    QString found; ///< name of the reader, device or address; empty: a virtual one
    QByteArray atr; ///< of the card that lies there; empty: none
};
struct FloorApplied {
    quint64 ticket = 0;
    bool rehearsed = false;
    std::vector<StationEdit> stations; ///< by number
    QStringList nextStart; ///< members of the file that count from the next start of the program on
};
} // namespace event
using SetupEvent = std::variant<event::FloorRead, event::StationTested, event::FloorApplied>;

} // namespace sm
