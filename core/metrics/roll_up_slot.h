// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/tally.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace sm {

/// How fine a roll-up is, and how long it is kept (ux.md 4.3).
enum class RollUpLevel : quint8 { Second, Minute, Hour };
inline constexpr size_t rollUpLevels = 3;
constexpr qint64 spanMs(RollUpLevel level)
{
    return level == RollUpLevel::Second ? 1000 : level == RollUpLevel::Minute ? 60'000 : 3'600'000;
}
/// In the store: 14 days of minutes, two years of hours; seconds are never stored.
constexpr qint64 storedMs(RollUpLevel level)
{
    constexpr qint64 day = 86'400'000;
    return level == RollUpLevel::Second ? 0 : level == RollUpLevel::Minute ? 14 * day : 731 * day;
}
/// In memory, where the dashboard's ranges and their comparisons find them: 2 hours, 26 hours, 35 days.
constexpr qint64 keptMs(RollUpLevel level)
{
    constexpr qint64 hour = 3'600'000;
    return level == RollUpLevel::Second ? 2 * hour
        : level == RollUpLevel::Minute  ? 26 * hour
                                        : 35 * 24 * hour;
}
/// Start of the span that holds a time.
constexpr qint64 spanStart(RollUpLevel level, qint64 at)
{
    return at - (at % spanMs(level) + spanMs(level)) % spanMs(level);
}

/// Everything of one span of time.
struct RollUpSlot {
    std::vector<Tally> tallies; ///< without empty ones, in the order of station and job
    SparseCounts hsmWaits; ///< cells of wait_cell: request queued -> a device starts it
    std::vector<quint64> hsmBusyUs; ///< by the order of the devices
    bool operator==(const RollUpSlot&) const = default;
};

/// A closed span as it is kept and stored: variable-length numbers, about 40 bytes per working station.
/// Form: 1 (version), tallies, waits, devices; each number 7 bits a byte, low first, signed ones zigzag.
QByteArray encode(const RollUpSlot& slot);
/// Nothing for bytes that this program did not write; never reads beyond them.
std::optional<RollUpSlot> decodeSlot(const QByteArray& bytes);

} // namespace sm
