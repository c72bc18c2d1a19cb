// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/latency_histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace sm {

size_t LatencyHistogram::bucketOf(quint64 value)
{
    // Below 32 a bucket per value; above, the four bits after the leading one choose the bucket.
    const int shift = std::max(0, int(std::bit_width(value)) - 5);
    return size_t(shift) * 16 + size_t(value >> shift);
}

quint64 LatencyHistogram::middleOf(size_t bucket)
{
    if (bucket < 32)
        return bucket;
    const size_t shift = bucket / 16 - 1;
    const quint64 low = quint64(bucket - shift * 16) << shift;
    return low + (quint64(1) << shift) / 2;
}

void LatencyHistogram::record(Nanos value)
{
    value = std::max(value, Nanos(0));
    ++m_buckets[bucketOf(quint64(value.count()))];
    ++m_count;
    m_sum += double(value.count());
    m_min = std::min(m_min, value);
    m_max = std::max(m_max, value);
}

void LatencyHistogram::merge(const LatencyHistogram& other)
{
    if (other.m_count == 0)
        return;
    const size_t last = bucketOf(quint64(other.m_max.count()));
    for (size_t i = bucketOf(quint64(other.m_min.count())); i <= last; ++i)
        m_buckets[i] += other.m_buckets[i];
    m_count += other.m_count;
    m_sum += other.m_sum;
    m_min = std::min(m_min, other.m_min);
    m_max = std::max(m_max, other.m_max);
}

Nanos LatencyHistogram::percentile(double share) const
{
    if (m_count == 0)
        return Nanos(0);
    const double wanted = std::ceil(std::clamp(share, 0.0, 1.0) * double(m_count));
    const quint64 rank = std::clamp<quint64>(quint64(wanted), 1, m_count);
    quint64 seen = 0;
    size_t bucket = 0;
    while ((seen += m_buckets[bucket]) < rank)
        ++bucket;
    return std::clamp(Nanos(qint64(middleOf(bucket))), m_min, m_max);
}

Nanos LatencyHistogram::mean() const
{
    return m_count == 0 ? Nanos(0) : Nanos(qint64(std::llround(m_sum / double(m_count))));
}

SlidingLatency::SlidingLatency(Nanos window, int slices)
    : m_width(std::max(window / std::max(slices, 1), Nanos(1)))
    , m_slices(size_t(std::max(slices, 1)) + 1)
{
}

void SlidingLatency::record(Nanos now, Nanos value)
{
    const qint64 number = numberAt(now);
    Slice& slice = m_slices[size_t(number) % m_slices.size()];
    if (slice.number != number) {
        slice.number = number;
        slice.histogram.clear();
    }
    slice.histogram.record(value);
}

LatencyHistogram SlidingLatency::over(Nanos now) const
{
    LatencyHistogram sum;
    const qint64 newest = numberAt(now);
    for (const Slice& slice : m_slices) {
        if (slice.number >= 0 && slice.number > newest - qint64(m_slices.size()))
            sum.merge(slice.histogram);
    }
    return sum;
}

} // namespace sm
