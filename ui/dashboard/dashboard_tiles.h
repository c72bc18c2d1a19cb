// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/history.h"
#include "server/server_port.h"
#include "ui/dashboard/number_tile.h"

#include <array>

namespace sm {

inline constexpr size_t dashboardTiles = 6;
/// Good, rate, first pass, end, utilisation, OEE; in this order.
std::array<TileContent, dashboardTiles> tileContents(const History& history, const Snapshot* snapshot);
/// The metric whose definition belongs to a tile.
const char* tileMetric(size_t tile);
QString compareText(HistoryCompare compare);

} // namespace sm
