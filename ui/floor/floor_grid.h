// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/snapshot.h"

#include <QRect>
#include <QString>

#include <optional>
#include <vector>

namespace sm {

enum class FloorFilter { All, Attention, Waiting, Idle, Offline };

/// Whether a tile stays at full strength under a filter and a find text (part of the id or of the card's last
/// digits).
bool matches(const StationSnapshot& station, FloorFilter filter, const QString& find);
QString filterText(FloorFilter filter);

enum class FloorStep { Left, Right, Up, Down, RowStart, RowEnd, FloorStart, FloorEnd };

/// The tile that an arrow key leads to: the nearest one in that direction by geometry; none at the edge.
std::optional<int> neighbour(const std::vector<QRect>& tiles, int from, FloorStep step);

} // namespace sm
