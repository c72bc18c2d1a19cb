// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/latency_histogram.h"
#include "security/hsm_figures.h"

#include <deque>

namespace sm {

/// Durations of the last ten minutes. Adding up the histograms costs microseconds, and a snapshot wants them
/// thirty times a second for every device: they are looked at four times a second.
class TimesMeter {
public:
    void record(Nanos now, Nanos value);
    HsmTimes times(Nanos now) const;

private:
    SlidingLatency m_latency;
    mutable bool m_recorded = false;
    mutable Nanos m_looked{-1};
    mutable HsmTimes m_times;
};

/// How much a device had in work: the sum over time of the number of requests, and its mean over the last
/// minute.
class LoadMeter {
public:
    explicit LoadMeter(Nanos now)
        : m_at(now)
        , m_samples{{now, Nanos(0)}}
    {
    }
    void set(Nanos now, int load);
    Nanos busy(Nanos now) const { return m_busy + (now - m_at) * m_load; }
    double lastMinute(Nanos now) const;

private:
    struct Sample {
        Nanos at{};
        Nanos busy{};
    };
    void keep(Nanos at);

    Nanos m_at;
    Nanos m_busy{};
    int m_load = 0;
    std::deque<Sample>
        m_samples; ///< between two of them busy grows evenly, or they are less than a step apart
};

} // namespace sm
