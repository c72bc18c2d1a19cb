// SPDX-License-Identifier: GPL-3.0-or-later
// Health of the pool's devices: admission, suspicion, loss, readmission with back-off, two strikes (faults
// F19 to F23).
#include "base/failures/security.h"
#include "base/log.h"
#include "security/hsm_pool_private.h"
#include "security/known_answers.h"

#include <algorithm>

namespace sm {

namespace {

constexpr int strikesAllowed = 2;
constexpr int longestBackOff = 5; // doublings

const char* healthName(HsmHealth health)
{
    switch (health) {
    case HsmHealth::Admitting:
        return "admitting";
    case HsmHealth::Healthy:
        return "healthy";
    case HsmHealth::Suspect:
        return "suspect";
    case HsmHealth::Lost:
        return "lost";
    case HsmHealth::OutOfUse:
        return "out of use";
    }
    return "";
}

enum class Verdict { Passed, Wrong, NoAnswer };

Verdict judge(const Outcome<SecurityReply>& outcome)
{
    if (!outcome)
        return outcome.failure() == fc::HsmSelfTestFailed ? Verdict::Wrong : Verdict::NoAnswer;
    const auto* passed = std::get_if<SelfTestPassed>(&*outcome);
    return passed && checkEvidence(passed->evidence) ? Verdict::Passed : Verdict::Wrong;
}

} // namespace

void HsmPool::Private::setHealth(size_t index, HsmHealth health)
{
    Member& member = *members[index];
    if (member.health == health)
        return;
    qCInfo(lcHsm) << member.device->name() << healthName(member.health) << "->" << healthName(health);
    member.health = health;
    changed = true;
    reassign();
}

void HsmPool::Private::reassign()
{
    for (HsmJob& job : queue.takeAll()) {
        job.devices = devicesFor(job);
        if (job.devices.count(true) > 0)
            queue.insert(std::move(job));
        else
            finish(std::move(job), fail(fc::HsmNoneCapable));
    }
}

void HsmPool::Private::startTest(size_t index)
{
    Member& member = *members[index];
    member.testing = true;
    member.testDue = false;
    ++member.figures.selfTests;
    member.test
        = member.device->serve(std::make_shared<const SecurityRequest>(SelfTest{}), settings.serviceLimit);
    member.test.then([this, index](Outcome<SecurityReply> outcome) {
        onTested(index, outcome);
        dispatch();
    });
}

void HsmPool::Private::startDueTests()
{
    for (size_t index = 0; index < members.size(); ++index) {
        if (members[index]->testDue && members[index]->isFree())
            startTest(index);
    }
}

void HsmPool::Private::onTested(size_t index, const Outcome<SecurityReply>& outcome)
{
    Member& member = *members[index];
    const Pending<SecurityReply> ended = std::move(member.test);
    member.testing = false;
    member.sinceTest = 0;
    switch (judge(outcome)) {
    case Verdict::Passed:
        // A strike is forgiven by a pass in normal service, not by the repetition right after it.
        if (member.health == HsmHealth::Healthy)
            member.strikes = 0;
        member.readmissions = 0;
        setHealth(index, HsmHealth::Healthy);
        break;
    case Verdict::Wrong:
        onWrongAnswer(index);
        break;
    case Verdict::NoAnswer:
        onLost(index);
        break;
    }
}

void HsmPool::Private::onWrongAnswer(size_t index)
{
    Member& member = *members[index];
    if (++member.strikes >= strikesAllowed) {
        setHealth(index, HsmHealth::OutOfUse);
        return;
    }
    setHealth(index, HsmHealth::Suspect);
    startTest(index);
}

void HsmPool::Private::onLost(size_t index)
{
    Member& member = *members[index];
    setHealth(index, HsmHealth::Lost);
    const Nanos wait = settings.readmitAfter * (1 << std::min(member.readmissions++, longestBackOff));
    // Zero would try again within this call, for ever.
    member.backOff = Pending<Done>::after(reactor, std::max<Nanos>(wait, milliseconds(1)), Done{});
    member.backOff.then([this, index](Outcome<Done>) { startTest(index); });
}

} // namespace sm
