// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <vector>

namespace sm {

struct HistoryPoint {
    qint64 at = 0; ///< milliseconds since 1970 UTC
    double value = 0;
    bool operator==(const HistoryPoint&) const = default;
};

/// At most `limit` points, in order: of each stretch its lowest and its highest, so that no spike is lost.
/// The first and the last point stay.
std::vector<HistoryPoint> decimate(std::vector<HistoryPoint> points, size_t limit);
inline constexpr size_t mostPoints = 3600;

} // namespace sm
