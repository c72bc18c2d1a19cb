// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <array>
#include <vector>

namespace sm {

/// Counts of durations in log-scaled buckets, 16 to each power of two: a percentile read back is at most 1/32
/// off. Fixed size, no allocation, mergeable. Not for use by two threads at once.
class LatencyHistogram {
public:
    void record(Nanos value); ///< a negative duration counts as zero
    void merge(const LatencyHistogram& other);
    void clear() { *this = LatencyHistogram(); }

    quint64 count() const { return m_count; }
    /// Nearest rank: the middle of the bucket that holds the ceil(share * count)-th smallest value, never
    /// outside the recorded extremes; zero when empty. `share` in [0, 1].
    Nanos percentile(double share) const;
    Nanos min() const { return m_count == 0 ? Nanos(0) : m_min; }
    Nanos max() const { return m_max; }
    Nanos mean() const; ///< exact; zero when empty

private:
    static constexpr int bucketCount = 60 * 16;
    static size_t bucketOf(quint64 value);
    static quint64 middleOf(size_t bucket);

    std::array<quint64, bucketCount> m_buckets{};
    quint64 m_count = 0;
    double m_sum = 0; ///< nanoseconds; a double does not overflow in a plant's life
    Nanos m_min = Nanos::max();
    Nanos m_max{};
};

/// The durations of the last minutes: a ring of histograms, of which the oldest is dropped as time passes.
/// What is read covers between window and window * (slices + 1) / slices.
class SlidingLatency {
public:
    explicit SlidingLatency(Nanos window = std::chrono::minutes(10), int slices = 10);

    void record(Nanos now, Nanos value);
    LatencyHistogram over(Nanos now) const; ///< everything recorded within the window that ends now

private:
    struct Slice {
        qint64 number = -1;
        LatencyHistogram histogram;
    };
    qint64 numberAt(Nanos now) const { return now / m_width; }

    Nanos m_width;
    std::vector<Slice> m_slices;
};

} // namespace sm
