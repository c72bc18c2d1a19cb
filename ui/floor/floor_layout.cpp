// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/floor/floor_layout.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

namespace sm {

namespace {

constexpr std::array<QSize, 5> smallest{
    QSize(44, 28), QSize(56, 40), QSize(76, 64), QSize(140, 100), QSize(150, 150)};
constexpr QSize largestTile(420, 300);
constexpr double wantedAspect = 1.4;
constexpr double fewHoles = 0.12;

int parts(int whole, int count, int gap)
{
    return (whole - gap * (count - 1)) / count;
}

int ceilDivide(int a, int b)
{
    return (a + b - 1) / b;
}

QSize tileIn(QSize area, const FloorGrid& grid, const FloorMetrics& m)
{
    const double blockWidth
        = double(area.width() - 2 * m.margin - m.blockGapX * (grid.blockColumns - 1)) / grid.blockColumns;
    const double blockHeight
        = double(area.height() - 2 * m.margin - m.blockGapY * (grid.blockRows - 1)) / grid.blockRows;
    const double w = (blockWidth - 2 * m.padding - m.tileGap * (grid.tileColumns - 1)) / grid.tileColumns;
    const double h
        = (blockHeight - 2 * m.padding - m.header - m.tileGap * (grid.tileRows - 1)) / grid.tileRows;
    return {int(std::floor(w)), int(std::floor(h))};
}

/// Sort key of a shape, larger is better. Aspects are compared to a thousandth so that rounding does not
/// decide.
auto rank(const FloorGrid& grid)
{
    const double aspect = double(grid.tile.width()) / grid.tile.height();
    return std::tuple(grid.lod, -std::lround(std::abs(aspect - wantedAspect) * 1000),
        grid.tile.width() * grid.tile.height());
}

QSize blockSize(const FloorGrid& grid, QSize tile, const FloorMetrics& m)
{
    return {2 * m.padding + grid.tileColumns * tile.width() + (grid.tileColumns - 1) * m.tileGap,
        2 * m.padding + m.header + grid.tileRows * tile.height() + (grid.tileRows - 1) * m.tileGap};
}

/// As many machines side by side as fit, stations in the machine's widest form that is not wider than the
/// area.
FloorGrid forcedGrid(QSize area, int machines, int stations, int lod, const FloorMetrics& m)
{
    FloorGrid grid;
    grid.lod = lod;
    grid.tile = smallestTile(lod);
    const int inner = area.width() - 2 * m.margin;
    grid.tileColumns = std::clamp((inner - 2 * m.padding + m.tileGap) / (grid.tile.width() + m.tileGap), 1,
        lod >= 3 ? stations : std::min(stations, ceilDivide(stations, 2)));
    grid.tileRows = ceilDivide(stations, grid.tileColumns);
    const int block = blockSize(grid, grid.tile, m).width();
    grid.blockColumns = std::clamp((inner + m.blockGapX) / (block + m.blockGapX), 1, machines);
    grid.blockRows = ceilDivide(machines, grid.blockColumns);
    const int room = parts(inner, grid.blockColumns, m.blockGapX) - 2 * m.padding;
    grid.tile.setWidth(std::max(grid.tile.width(), parts(room, grid.tileColumns, m.tileGap)));
    return grid;
}

/// A header of 22 is tight; where tiles have room to spare it grows.
void growHeader(FloorLayout& layout)
{
    FloorGrid& grid = layout.grid;
    const int spare = grid.tile.height() - smallestTile(std::max(grid.lod, 0)).height();
    const int grow = std::min(12, spare * grid.tileRows);
    if (grid.lod < 3 || grow <= 0)
        return;
    layout.metrics.header += grow;
    grid.tile.setHeight(grid.tile.height() - ceilDivide(grow, grid.tileRows));
}

/// The highest level of detail wins; at the same level a floor without holes is easier to read than the nicer
/// tile.
void chooseGrid(FloorLayout& layout, QSize area, int machines, int stations)
{
    layout.grid = bestGrid(area, machines, stations, layout.metrics, fewHoles);
    const FloorGrid any = bestGrid(area, machines, stations, layout.metrics);
    if (any.lod > layout.grid.lod)
        layout.grid = any;
    if (layout.grid.lod >= 3)
        return;
    for (const double holes : {1.0, fewHoles}) {
        const FloorGrid tight = bestGrid(area, machines, stations, compactMetrics(), holes);
        if (tight.lod < layout.grid.lod)
            continue;
        layout.grid = tight;
        layout.metrics = compactMetrics();
    }
}

void place(FloorLayout& layout, QSize area, const std::vector<int>& stations)
{
    const FloorGrid& grid = layout.grid;
    const FloorMetrics& m = layout.metrics;
    const QSize block = blockSize(grid, grid.tile, m);
    const QSize used(grid.blockColumns * block.width() + (grid.blockColumns - 1) * m.blockGapX,
        grid.blockRows * block.height() + (grid.blockRows - 1) * m.blockGapY);
    const int left = std::max(m.margin, (area.width() - used.width()) / 2);
    const int top = std::max(m.margin, (area.height() - used.height()) / 2);
    layout.content = QSize(used.width() + 2 * m.margin, used.height() + 2 * m.margin);
    for (size_t machine = 0; machine < stations.size(); ++machine) {
        const int column = int(machine) % grid.blockColumns;
        const int row = int(machine) / grid.blockColumns;
        const QPoint at(
            left + column * (block.width() + m.blockGapX), top + row * (block.height() + m.blockGapY));
        layout.blocks.emplace_back(at, block);
        for (int i = 0; i < stations[machine]; ++i) {
            const QPoint tile(at.x() + m.padding + (i % grid.tileColumns) * (grid.tile.width() + m.tileGap),
                at.y() + m.padding + m.header + (i / grid.tileColumns) * (grid.tile.height() + m.tileGap));
            layout.tiles.emplace_back(tile, grid.tile);
        }
    }
}

} // namespace

FloorMetrics compactMetrics()
{
    return {8, 8, 8, 4, 4, 20};
}

int lodFor(QSize tile)
{
    int lod = -1;
    for (const QSize& least : smallest) {
        if (tile.width() < least.width() || tile.height() < least.height())
            break;
        ++lod;
    }
    return lod;
}

QSize smallestTile(int lod)
{
    return smallest[size_t(std::clamp(lod, 0, 4))];
}

FloorGrid bestGrid(
    QSize area, int machines, int stationsPerMachine, const FloorMetrics& metrics, double mostEmpty)
{
    std::optional<FloorGrid> best;
    for (int columns = 1; columns <= machines; ++columns) {
        for (int inner = 1; inner <= stationsPerMachine; ++inner) {
            FloorGrid grid{-1, columns, ceilDivide(machines, columns), inner,
                ceilDivide(stationsPerMachine, inner), QSize()};
            grid.tile = tileIn(area, grid, metrics);
            const double places
                = double(grid.blockColumns * grid.blockRows * grid.tileColumns * grid.tileRows);
            const bool holes = 1 - machines * stationsPerMachine / places > mostEmpty;
            if (holes || grid.tile.width() <= 0 || grid.tile.height() <= 0)
                continue;
            grid.lod = lodFor(grid.tile);
            if (!best || rank(grid) > rank(*best))
                best = grid;
        }
    }
    return best.value_or(FloorGrid());
}

std::optional<FloorLayout> refitFloor(
    QSize area, const std::vector<int>& stationsPerMachine, const FloorLayout& before)
{
    if (before.blocks.size() != stationsPerMachine.size())
        return std::nullopt;
    FloorLayout layout;
    layout.metrics = before.metrics;
    layout.grid = before.grid;
    layout.grid.tile = tileIn(area, before.grid, before.metrics);
    layout.grid.lod = lodFor(layout.grid.tile);
    if (layout.grid.lod < 0)
        return std::nullopt;
    layout.grid.tile = layout.grid.tile.boundedTo(largestTile);
    place(layout, area, stationsPerMachine);
    return layout;
}

FloorLayout layOutFloor(QSize area, const std::vector<int>& stationsPerMachine, std::optional<int> forcedLod)
{
    FloorLayout layout;
    const int machines = int(stationsPerMachine.size());
    const auto most = std::max_element(stationsPerMachine.begin(), stationsPerMachine.end());
    if (machines == 0 || *most == 0)
        return layout;
    chooseGrid(layout, area, machines, *most);
    if (forcedLod && *forcedLod != layout.grid.lod)
        layout.grid = forcedGrid(area, machines, *most, *forcedLod, layout.metrics);
    else if (layout.grid.lod < 0)
        layout.grid = forcedGrid(area, machines, *most, 0, layout.metrics);
    else
        growHeader(layout);
    layout.grid.tile = layout.grid.tile.boundedTo(largestTile);
    place(layout, area, stationsPerMachine);
    return layout;
}

} // namespace sm
