// SPDX-License-Identifier: GPL-3.0-or-later
// Stateful requests whose device did not answer: never sent again blindly, but asked for (fault F19).
#include "base/failures/security.h"
#include "security/hsm_pool_private.h"

#include <algorithm>

namespace sm {

static constexpr int triesAllowed = 3;

bool HsmPool::Private::Member::asks() const
{
    return std::any_of(
        doubts.begin(), doubts.end(), [](const auto& entry) { return entry.second.asking.valid(); });
}

void HsmPool::Private::doubt(size_t index, HsmJob job)
{
    const quint64 number = ++lastFlight;
    members[index]->doubts[number].job = std::move(job);
    ++counters.recalled;
    ask(index, number);
}

void HsmPool::Private::ask(size_t index, quint64 number)
{
    Member& member = *members[index];
    Doubt& doubt = member.doubts.at(number);
    ++doubt.tries;
    doubt.asking = member.device->recall(doubt.job.request, settings.serviceLimit);
    if (!doubt.asking.valid())
        return onRecalled(index, number, Recalled(Recalled::State::Unknown));
    doubt.asking.then([this, index, number](Outcome<Recalled> outcome) {
        onRecalled(index, number, std::move(outcome));
        drain(index);
        dispatch();
    });
}

/// The device has passed a self-test: it can be asked again.
void HsmPool::Private::askAll(size_t index)
{
    std::vector<quint64> numbers;
    for (const auto& [number, doubt] : members[index]->doubts) {
        if (!doubt.asking.valid())
            numbers.push_back(number);
    }
    for (const quint64 number : numbers) {
        if (members[index]->doubts.contains(number)) // an answer at once may have ended the others
            ask(index, number);
    }
}

void HsmPool::Private::onRecalled(size_t index, quint64 number, Outcome<Recalled> outcome)
{
    Member& member = *members[index];
    auto node = member.doubts.extract(number);
    Doubt& doubt = node.mapped();
    const Pending<Recalled> ended = std::move(doubt.asking);
    const Failure unknown = fail(fc::HsmOutcomeUnknown, {{"device", member.figures.name}});
    if (!outcome) {
        if (doubt.tries >= triesAllowed || !doubt.job.completer.wanted())
            return finish(std::move(doubt.job), unknown);
        member.doubts.insert(std::move(node));
        // It is asked again after its next self-test.
        if (apply(index, HsmEvent::Failed, outcome.failure()) && !member.testing)
            member.health == HsmHealth::Suspect ? startTest(index) : tryAgainLater(index);
        return;
    }
    if (outcome->answer && *outcome->answer && !answers(**outcome->answer, *doubt.job.request))
        outcome->answer = answerOfAnotherKind();
    switch (outcome->state) {
    case Recalled::State::Answered:
        if (outcome->answer && !*outcome->answer && !isHsmAnswer(outcome->answer->failure()))
            return finishFailed(index, std::move(doubt.job), outcome->answer->failure());
        if (!outcome->answer || member.wrong)
            break;
        ++member.figures.requests;
        return finish(std::move(doubt.job), std::move(*outcome->answer));
    case Recalled::State::NeverSeen:
        if (sendElsewhere(index, doubt.job))
            return;
        return finishFailed(index, std::move(doubt.job), fail(fc::HsmTimedOut));
    case Recalled::State::Unknown:
        break;
    }
    finish(std::move(doubt.job), unknown);
}

/// The device is not asked any more: what it has not said stays unknown.
void HsmPool::Private::giveUpDoubts(size_t index)
{
    for (auto& [number, doubt] : std::exchange(members[index]->doubts, {}))
        finish(std::move(doubt.job), fail(fc::HsmOutcomeUnknown, {{"device", members[index]->figures.name}}));
}

void HsmPool::Private::sweepDoubts()
{
    for (const auto& member : members) {
        counters.abandoned += std::erase_if(member->doubts, [](const auto& entry) {
            return !entry.second.asking.valid() && !entry.second.job.completer.wanted();
        });
    }
}

} // namespace sm
