// SPDX-License-Identifier: GPL-3.0-or-later
// Health of the pool's devices: admission, suspicion, loss, readmission with back-off and on trial, two
// strikes (faults F19 to F23).
#include "base/failures/base.h"
#include "base/failures/security.h"
#include "base/log.h"
#include "security/hsm_pool_private.h"
#include "security/known_answers.h"

#include <algorithm>

namespace sm {

namespace {

constexpr int strikesAllowed = 2;
constexpr int longestBackOff = 5; // doublings
/// Failed readmissions after which a lost device is not waited for any more to say what became of its
/// stateful requests. Two are about half a minute.
constexpr int triesForDoubts = 2;

enum class Verdict { Passed, Wrong, NoAnswer };

Verdict judge(const Outcome<SecurityReply>& outcome)
{
    if (!outcome)
        return outcome.failure() == fc::HsmSelfTestFailed ? Verdict::Wrong : Verdict::NoAnswer;
    const auto* passed = std::get_if<SelfTestPassed>(&*outcome);
    return passed && checkEvidence(passed->evidence) ? Verdict::Passed : Verdict::Wrong;
}

/// Than that it does not answer.
bool saysMore(const Failure& why)
{
    return !(why == fc::WaitTimedOut || why == fc::HsmLinkDown || why == fc::HsmTimedOut);
}

} // namespace

std::optional<size_t> HsmPool::Private::find(const QString& name) const
{
    const auto found = std::find_if(
        members.begin(), members.end(), [&name](const auto& member) { return member->figures.name == name; });
    return found == members.end() ? std::nullopt : std::optional(size_t(found - members.begin()));
}

/// True when its state changed.
bool HsmPool::Private::apply(size_t index, HsmEvent event, std::optional<Failure> why)
{
    Member& member = *members[index];
    const HsmHealth next = nextHealth(member.health, event);
    if (next == member.health) {
        if (next == HsmHealth::Lost && why && saysMore(*why)) {
            member.why = std::move(why);
            changed = true;
        }
        return false;
    }
    qCInfo(lcHsm) << member.figures.name << healthName(member.health) << "->" << healthName(next)
                  << (why ? why->toString() : QString());
    const bool keepsReason = member.health == HsmHealth::Draining && next == HsmHealth::OutOfUse;
    member.health = next;
    if (!keepsReason) {
        member.since = now();
        member.why = std::move(why);
    }
    if (next == HsmHealth::Trial)
        member.trialsLeft = std::max(settings.trialRequests, 1);
    changed = true;
    reassign();
    if (noneServes())
        hurry();
    return true;
}

bool HsmPool::Private::noneServes() const
{
    return std::none_of(
        members.begin(), members.end(), [](const auto& member) { return serves(member->health); });
}

/// Nothing is left to serve: cards wait in every station, so each lost device is tried again soon.
void HsmPool::Private::hurry()
{
    for (size_t index = 0; index < members.size(); ++index) {
        if (members[index]->health == HsmHealth::Lost && members[index]->backOff.valid()
            && members[index]->againAt > now() + settings.readmitAfter)
            tryAgainIn(index, settings.readmitAfter);
    }
}

void HsmPool::Private::reassign()
{
    for (HsmJob& job : queue.takeAll()) {
        job.devices = devicesFor(job);
        if (job.devices.any())
            queue.insert(std::move(job));
        else
            finish(std::move(job),
                fail(fc::HsmNoneCapable, {{"request", QLatin1String(requestName(*job.request))}}));
    }
}

void HsmPool::Private::startTest(size_t index)
{
    Member& member = *members[index];
    member.backOff = {};
    member.testing = true;
    member.testDue = false;
    member.sinceTest = 0; // what is answered while it runs counts for the next one
    ++member.figures.selfTests;
    member.test
        = member.device->serve(std::make_shared<const SecurityRequest>(SelfTest{}), settings.serviceLimit);
    member.test.then([this, index](Outcome<SecurityReply> outcome) {
        onTested(index, outcome);
        drain(index);
        dispatch();
    });
}

void HsmPool::Private::startDueTests()
{
    for (size_t index = 0; index < members.size(); ++index) {
        Member& member = *members[index];
        if (member.testDue && !member.testing && member.isFree())
            startTest(index);
    }
}

void HsmPool::Private::onTested(size_t index, const Outcome<SecurityReply>& outcome)
{
    Member& member = *members[index];
    const Pending<SecurityReply> ended = std::move(member.test);
    const Verdict verdict = judge(outcome);
    member.testing = false;
    member.figures.lastTest = now();
    member.figures.lastTestPassed = verdict == Verdict::Passed;
    switch (verdict) {
    case Verdict::Passed:
        // A strike is forgiven by a pass in normal service, not by the repetition right after it.
        if (member.health == HsmHealth::Healthy)
            member.strikes = 0;
        member.wrong = false;
        if (apply(index, HsmEvent::TestPassed))
            letAllAskAgain(); // what it offers may have changed
        else
            reassign(); // its keys may have changed since its last test
        listKeys();
        askAll(index);
        break;
    case Verdict::Wrong:
        onWrongAnswer(index);
        break;
    case Verdict::NoAnswer:
        onLost(index, HsmEvent::NoAnswer, outcome.failure());
        break;
    }
}

void HsmPool::Private::onWrongAnswer(size_t index)
{
    Member& member = *members[index];
    const Failure why = fail(fc::HsmSelfTestFailed, {{"device", member.figures.name}});
    member.wrong = true;
    if (++member.strikes >= strikesAllowed) {
        apply(index, HsmEvent::StruckOut, why);
        giveUpDoubts(index);
        return;
    }
    apply(index, HsmEvent::TestWrong, why);
    if (!isOut(member.health))
        startTest(index);
}

void HsmPool::Private::onLost(size_t index, HsmEvent event, const Failure& why)
{
    apply(index, event, why);
    if (members[index]->health != HsmHealth::Lost)
        return;
    // It stays away, while others serve: cards can not wait for its memory for ever.
    if (members[index]->readmissions >= triesForDoubts && !noneServes())
        giveUpDoubts(index);
    tryAgainLater(index);
}

void HsmPool::Private::tryAgainLater(size_t index)
{
    Member& member = *members[index];
    const int doublings = std::min(member.readmissions++, longestBackOff);
    tryAgainIn(index, settings.readmitAfter * (noneServes() ? 1 : 1 << doublings));
}

void HsmPool::Private::tryAgainIn(size_t index, Nanos wait)
{
    Member& member = *members[index];
    member.againAt = now() + wait;
    // Zero would try again within this call, for ever.
    member.backOff = Pending<Done>::after(reactor, std::max<Nanos>(wait, milliseconds(1)), Done{});
    member.backOff.then([this, index](Outcome<Done>) {
        if (!members[index]->testing)
            startTest(index);
    });
}

/// A request of a device on trial was answered.
void HsmPool::Private::countTrial(size_t index)
{
    Member& member = *members[index];
    if (member.health != HsmHealth::Trial || --member.trialsLeft > 0)
        return;
    member.readmissions = 0;
    apply(index, HsmEvent::TrialPassed);
}

/// A device that a person takes out has gone when it has nothing left in work.
void HsmPool::Private::drain(size_t index)
{
    Member& member = *members[index];
    if (member.health != HsmHealth::Draining || member.inFlight() > 0 || member.asks())
        return;
    giveUpDoubts(index);
    apply(index, HsmEvent::Drained);
}

} // namespace sm
