// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/hsm_queue.h"

#include <algorithm>

namespace sm {

void HsmQueue::insert(HsmJob job)
{
    auto lane = std::find_if(
        m_lanes.begin(), m_lanes.end(), [&job](const Lane& one) { return one.devices == job.devices; });
    if (lane == m_lanes.end()) {
        lane = m_lanes.emplace(m_lanes.end());
        lane->devices = job.devices;
    }
    auto place = lane->jobs.end();
    if (!lane->jobs.empty() && lane->jobs.back().sequence > job.sequence) {
        place = std::lower_bound(lane->jobs.begin(), lane->jobs.end(), job.sequence,
            [](const HsmJob& one, quint64 sequence) { return one.sequence < sequence; });
    }
    lane->jobs.insert(place, std::move(job));
    ++m_size;
}

void HsmQueue::dropUnwantedHead(Lane& lane)
{
    while (!lane.jobs.empty() && !lane.jobs.front().completer.wanted()) {
        lane.jobs.pop_front();
        --m_size;
        ++m_abandoned;
    }
}

std::optional<HsmJob> HsmQueue::takeFor(const HsmSet& free)
{
    Lane* oldest = nullptr;
    for (Lane& lane : m_lanes) {
        if (lane.jobs.empty() || (lane.devices & free).none())
            continue;
        dropUnwantedHead(lane);
        if (lane.jobs.empty())
            continue;
        if (!oldest || lane.jobs.front().sequence < oldest->jobs.front().sequence)
            oldest = &lane;
    }
    if (!oldest)
        return std::nullopt;
    HsmJob job = std::move(oldest->jobs.front());
    oldest->jobs.pop_front();
    --m_size;
    return job;
}

std::vector<HsmJob> HsmQueue::takeAll()
{
    std::vector<HsmJob> all;
    for (Lane& lane : m_lanes)
        std::move(lane.jobs.begin(), lane.jobs.end(), std::back_inserter(all));
    std::sort(
        all.begin(), all.end(), [](const HsmJob& a, const HsmJob& b) { return a.sequence < b.sequence; });
    m_lanes.clear();
    m_size = 0;
    return all;
}

void HsmQueue::sweep()
{
    for (Lane& lane : m_lanes) {
        const auto dropped
            = std::erase_if(lane.jobs, [](const HsmJob& job) { return !job.completer.wanted(); });
        m_size -= int(dropped);
        m_abandoned += dropped;
    }
}

int HsmQueue::sizeOf(const HsmSet& devices) const
{
    const auto lane = std::find_if(
        m_lanes.begin(), m_lanes.end(), [&](const Lane& one) { return one.devices == devices; });
    return lane == m_lanes.end() ? 0 : int(lane->jobs.size());
}

int HsmQueue::sizeFor(size_t device) const
{
    size_t size = 0;
    for (const Lane& lane : m_lanes)
        size += lane.devices.test(device) ? lane.jobs.size() : 0;
    return int(size);
}

int HsmQueue::lanesFor(size_t device) const
{
    int lanes = 0;
    for (const Lane& lane : m_lanes)
        lanes += !lane.jobs.empty() && lane.devices.test(device) ? 1 : 0;
    return lanes;
}

} // namespace sm
