// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/hsm_meters.h"

#include <algorithm>

namespace sm {

namespace {

constexpr Nanos lookEvery = milliseconds(250);
constexpr Nanos window = seconds(60);
constexpr Nanos step = seconds(5);

} // namespace

void TimesMeter::record(Nanos now, Nanos value)
{
    m_latency.record(now, value);
    m_recorded = true;
}

HsmTimes TimesMeter::times(Nanos now) const
{
    const bool old = m_looked < Nanos(0) || now - m_looked >= (m_recorded ? lookEvery : seconds(10));
    if (old) {
        const LatencyHistogram all = m_latency.over(now);
        m_times = {all.percentile(0.50), all.percentile(0.95), all.percentile(0.99)};
        m_looked = now;
        m_recorded = false;
    }
    return m_times;
}

void LoadMeter::keep(Nanos at)
{
    if (at - m_samples.back().at < step)
        return;
    m_samples.push_back({at, busy(at)});
    while (m_samples.size() > 2 && m_samples[1].at <= at - window)
        m_samples.pop_front();
}

void LoadMeter::set(Nanos now, int load)
{
    keep(m_at);
    keep(now);
    m_busy = busy(now);
    m_at = now;
    m_load = load;
}

double LoadMeter::lastMinute(Nanos now) const
{
    const Nanos from = std::max(now - window, m_samples.front().at);
    if (from >= now)
        return 0;
    const auto later = std::find_if(
        m_samples.begin(), m_samples.end(), [from](const Sample& sample) { return sample.at > from; });
    const Sample next = later == m_samples.end() ? Sample{now, busy(now)} : *later;
    const Sample before = *std::prev(later);
    // Where the window begins between two samples, busy grew evenly: near enough if they are a step apart.
    const double share = double((from - before.at).count()) / double((next.at - before.at).count());
    const double then = double(before.busy.count()) + share * double((next.busy - before.busy).count());
    return (double(busy(now).count()) - then) / double((now - from).count());
}

} // namespace sm
