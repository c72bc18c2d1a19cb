// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/snapshot.h"
#include "ui/theme/theme.h"

#include <array>

namespace sm {

enum class TileBand : quint8 { None, Fault, Held, Warning };

/// Everything that a tile paints, rounded to what can be seen: two equal looks are the same picture.
struct TileLook {
    StationId id;
    TileState state = TileState::Offline;
    TileBand band = TileBand::None;
    quint16 stepNow = 0;
    quint16 stepCount = 0;
    quint16 taktTenths = 0;
    FailureCode failure{};
    StationLinkState away = StationLinkState::None; ///< why it is offline, where its link is
    bool unacknowledged = false; ///< its alarm: the band blinks
    std::array<quint8, 20> spark{}; ///< takts in quarters of a second
    QString cardTail;
    QString stepName;
    QString failedStep;
    QString note; ///< sentence of the failure, or what to do; empty when nothing is wrong
    bool operator==(const TileLook&) const = default;
};

/// Makes the look of a station; keeps the sentence of `before` when the failure has not changed.
TileLook lookOf(const StationSnapshot& station, const TileLook& before);

TileBand bandOf(const StationSnapshot& station);
/// Colours of a band; nothing for TileBand::None.
const Band* bandColors(TileBand band, const Theme& theme);

/// "M12-S4", or "12-4" where letters do not fit.
QString tileName(StationId id, bool shortForm);
/// "7/14 Store data 2/4", or what is wrong.
QString tileStepLine(const TileLook& look);
/// For tooltips and screen readers: machine, station, state, card, step.
QString stationSummary(const StationSnapshot& station);

} // namespace sm
