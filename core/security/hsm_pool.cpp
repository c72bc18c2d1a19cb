// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/hsm_pool.h"

#include "base/failures/base.h"
#include "base/failures/crypto.h"
#include "base/failures/security.h"
#include "security/hsm_pool_private.h"

#include <algorithm>

namespace sm {

namespace {

/// Failures that are the request's, the card's or the key's own: an answer of a sound device. Everything
/// else, known or not, is held against the device.
bool isAnswer(const Failure& failure)
{
    static constexpr FailureCode answers[] = {fc::KeyUnknown, fc::KeyUsageRefused, fc::CardCryptogramWrong,
        fc::WrappedKeyBroken, fc::MacLengthWrong, fc::InitializeUpdateAnswerBroken, fc::KeyLengthWrong,
        fc::InputLengthWrong, fc::PaddingBroken, fc::Scp03CardCryptogramWrong, fc::DiversificationDataWrong,
        // The console's own memory: another device would not have more of it.
        fc::SecretHeapExhausted};
    return std::any_of(
        std::begin(answers), std::end(answers), [&](FailureCode code) { return failure == code; });
}

QString codeName(const Failure& failure)
{
    const FailureEntry* entry = failureEntry(failure.code());
    return entry ? QString::fromLatin1(entry->name) : QString::number(quint16(failure.code()));
}

} // namespace

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
    auto member = std::make_unique<Private::Member>();
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
    job.request = std::make_shared<const SecurityRequest>(std::move(request));
    job.devices = d->devicesFor(job);
    if (job.devices.count(true) == 0) {
        ++d->counters.failed;
        return Reply::ready(
            d->reactor, fail(fc::HsmNoneCapable, {{"request", QLatin1String(requestName(*job.request))}}));
    }
    if (d->queue.size() >= d->settings.queueLimit && (job.devices & d->freeDevices()).count(true) == 0) {
        d->queue.sweep();
        if (d->queue.size() >= d->settings.queueLimit) {
            ++d->counters.refused;
            return Reply::ready(
                d->reactor, fail(fc::HsmQueueFull, {{"queued", QString::number(d->queue.size())}}));
        }
    }
    auto pair = makePending<SecurityReply>(d->reactor, limit);
    job.sequence = ++d->lastSequence;
    job.tag = tag;
    job.completer = std::move(pair.completer);
    job.queuedAt = d->reactor.clock->now();
    d->queue.insert(std::move(job));
    d->dispatch();
    return std::move(pair.pending);
}

QBitArray HsmPool::Private::devicesFor(const HsmJob& job) const
{
    QBitArray devices(qsizetype(members.size()));
    bool anotherIsHealthy = false;
    for (size_t index = 0; index < members.size(); ++index) {
        const Member& member = *members[index];
        const bool can = member.health != HsmHealth::OutOfUse && member.device->offers(*job.request);
        devices.setBit(qsizetype(index), can);
        anotherIsHealthy |= can && member.health == HsmHealth::Healthy && job.avoided != index;
    }
    // Better the device that failed it than none, once that has passed its self-test again.
    if (job.avoided && anotherIsHealthy)
        devices.clearBit(qsizetype(*job.avoided));
    return devices;
}

QBitArray HsmPool::Private::freeDevices() const
{
    QBitArray free(qsizetype(members.size()));
    for (size_t index = 0; index < members.size(); ++index)
        free.setBit(qsizetype(index), members[index]->isFree());
    return free;
}

void HsmPool::Private::dispatch()
{
    // A device may answer within serve(); then this call is already on the stack and takes another turn.
    again = true;
    if (dispatching || closed)
        return;
    dispatching = true;
    while (std::exchange(again, false)) {
        startDueTests();
        while (startOne()) { }
    }
    dispatching = false;
    notify();
}

bool HsmPool::Private::startOne()
{
    const QBitArray free = freeDevices();
    if (queue.size() == 0 || free.count(true) == 0)
        return false;
    auto job = queue.takeFor(free);
    if (!job)
        return false;
    const size_t index = leastUsed(job->devices & free);
    start(index, std::move(*job));
    return true;
}

size_t HsmPool::Private::leastUsed(const QBitArray& candidates) const
{
    std::optional<size_t> best;
    const auto rank
        = [this](size_t index) { return std::pair(members[index]->load(), members[index]->lastUse); };
    for (size_t index = 0; index < members.size(); ++index) {
        if (candidates.testBit(qsizetype(index)) && (!best || rank(index) < rank(*best)))
            best = index;
    }
    return *best; // the caller has seen that one is there
}

void HsmPool::Private::start(size_t index, HsmJob job)
{
    Member& member = *members[index];
    const Nanos now = reactor.clock->now();
    if (job.attempts++ == 0) {
        waits.record(now, now - job.queuedAt);
        if (waited)
            waited(now - job.queuedAt);
    }
    member.lastUse = ++useCounter;
    const quint64 number = ++lastFlight;
    Flight& flight = member.flights[number];
    flight.job = std::move(job);
    flight.started = now;
    flight.pending = member.device->serve(flight.job.request, settings.serviceLimit);
    flight.pending.then([this, index, number](
                            Outcome<SecurityReply> outcome) { onAnswer(index, number, std::move(outcome)); });
}

void HsmPool::Private::onAnswer(size_t index, quint64 number, Outcome<SecurityReply> outcome)
{
    Member& member = *members[index];
    auto node = member.flights.extract(number);
    Flight& flight = node.mapped();
    member.figures.busy += reactor.clock->now() - flight.started;
    if (outcome || isAnswer(outcome.failure())) {
        ++member.figures.requests;
        if (++member.sinceTest >= settings.selfTestEvery)
            member.testDue = true;
        finish(std::move(flight.job), std::move(outcome));
    } else {
        ++member.figures.failures;
        onDeviceFailure(index, std::move(flight.job), outcome.failure());
    }
    dispatch();
}

void HsmPool::Private::onDeviceFailure(size_t index, HsmJob job, const Failure& why)
{
    if (members[index]->health == HsmHealth::Healthy) {
        setHealth(index, HsmHealth::Suspect);
        if (!members[index]->testing)
            startTest(index);
    }
    const QString device = members[index]->device->name();
    const QString request = QLatin1String(requestName(*job.request));
    if (job.attempts < 2 && isPure(*job.request) && job.completer.wanted()) {
        job.avoided = index;
        job.devices = devicesFor(job);
        if (job.devices.count(true) > 0) {
            ++counters.retried;
            queue.insert(std::move(job));
            return;
        }
    }
    if (why == fc::WaitTimedOut)
        finish(std::move(job), fail(fc::HsmTimedOut, {{"device", device}, {"request", request}}));
    else
        finish(std::move(job),
            fail(fc::HsmDeviceFailed, {{"device", device}, {"request", request}, {"cause", codeName(why)}}));
}

void HsmPool::Private::finish(HsmJob job, Outcome<SecurityReply> outcome)
{
    const bool good = outcome.ok();
    if (!job.completer.complete(std::move(outcome)))
        ++counters.abandoned;
    else
        ++(good ? counters.answered : counters.failed);
}

void HsmPool::Private::notify()
{
    const bool waiting = queue.size() > 0;
    changed |= waiting != wasWaiting;
    wasWaiting = waiting;
    if (!std::exchange(changed, false) || !callback)
        return;
    const auto call = callback; // it may replace itself
    call();
}

HsmPoolFigures HsmPool::figures() const
{
    d->queue.sweep();
    const Nanos now = d->reactor.clock->now();
    HsmPoolFigures figures;
    for (const auto& member : d->members) {
        HsmFigures one = member->figures;
        one.health = member->health;
        one.capacity = member->device->capacity();
        one.inFlight = member->load();
        for (const auto& [number, flight] : member->flights)
            one.busy += now - flight.started;
        figures.serving += int(member->flights.size());
        figures.healthy += member->health == HsmHealth::Healthy ? 1 : 0;
        figures.devices.push_back(std::move(one));
    }
    const Private::Counters& counters = d->counters;
    figures.requests = counters.requests;
    figures.refused = counters.refused;
    figures.answered = counters.answered;
    figures.failed = counters.failed;
    figures.abandoned = counters.abandoned + d->queue.abandoned();
    figures.retried = counters.retried;
    figures.queued = d->queue.size();
    const LatencyHistogram waits = d->waits.over(now);
    figures.waitP50 = waits.percentile(0.50);
    figures.waitP95 = waits.percentile(0.95);
    figures.waitP99 = waits.percentile(0.99);
    figures.since = now - d->since;
    return figures;
}

void HsmPool::close()
{
    if (std::exchange(d->closed, true))
        return;
    // Dropped completers end their waits as cancelled; dropped Pendings forget what the devices still answer.
    d->counters.abandoned += d->queue.takeAll().size();
    for (const auto& member : d->members) {
        d->counters.abandoned += member->flights.size();
        member->flights.clear();
        member->test = {};
        member->testing = false;
        member->backOff = {};
    }
}

} // namespace sm
