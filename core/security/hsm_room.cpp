// SPDX-License-Identifier: GPL-3.0-or-later
// Back-pressure: a full queue makes callers wait outside with their requests, in order. Full is a lane, the
// requests of the same devices: what waits for one lost device does not keep others from the free ones.
#include "base/failures/security.h"
#include "security/hsm_pool_private.h"

#include <algorithm>

namespace sm {

/// A caller that was let in asks in the same turn of the loop; a place that it leaves is free again after
/// this.
static constexpr Nanos placeKept = seconds(1);
static constexpr Nanos sweepEvery = milliseconds(100);

Pending<quint64> HsmPool::room(const SecurityRequest& request, RequestTag tag, Nanos limit)
{
    if (d->closed)
        return Pending<quint64>::ready(d->reactor, fail(fc::HsmClosed));
    HsmJob job;
    SecurityRequest resolved = request;
    d->resolveKeys(resolved);
    job.request = std::make_shared<const SecurityRequest>(std::move(resolved));
    job.tag = tag;
    auto pair = makePending<quint64>(d->reactor, limit);
    d->outside.push_back({d->devicesFor(job), std::move(pair.completer)});
    d->letIn();
    return std::move(pair.pending);
}

int HsmPool::Private::roomFor(const HsmSet& devices)
{
    std::erase_if(granted, [this](const auto& grant) { return grant.second.at + placeKept < now(); });
    const auto places = std::count_if(
        granted.begin(), granted.end(), [&](const auto& grant) { return grant.second.devices == devices; });
    return settings.queueLimit - int(places) - queue.sizeOf(devices);
}

void HsmPool::Private::letIn()
{
    if (outside.empty())
        return;
    if (now() - swept >= sweepEvery) {
        queue.sweep();
        swept = now();
    }
    std::erase_if(outside, [&](Outsider& caller) {
        if (!caller.completer.wanted())
            return true;
        if (roomFor(caller.devices) <= 0)
            return false;
        granted[++lastPlace] = {caller.devices, now()};
        caller.completer.complete(lastPlace);
        return true;
    });
}

void HsmPool::Private::letAllAskAgain()
{
    for (Outsider& caller : std::exchange(outside, {}))
        caller.completer.complete(quint64(0));
}

} // namespace sm
