// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"
#include "station/station.h"

#include <array>
#include <memory>

namespace sm {

/// What the controller keeps beside a station: its session and its figures since the start.
struct StationDesk {
    explicit StationDesk(std::unique_ptr<Station> s)
        : station(std::move(s))
    {
    }

    std::unique_ptr<Station> station;
    std::shared_ptr<Session> session;
    quint32 good = 0;
    quint32 rejected = 0;
    int rejectsInARow = 0;
    Nanos lastGood{-1}; ///< negative: none yet
    std::array<float, 20> takts{}; ///< seconds, newest last, 0: none
    Nanos busy{}; ///< sum of process times
    Nanos cardTime{};
    Nanos stateSince{};
    std::optional<Failure> failure; ///< why it stands, or how its last session ended badly
    QString failedStep;
    bool waitsForStart = false; ///< in the stagger queue
    bool away = true; ///< its reader is not there
    bool heldByFloor = false; ///< goes on with the floor; nobody has held this one
};

} // namespace sm
