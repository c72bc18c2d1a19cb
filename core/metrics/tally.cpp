// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/tally.h"

#include <algorithm>

namespace sm {

quint16 cell::bin(double seconds)
{
    return quint16(std::clamp(seconds / binSeconds, 0.0, double(lastBin)));
}

bool Tally::isEmpty() const
{
    return finished() == 0 && idealMs == 0 && longHsmMs == 0 && longCardMs == 0 && cells.isEmpty()
        && std::all_of(timeMs.begin(), timeMs.end(), [](quint64 ms) { return ms == 0; });
}

void Tally::add(const Tally& other)
{
    good += other.good;
    firstPass += other.firstPass;
    rejected += other.rejected;
    idealMs += other.idealMs;
    longHsmMs += other.longHsmMs;
    longCardMs += other.longCardMs;
    for (size_t i = 0; i < stationTimes; ++i)
        timeMs[i] += other.timeMs[i];
    cells.add(other.cells);
}

} // namespace sm
