// SPDX-License-Identifier: GPL-3.0-or-later
#include "job/life_cycles.h"

#include "base/failures/job.h"

#include <algorithm>

namespace sm {
namespace {

// Drawing: production.md 4.3. What a card may already carry decides where an attempt may go: before the first
// intent it may be released, afterwards never.
constexpr Transition<AttemptState> attemptTable[] = {
    {AttemptState::Claimed, AttemptState::Bound},
    {AttemptState::Claimed, AttemptState::ReleasedClean},
    {AttemptState::Bound, AttemptState::Prepared},
    {AttemptState::Bound, AttemptState::ReleasedClean},
    {AttemptState::Prepared, AttemptState::Intent},
    {AttemptState::Prepared, AttemptState::ReleasedClean},
    {AttemptState::Intent, AttemptState::StepDone},
    {AttemptState::Intent, AttemptState::InDoubt},
    {AttemptState::Intent, AttemptState::Quarantine},
    {AttemptState::StepDone, AttemptState::Intent},
    {AttemptState::StepDone, AttemptState::Sealed},
    {AttemptState::StepDone, AttemptState::InDoubt},
    {AttemptState::StepDone, AttemptState::Quarantine},
    {AttemptState::Sealed, AttemptState::FormatSent},
    {AttemptState::Sealed, AttemptState::InDoubt},
    {AttemptState::Sealed, AttemptState::Quarantine},
    {AttemptState::FormatSent, AttemptState::Complete},
    {AttemptState::FormatSent, AttemptState::InDoubt},
    {AttemptState::FormatSent, AttemptState::Quarantine},
    {AttemptState::Complete, AttemptState::BinnedGood},
    // Recovered: a probe or a verification reader told what had happened.
    {AttemptState::InDoubt, AttemptState::Intent},
    {AttemptState::InDoubt, AttemptState::StepDone},
    {AttemptState::InDoubt, AttemptState::Sealed},
    {AttemptState::InDoubt, AttemptState::Complete},
    {AttemptState::InDoubt, AttemptState::Quarantine},
    {AttemptState::Quarantine, AttemptState::Scrapped},
};

// ux.md 5.5. Running, Holding and Finishing may become Held without an operator: that is a restart.
constexpr Transition<JobState> jobTable[] = {
    {JobState::Importing, JobState::Ready},
    {JobState::Ready, JobState::Running},
    {JobState::Ready, JobState::Aborted},
    {JobState::Running, JobState::Holding},
    {JobState::Running, JobState::Held},
    {JobState::Running, JobState::Finishing},
    {JobState::Running, JobState::Aborted},
    {JobState::Holding, JobState::Running},
    {JobState::Holding, JobState::Held},
    {JobState::Holding, JobState::Finishing},
    {JobState::Holding, JobState::Aborted},
    {JobState::Held, JobState::Running},
    {JobState::Held, JobState::Finishing},
    {JobState::Held, JobState::Aborted},
    {JobState::Finishing, JobState::Running}, // a released card object came back to the queue
    {JobState::Finishing, JobState::Holding},
    {JobState::Finishing, JobState::Held},
    {JobState::Finishing, JobState::Complete},
    {JobState::Finishing, JobState::CompleteOpen},
    {JobState::Finishing, JobState::Aborted},
    {JobState::CompleteOpen, JobState::Running}, // remakes
    {JobState::CompleteOpen, JobState::Complete},
    {JobState::CompleteOpen, JobState::Aborted},
    {JobState::Complete, JobState::Archived},
    {JobState::Aborted, JobState::Archived},
};

constexpr Transition<RecordState> recordTable[] = {
    {RecordState::Waiting, RecordState::InStation},
    {RecordState::Waiting, RecordState::Withdrawn},
    {RecordState::InStation, RecordState::Waiting}, // released clean
    {RecordState::InStation, RecordState::Good},
    {RecordState::InStation, RecordState::InDoubt},
    {RecordState::InStation, RecordState::Withdrawn}, // released clean in an aborted job
    {RecordState::InDoubt, RecordState::InStation},
    {RecordState::InDoubt, RecordState::Good},
    {RecordState::InDoubt, RecordState::RemakeOpen},
    {RecordState::RemakeOpen, RecordState::Waiting}, // with the next issue number only
    {RecordState::RemakeOpen, RecordState::Withdrawn},
};

constexpr AttemptState attemptStates[] = {AttemptState::Claimed, AttemptState::Bound, AttemptState::Prepared,
    AttemptState::Intent, AttemptState::StepDone, AttemptState::Sealed, AttemptState::FormatSent,
    AttemptState::Complete, AttemptState::BinnedGood, AttemptState::InDoubt, AttemptState::Quarantine,
    AttemptState::Scrapped, AttemptState::ReleasedClean};
constexpr JobState jobStates[] = {JobState::Importing, JobState::Ready, JobState::Running, JobState::Holding,
    JobState::Held, JobState::Finishing, JobState::Complete, JobState::CompleteOpen, JobState::Aborted,
    JobState::Archived};
constexpr RecordState recordStates[] = {RecordState::Waiting, RecordState::InStation, RecordState::Good,
    RecordState::InDoubt, RecordState::RemakeOpen, RecordState::Withdrawn};
constexpr BlankState blankStates[] = {BlankState::None, BlankState::InStation, BlankState::Good,
    BlankState::Returned, BlankState::Quarantine, BlankState::Spoiled, BlankState::Test};

template <class State> bool contains(std::span<const Transition<State>> table, State from, State to)
{
    return std::any_of(
        table.begin(), table.end(), [&](const auto& row) { return row.from == from && row.to == to; });
}

template <class State, size_t n>
std::optional<State> byName(const State (&states)[n], QStringView name, QString (*nameOf)(State))
{
    for (const State state : states) {
        if (nameOf(state) == name)
            return state;
    }
    return std::nullopt;
}

} // namespace

std::span<const Transition<AttemptState>> attemptTransitions()
{
    return attemptTable;
}
std::span<const Transition<JobState>> jobTransitions()
{
    return jobTable;
}
std::span<const Transition<RecordState>> recordTransitions()
{
    return recordTable;
}
std::span<const AttemptState> allAttemptStates()
{
    return attemptStates;
}
std::span<const JobState> allJobStates()
{
    return jobStates;
}
std::span<const RecordState> allRecordStates()
{
    return recordStates;
}

bool mayFollow(AttemptState from, AttemptState to)
{
    return contains(attemptTransitions(), from, to);
}
bool mayFollow(JobState from, JobState to)
{
    return contains(jobTransitions(), from, to);
}
bool mayFollow(RecordState from, RecordState to)
{
    return contains(recordTransitions(), from, to);
}

Outcome<Done> checkFollows(AttemptState from, AttemptState to)
{
    if (mayFollow(from, to))
        return Done{};
    return fail(fc::TransitionRefused, {{"from", attemptStateName(from)}, {"to", attemptStateName(to)}});
}

Outcome<Done> checkFollows(JobState from, JobState to)
{
    if (mayFollow(from, to))
        return Done{};
    return fail(fc::TransitionRefused, {{"from", jobStateName(from)}, {"to", jobStateName(to)}});
}

bool holdsCardObject(AttemptState state)
{
    // A scrapped card no longer exists; a released one never carried anything.
    return state != AttemptState::Scrapped && state != AttemptState::ReleasedClean;
}

bool isOpen(AttemptState state)
{
    return holdsCardObject(state) && state != AttemptState::BinnedGood && state != AttemptState::Quarantine;
}

bool hasEnded(JobState state)
{
    return state == JobState::Complete || state == JobState::CompleteOpen || state == JobState::Aborted
        || state == JobState::Archived;
}

RecordState recordStateFor(AttemptState state)
{
    switch (state) {
    case AttemptState::Claimed:
    case AttemptState::Bound:
    case AttemptState::Prepared:
    case AttemptState::Intent:
    case AttemptState::StepDone:
    case AttemptState::Sealed:
    case AttemptState::FormatSent:
        return RecordState::InStation;
    case AttemptState::Complete:
    case AttemptState::BinnedGood:
        return RecordState::Good;
    case AttemptState::InDoubt:
    case AttemptState::Quarantine:
        return RecordState::InDoubt; // until two people have destroyed the card
    case AttemptState::Scrapped:
        return RecordState::RemakeOpen;
    case AttemptState::ReleasedClean:
        return RecordState::Waiting;
    }
    return RecordState::InDoubt;
}

BlankState blankStateFor(AttemptState state, bool arrived)
{
    if (!arrived)
        return BlankState::None;
    switch (state) {
    case AttemptState::BinnedGood:
        return BlankState::Good;
    case AttemptState::Quarantine:
        return BlankState::Quarantine;
    case AttemptState::Scrapped:
        return BlankState::Spoiled;
    case AttemptState::ReleasedClean:
        return BlankState::Returned;
    default:
        return BlankState::InStation; // also in doubt: production.md 4.4
    }
}

QString attemptStateName(AttemptState state)
{
    switch (state) {
    case AttemptState::Claimed:
        return QStringLiteral("Claimed");
    case AttemptState::Bound:
        return QStringLiteral("Bound");
    case AttemptState::Prepared:
        return QStringLiteral("Prepared");
    case AttemptState::Intent:
        return QStringLiteral("Intent");
    case AttemptState::StepDone:
        return QStringLiteral("StepDone");
    case AttemptState::Sealed:
        return QStringLiteral("Sealed");
    case AttemptState::FormatSent:
        return QStringLiteral("FormatSent");
    case AttemptState::Complete:
        return QStringLiteral("Complete");
    case AttemptState::BinnedGood:
        return QStringLiteral("BinnedGood");
    case AttemptState::InDoubt:
        return QStringLiteral("InDoubt");
    case AttemptState::Quarantine:
        return QStringLiteral("Quarantine");
    case AttemptState::Scrapped:
        return QStringLiteral("Scrapped");
    case AttemptState::ReleasedClean:
        return QStringLiteral("ReleasedClean");
    }
    return {};
}

QString jobStateName(JobState state)
{
    switch (state) {
    case JobState::Importing:
        return QStringLiteral("Importing");
    case JobState::Ready:
        return QStringLiteral("Ready");
    case JobState::Running:
        return QStringLiteral("Running");
    case JobState::Holding:
        return QStringLiteral("Holding");
    case JobState::Held:
        return QStringLiteral("Held");
    case JobState::Finishing:
        return QStringLiteral("Finishing");
    case JobState::Complete:
        return QStringLiteral("Complete");
    case JobState::CompleteOpen:
        return QStringLiteral("CompleteOpen");
    case JobState::Aborted:
        return QStringLiteral("Aborted");
    case JobState::Archived:
        return QStringLiteral("Archived");
    }
    return {};
}

QString recordStateName(RecordState state)
{
    switch (state) {
    case RecordState::Waiting:
        return QStringLiteral("Waiting");
    case RecordState::InStation:
        return QStringLiteral("InStation");
    case RecordState::Good:
        return QStringLiteral("Good");
    case RecordState::InDoubt:
        return QStringLiteral("InDoubt");
    case RecordState::RemakeOpen:
        return QStringLiteral("RemakeOpen");
    case RecordState::Withdrawn:
        return QStringLiteral("Withdrawn");
    }
    return {};
}

QString blankStateName(BlankState state)
{
    switch (state) {
    case BlankState::None:
        return QStringLiteral("none");
    case BlankState::InStation:
        return QStringLiteral("inStation");
    case BlankState::Good:
        return QStringLiteral("good");
    case BlankState::Returned:
        return QStringLiteral("returned");
    case BlankState::Quarantine:
        return QStringLiteral("quarantine");
    case BlankState::Spoiled:
        return QStringLiteral("spoiled");
    case BlankState::Test:
        return QStringLiteral("test");
    }
    return {};
}

std::optional<AttemptState> attemptStateFromName(QStringView name)
{
    return byName(attemptStates, name, attemptStateName);
}

std::optional<JobState> jobStateFromName(QStringView name)
{
    return byName(jobStates, name, jobStateName);
}

std::optional<RecordState> recordStateFromName(QStringView name)
{
    return byName(recordStates, name, recordStateName);
}

std::optional<BlankState> blankStateFromName(QStringView name)
{
    return byName(blankStates, name, blankStateName);
}

} // namespace sm
