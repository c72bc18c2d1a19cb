// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/floor/frame_meter.h"

#include <algorithm>

namespace sm {

namespace {

constexpr qint64 window = 10'000;
constexpr size_t mostKept = 1'000'000;

} // namespace

FrameMeter::FrameMeter()
{
    m_clock.start();
}

void FrameMeter::add(double duration)
{
    const qint64 now = m_clock.elapsed();
    m_recent.push_back({now, duration});
    while (!m_recent.empty() && m_recent.front().at < now - window)
        m_recent.pop_front();
    if (m_all.size() < mostKept)
        m_all.push_back(float(duration));
    else
        m_all[size_t(m_count) % mostKept] = float(duration);
    ++m_count;
}

MeterFigures FrameMeter::recent() const
{
    std::vector<double> values;
    values.reserve(m_recent.size());
    for (const Sample& sample : m_recent)
        values.push_back(sample.ms);
    return figures(std::move(values), m_count);
}

MeterFigures FrameMeter::overall() const
{
    return figures(std::vector<double>(m_all.begin(), m_all.end()), m_count);
}

MeterFigures FrameMeter::figures(std::vector<double> values, qint64 count)
{
    MeterFigures result;
    result.count = count;
    if (values.empty())
        return result;
    std::sort(values.begin(), values.end());
    const auto at = [&](double part) { return values[size_t(double(values.size() - 1) * part + 0.5)]; };
    result.p95 = at(0.95);
    result.p99 = at(0.99);
    result.max = values.back();
    return result;
}

} // namespace sm
