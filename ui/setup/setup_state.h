// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/snapshot.h"
#include "ui/setup/floor_draft.h"

#include <memory>

namespace sm {

/// What came of asking a station whether it is there.
struct SetupTest {
    enum class Stage : quint8 { Queued, Asked, Answered };
    Stage stage = Stage::Queued;
    QJsonObject definition; ///< of the station when it was asked: what is said of another one is forgotten
    std::optional<Failure> failure;
    QString found; ///< empty: a virtual one
    QByteArray atr; ///< of the card that lies there; empty: none
};

/// Everything the page shows.
struct SetupState {
    FloorDraft draft;
    std::shared_ptr<const Snapshot> snapshot; ///< null at first
    QHash<StationId, SetupTest> tests;
    QHash<StationId, Failure> failed; ///< stations that the last order could not make
};

/// How much a cell stands out.
enum class SetupTone : quint8 { Plain, Good, Attention, Warning, Fault };

struct SetupRow {
    enum Column { Station, Kind, Bound, Devices, Now, Test, Change, ColumnCount };
    QString key; ///< "M2-S3", of a machine "M2"
    quint16 machine = 0;
    StationId station; ///< invalid: the row of the machine
    bool gone = false; ///< runs, and is not in the draft any more
    std::array<QString, ColumnCount> cells;
    std::array<QString, ColumnCount> tips; ///< where the cell does not say it all
    SetupTone test = SetupTone::Plain;
    SetupTone change = SetupTone::Plain;
    bool operator==(const SetupRow&) const = default;
};

/// Machines and under each its stations, by number; those that go are there until they are gone.
std::vector<SetupRow> setupRows(const SetupState& state);

struct SetupTestText {
    QString brief;
    QString whole; ///< sentences; empty: the brief one says it all
    SetupTone tone = SetupTone::Plain;
};
SetupTestText setupTestText(const SetupTest& test);
/// A card may be in it: it is changed when that has left.
bool isOccupied(const StationSnapshot& station);

} // namespace sm
