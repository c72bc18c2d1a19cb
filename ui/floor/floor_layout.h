// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QSize>

#include <optional>
#include <vector>

namespace sm {

/// Distances of the floor picture in logical pixels.
struct FloorMetrics {
    int margin = 12;
    int blockGapX = 12;
    int blockGapY = 10;
    int padding = 8;
    int tileGap = 8;
    int header = 22;
};
/// For floors so full that frames would eat the tiles.
FloorMetrics compactMetrics();

/// Level of detail of a tile of that size: 0 to 4, -1 when it is too small to read.
int lodFor(QSize tile);
/// The smallest tile of a level of detail.
QSize smallestTile(int lod);

/// The shape of the floor: how machines stand in a grid and how stations stand in a machine.
struct FloorGrid {
    int lod = -1;
    int blockColumns = 1;
    int blockRows = 1;
    int tileColumns = 1;
    int tileRows = 1;
    QSize tile; ///< before the cap of 420 x 300
};

/// Tries every shape and takes the one with the highest level of detail, then the tile aspect nearest 1.4 :
/// 1, then the largest tile. Shapes that leave a larger share of places empty than `mostEmpty` do not take
/// part.
FloorGrid bestGrid(QSize area, int machines, int stationsPerMachine, const FloorMetrics& metrics = {},
    double mostEmpty = 1.0);

/// Where everything is. Positions follow floor order and nothing else: a state never moves a tile.
struct FloorLayout {
    FloorGrid grid;
    FloorMetrics metrics;
    QSize content; ///< larger than the area when it has to scroll
    std::vector<QRect> blocks; ///< one per machine
    std::vector<QRect> tiles; ///< machine after machine
};

/// The same shape in an area that grew or shrank, tiles refitted; none when they would become too small to
/// read.
std::optional<FloorLayout> refitFloor(
    QSize area, const std::vector<int>& stationsPerMachine, const FloorLayout& before);

/// `forcedLod` is the zoom: tiles of that level's smallest size, scrolling by machine rows when they do not
/// fit.
FloorLayout layOutFloor(
    QSize area, const std::vector<int>& stationsPerMachine, std::optional<int> forcedLod = std::nullopt);

} // namespace sm
