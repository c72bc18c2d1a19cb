// SPDX-License-Identifier: GPL-3.0-or-later
// A request's way to a device and its answer's way back.
#include "base/failures/base.h"
#include "base/failures/crypto.h"
#include "base/failures/security.h"
#include "security/hsm_pool_private.h"

#include <algorithm>

namespace sm {

bool isHsmAnswer(const Failure& failure)
{
    static constexpr FailureCode answers[]
        = {fc::KeyUnknown, fc::KeyUsageRefused, fc::KeyRetired, fc::KeyExpired, fc::KeyNotYetValid,
            fc::CardCryptogramWrong, fc::WrappedKeyBroken, fc::MacLengthWrong, fc::CardRequestWrong,
            // The console's own memory: another device would not have more of it.
            fc::SecretHeapExhausted};
    // What cryptography says of its input, it says of the request's, the card's or the key's.
    const auto code = quint16(failure.code());
    if (code >= quint16(fc::CryptoUnavailable) && code < quint16(fc::CryptoUnavailable) + 100)
        return !(failure == fc::CryptoUnavailable);
    return std::any_of(
        std::begin(answers), std::end(answers), [&](FailureCode one) { return failure == one; });
}

static QString codeName(const Failure& failure)
{
    const FailureEntry* entry = failureEntry(failure.code());
    return entry ? QString::fromLatin1(entry->name) : QString::number(quint16(failure.code()));
}

Failure answerOfAnotherKind()
{
    return fail(fc::HsmAnswerBroken, {{"what", QStringLiteral("kind of answer")}});
}

HsmSet HsmPool::Private::devicesFor(const HsmJob& job)
{
    std::optional<size_t> only;
    if (settings.policy == Policy::Fixed && !members.empty()) {
        const auto known = assigned.constFind(job.tag.station);
        only
            = (known != assigned.cend() ? *known : *assigned.insert(job.tag.station, size_t(assigned.size())))
            % members.size();
    }
    HsmSet devices;
    bool anotherServes = false;
    for (size_t index = 0; index < members.size(); ++index) {
        const Member& member = *members[index];
        const bool can = (!only || *only == index) && member.device->offers(*job.request);
        devices.set(index, can);
        anotherServes |= can && serves(member.health) && job.avoided != index;
    }
    // Better the device that failed it than none, once that has passed its self-test again.
    if (job.avoided && anotherServes)
        devices.reset(*job.avoided);
    return devices;
}

HsmSet HsmPool::Private::freeDevices() const
{
    HsmSet free;
    for (size_t index = 0; index < members.size(); ++index)
        free.set(index, members[index]->isFree());
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
        letIn();
    }
    dispatching = false;
    notify();
}

bool HsmPool::Private::startOne()
{
    if (queue.size() == 0)
        return false;
    const HsmSet free = freeDevices();
    if (free.none())
        return false;
    auto job = queue.takeFor(free);
    if (!job)
        return false;
    const size_t index = bestOf(job->devices & free);
    start(index, std::move(*job));
    return true;
}

/// The one that the fewest kinds of waiting requests need, has the least in work, and was used longest ago.
size_t HsmPool::Private::bestOf(const HsmSet& candidates) const
{
    std::optional<size_t> best;
    const auto rank = [this](size_t index) {
        return std::tuple(queue.lanesFor(index), members[index]->inFlight(), members[index]->lastUse);
    };
    for (size_t index = 0; index < members.size(); ++index) {
        if (candidates.test(index) && (!best || rank(index) < rank(*best)))
            best = index;
    }
    return *best; // the caller has seen that one is there
}

void HsmPool::Private::start(size_t index, HsmJob job)
{
    Member& member = *members[index];
    const Nanos at = now();
    if (job.attempts++ == 0) {
        const Nanos wait = at - job.queuedAt;
        waits.record(at, wait);
        member.wait.record(at, wait);
        if (waited)
            waited(wait);
    }
    member.lastUse = ++useCounter;
    const quint64 number = ++lastFlight;
    Flight& flight = member.flights[number];
    flight.job = std::move(job);
    flight.started = at;
    member.load.set(at, int(member.flights.size()));
    flight.pending = member.device->serve(flight.job.request, settings.serviceLimit);
    flight.pending.then([this, index, number](
                            Outcome<SecurityReply> outcome) { onAnswer(index, number, std::move(outcome)); });
}

void HsmPool::Private::onAnswer(size_t index, quint64 number, Outcome<SecurityReply> outcome)
{
    Member& member = *members[index];
    auto node = member.flights.extract(number);
    Flight& flight = node.mapped();
    const Nanos at = now();
    member.load.set(at, int(member.flights.size()));
    if (outcome && !answers(*outcome, *flight.job.request))
        outcome = answerOfAnotherKind();
    const bool answered = outcome || isHsmAnswer(outcome.failure());
    if (answered && !member.wrong) {
        ++member.figures.requests;
        member.service.record(at, at - flight.started);
        services.record(at, at - flight.started);
        if (++member.sinceTest >= settings.selfTestEvery)
            member.testDue = true;
        finish(std::move(flight.job), std::move(outcome));
        countTrial(index);
    } else {
        // What a device answers after a wrong known answer is worth nothing.
        ++member.figures.failures;
        onDeviceFailure(
            index, std::move(flight.job), answered ? fail(fc::HsmSelfTestFailed) : outcome.failure());
    }
    drain(index);
    dispatch();
}

/// A device that has gone says nothing of the request, and several may go together: each may be tried once. A
/// request that devices answer with errors of theirs gets a second chance only, or it would bring all of them
/// down.
int HsmPool::Private::attemptsAllowed(const Failure& why) const
{
    if (why == fc::HsmLinkDown)
        return int(members.size()) + 1;
    return why == fc::WaitTimedOut ? std::max(2, int(members.size())) : 2;
}

void HsmPool::Private::onDeviceFailure(size_t index, HsmJob job, const Failure& why)
{
    Member& member = *members[index];
    const HsmHealth before = member.health;
    if (before == HsmHealth::Trial)
        onLost(index, HsmEvent::Failed, why);
    else if (apply(index, HsmEvent::Failed, why) && member.health == HsmHealth::Suspect && !member.testing)
        startTest(index);
    const bool mayBeDone = !isPure(*job.request) && !(why == fc::HsmOutcomeUnknown);
    if (mayBeDone && !member.wrong)
        doubt(index, std::move(job));
    else if (!isPure(*job.request))
        finish(std::move(job), fail(fc::HsmOutcomeUnknown, {{"device", member.figures.name}}));
    else if (job.attempts >= attemptsAllowed(why) || !sendElsewhere(index, job))
        finishFailed(index, std::move(job), why);
}

/// Puts it back into the queue at its age. False: nobody waits for it, or there is no device for it.
bool HsmPool::Private::sendElsewhere(size_t index, HsmJob& job)
{
    if (!job.completer.wanted())
        return false;
    job.avoided = index;
    job.devices = devicesFor(job);
    if (job.devices.none())
        return false;
    ++counters.retried;
    queue.insert(std::move(job));
    return true;
}

void HsmPool::Private::finishFailed(size_t index, HsmJob job, const Failure& why)
{
    const QString& device = members[index]->figures.name;
    const QString request = QLatin1String(requestName(*job.request));
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

} // namespace sm
