// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/decimate.h"

#include <algorithm>

namespace sm {

std::vector<HistoryPoint> decimate(std::vector<HistoryPoint> points, size_t limit)
{
    if (points.size() <= limit || limit < 4)
        return points;
    std::vector<HistoryPoint> out;
    out.reserve(limit);
    out.push_back(points.front());
    const size_t stretches = (limit - 2) / 2;
    const size_t inner = points.size() - 2;
    const auto lower = [](const HistoryPoint& a, const HistoryPoint& b) { return a.value < b.value; };
    for (size_t i = 0; i < stretches; ++i) {
        const auto first = points.begin() + 1 + qsizetype(inner * i / stretches);
        const auto last = points.begin() + 1 + qsizetype(inner * (i + 1) / stretches);
        auto [low, high] = std::minmax_element(first, last, lower);
        if (low->at > high->at)
            std::swap(low, high);
        out.push_back(*low);
        if (low != high)
            out.push_back(*high);
    }
    out.push_back(points.back());
    return out;
}

} // namespace sm
