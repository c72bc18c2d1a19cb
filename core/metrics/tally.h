// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "base/ids.h"
#include "metrics/sparse_counts.h"
#include "metrics/station_time.h"

#include <array>

namespace sm {

/// Histograms and named counts of a tally live in one sparse list; these are their cells.
namespace cell {
inline constexpr double binSeconds = 0.5; ///< of takt and process time
inline constexpr quint16 lastBin = 1200; ///< ten minutes and longer
inline constexpr quint16 takt = 0x0000; ///< + bin
inline constexpr quint16 process = 0x1000; ///< + bin
inline constexpr quint16 idle = 0x2000; ///< + IdleReason; milliseconds, may be corrected downwards
inline constexpr quint16 failure = 0x4000; ///< + FailureCode

quint16 bin(double seconds);
} // namespace cell

/// What one station did for one job in one span of time; summed over stations and spans it is what the
/// formulas take. Job 0: no job. Milliseconds are station time.
struct Tally {
    StationId station;
    JobId job;
    quint64 good = 0;
    quint64 firstPass = 0; ///< good without remake
    quint64 rejected = 0; ///< a card arrived and did not become good
    quint64 idealMs = 0; ///< ideal card time of each finished attempt, summed
    quint64 longHsmMs = 0; ///< of the wait for HSMs: waits beyond longWaitMs; booked when they get long
    quint64 longCardMs = 0;
    std::array<quint64, stationTimes> timeMs{};
    SparseCounts cells;

    quint64 finished() const { return good + rejected; }
    quint64 time(StationTime state) const { return timeMs[size_t(state)]; }
    qint64 idleMs(IdleReason reason) const { return cells.at(quint16(cell::idle + quint16(reason))); }
    bool isEmpty() const;
    /// Adds figures; station and job stay.
    void add(const Tally& other);
    bool operator==(const Tally&) const = default;
};

} // namespace sm
