// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/floor/floor_grid.h"

#include <QCoreApplication>

#include <cstdlib>
#include <limits>

namespace sm {

namespace {

bool matchesFilter(const StationSnapshot& station, FloorFilter filter)
{
    switch (filter) {
    case FloorFilter::All:
        return true;
    case FloorFilter::Attention:
        return station.state == TileState::Fault || station.state == TileState::Held || station.warning;
    case FloorFilter::Waiting:
        return station.state == TileState::WaitingHsm || station.state == TileState::WaitingCard;
    case FloorFilter::Idle:
        return station.state == TileState::Idle;
    case FloorFilter::Offline:
        return station.state == TileState::Offline || station.state == TileState::Maintenance;
    }
    return true;
}

bool inDirection(QPoint from, QPoint to, FloorStep step)
{
    switch (step) {
    case FloorStep::Left:
        return to.x() < from.x();
    case FloorStep::Right:
        return to.x() > from.x();
    case FloorStep::Up:
        return to.y() < from.y();
    default:
        return to.y() > from.y();
    }
}

std::optional<int> rowEdge(const std::vector<QRect>& tiles, int from, bool end)
{
    int best = from;
    for (int i = 0; i < int(tiles.size()); ++i) {
        const QRect& tile = tiles[size_t(i)];
        const int ahead = tile.x() - tiles[size_t(best)].x();
        if (tile.y() == tiles[size_t(from)].y() && (end ? ahead > 0 : ahead < 0))
            best = i;
    }
    return best;
}

} // namespace

bool matches(const StationSnapshot& station, FloorFilter filter, const QString& find)
{
    if (!matchesFilter(station, filter))
        return false;
    const QString text = find.trimmed();
    if (text.isEmpty())
        return true;
    const QString place = QStringLiteral("%1-%2").arg(station.id.machine).arg(station.id.station);
    return station.id.text().contains(text, Qt::CaseInsensitive) || place == text
        || station.recordId.contains(text, Qt::CaseInsensitive)
        // A scanner reads the whole id, of which only the end is known here.
        || (!station.recordId.isEmpty() && text.endsWith(station.recordId, Qt::CaseInsensitive))
        || station.cardTail.contains(text, Qt::CaseInsensitive);
}

QString filterText(FloorFilter filter)
{
    switch (filter) {
    case FloorFilter::All:
        return QCoreApplication::translate("Floor", "All");
    case FloorFilter::Attention:
        return QCoreApplication::translate("Floor", "Needs attention");
    case FloorFilter::Waiting:
        return QCoreApplication::translate("Floor", "Waiting");
    case FloorFilter::Idle:
        return QCoreApplication::translate("Floor", "Idle");
    case FloorFilter::Offline:
        return QCoreApplication::translate("Floor", "Offline");
    }
    return {};
}

std::optional<int> neighbour(const std::vector<QRect>& tiles, int from, FloorStep step)
{
    if (from < 0 || from >= int(tiles.size()))
        return tiles.empty() ? std::nullopt : std::optional(0);
    if (step == FloorStep::FloorStart)
        return 0;
    if (step == FloorStep::FloorEnd)
        return int(tiles.size()) - 1;
    if (step == FloorStep::RowStart || step == FloorStep::RowEnd)
        return rowEdge(tiles, from, step == FloorStep::RowEnd);
    const bool across = step == FloorStep::Left || step == FloorStep::Right;
    const QPoint at = tiles[size_t(from)].center();
    std::optional<int> best;
    int least = std::numeric_limits<int>::max();
    for (int i = 0; i < int(tiles.size()); ++i) {
        const QPoint to = tiles[size_t(i)].center();
        if (!inDirection(at, to, step))
            continue;
        const int ahead = std::abs(across ? to.x() - at.x() : to.y() - at.y());
        const int aside = std::abs(across ? to.y() - at.y() : to.x() - at.x());
        // Sideways movement must stay in the row; up and down may drift to the nearest column.
        if (across && aside > tiles[size_t(from)].height() / 2)
            continue;
        const int cost = ahead + 3 * aside;
        if (cost < least) {
            least = cost;
            best = i;
        }
    }
    return best;
}

} // namespace sm
