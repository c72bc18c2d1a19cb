// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/hsm_pool.h"

#include "base/failures/security.h"
#include "base/log.h"
#include "security/hsm_pool_private.h"

namespace sm {

HsmPool::HsmPool(Reactor reactor, Settings settings)
    : d(std::make_unique<Private>(std::move(reactor), settings))
{
}

HsmPool::~HsmPool()
{
    close();
}

void HsmPool::add(std::unique_ptr<HsmDevice> device)
{
    if (d->members.size() >= mostHsms || d->find(device->name())) {
        qCWarning(lcHsm) << device->name() << "is not added: the pool is full or knows one of that name";
        return;
    }
    auto member = std::make_unique<Private::Member>(d->now());
    member->figures.name = device->name();
    member->figures.kind = device->kind();
    member->device = std::move(device);
    d->members.push_back(std::move(member));
    d->changed = true;
    d->reassign();
    d->startTest(d->members.size() - 1);
    d->dispatch();
}

void HsmPool::onChanged(std::function<void()> callback)
{
    d->callback = std::move(callback);
}

void HsmPool::onWaited(std::function<void(Nanos)> callback)
{
    d->waited = std::move(callback);
}

Pending<SecurityReply> HsmPool::request(SecurityRequest request, RequestTag tag, Nanos limit)
{
    using Reply = Pending<SecurityReply>;
    ++d->counters.requests;
    if (d->closed) {
        ++d->counters.refused;
        return Reply::ready(d->reactor, fail(fc::HsmClosed));
    }
    HsmJob job;
    d->resolveKeys(request);
    job.request = std::make_shared<const SecurityRequest>(std::move(request));
    job.tag = tag;
    job.devices = d->devicesFor(job);
    if (job.devices.none()) {
        ++d->counters.failed;
        return Reply::ready(
            d->reactor, fail(fc::HsmNoneCapable, {{"request", QLatin1String(requestName(*job.request))}}));
    }
    const bool hasPlace = tag.place != 0 && d->granted.erase(tag.place) > 0;
    if (!hasPlace && d->roomFor(job.devices) <= 0) {
        d->queue.sweep();
        if (d->roomFor(job.devices) <= 0) {
            ++d->counters.refused;
            return Reply::ready(
                d->reactor, fail(fc::HsmQueueFull, {{"queued", QString::number(d->queue.size())}}));
        }
    }
    auto pair = makePending<SecurityReply>(d->reactor, limit);
    job.sequence = ++d->lastSequence;
    job.completer = std::move(pair.completer);
    job.queuedAt = d->now();
    d->queue.insert(std::move(job));
    d->dispatch();
    return std::move(pair.pending);
}

Outcome<Done> HsmPool::takeOutOfUse(const QString& name, const QString& reason)
{
    const auto index = d->find(name);
    if (!index)
        return fail(fc::HsmUnknown, {{"device", name}});
    Private::Member& member = *d->members[*index];
    // One that two wrong answers put out may get a person's reason; one that a person took out has it.
    if (isOut(member.health) && !member.why)
        return fail(
            fc::HsmStateUnfit, {{"device", name}, {"state", QLatin1String(healthName(member.health))}});
    member.backOff = {};
    member.reason = reason;
    d->changed = true;
    d->apply(*index, HsmEvent::TakenOut);
    d->drain(*index);
    d->dispatch();
    return Done{};
}

Outcome<Done> HsmPool::bringBack(const QString& name)
{
    const auto index = d->find(name);
    if (!index)
        return fail(fc::HsmUnknown, {{"device", name}});
    Private::Member& member = *d->members[*index];
    if (!isOut(member.health))
        return fail(
            fc::HsmStateUnfit, {{"device", name}, {"state", QLatin1String(healthName(member.health))}});
    member.strikes = 0;
    member.readmissions = 0;
    member.reason.clear();
    d->apply(*index, HsmEvent::BroughtBack);
    if (!member.testing)
        d->startTest(*index);
    d->dispatch();
    return Done{};
}

Outcome<Done> HsmPool::test(const QString& name)
{
    const auto index = d->find(name);
    if (!index)
        return fail(fc::HsmUnknown, {{"device", name}});
    Private::Member& member = *d->members[*index];
    if (serves(member.health))
        member.testDue = true;
    else if (!member.testing)
        d->startTest(*index);
    d->dispatch();
    return Done{};
}

void HsmPool::close()
{
    if (std::exchange(d->closed, true))
        return;
    // Dropped completers end their waits as cancelled; dropped Pendings forget what the devices still answer.
    d->counters.abandoned += d->queue.takeAll().size();
    d->outside.clear();
    for (const auto& member : d->members) {
        d->counters.abandoned += member->flights.size() + member->doubts.size();
        member->flights.clear();
        member->doubts.clear();
        member->test = {};
        member->testing = false;
        member->backOff = {};
    }
}

} // namespace sm
