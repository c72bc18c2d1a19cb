// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"

#include <QString>

#include <optional>
#include <span>

namespace sm {

/// Durable states of an attempt, production.md 4.3. Stored by name; the transition table below is also in the
/// database.
enum class AttemptState : quint8 {
    Claimed, ///< epoch taken
    Bound, ///< chip serial read and stored
    Prepared, ///< everything drawn or computed ahead is stored, sealed
    Intent, ///< a step that changes the card may have been sent
    StepDone, ///< the last intent's step is known to have been executed
    Sealed, ///< seal written and read back
    FormatSent, ///< "format complete" sent
    Complete, ///< acknowledged
    BinnedGood, ///< counted in the good bin
    InDoubt, ///< nobody knows whether the last intent was executed
    Quarantine, ///< may carry live data; waits for two people
    Scrapped, ///< destroyed under dual control
    ReleasedClean, ///< no intent: blank back to stock, object back to the queue
};

enum class JobState : quint8 {
    Importing, ///< rows are coming in; invisible
    Ready,
    Running,
    Holding, ///< stations finish their cards
    Held,
    Finishing, ///< nothing left to give out; the last cards are in stations
    Complete,
    CompleteOpen, ///< queue done, but records in doubt or remakes open
    Aborted,
    Archived
};

enum class RecordState : quint8 { Waiting, InStation, Good, InDoubt, RemakeOpen, Withdrawn };

/// Where the blank of an attempt is, for the cards identity (counts.h). None: no blank has arrived.
enum class BlankState : quint8 { None, InStation, Good, Returned, Quarantine, Spoiled, Test };

/// One allowed step of a life cycle.
template <class State> struct Transition {
    State from;
    State to;
};

/// The one transition table per life cycle. Code asks mayFollow(); the store writes the rows into the
/// database, where a trigger reads them, so that both refuse the same.
std::span<const Transition<AttemptState>> attemptTransitions();
std::span<const Transition<JobState>> jobTransitions();
std::span<const Transition<RecordState>> recordTransitions();

bool mayFollow(AttemptState from, AttemptState to);
bool mayFollow(JobState from, JobState to);
bool mayFollow(RecordState from, RecordState to);

/// TransitionRefused with both names unless the table allows it.
Outcome<Done> checkFollows(AttemptState from, AttemptState to);
Outcome<Done> checkFollows(JobState from, JobState to);

/// Live, good or in doubt: the states in which (card object, issue) must be unique.
bool holdsCardObject(AttemptState state);
/// May still have a card in a station or an answer to come: what recovery must look at, and what blocks a
/// migration.
bool isOpen(AttemptState state);
/// Nothing of the job is given out any more, unless it is started again.
bool hasEnded(JobState state);
RecordState recordStateFor(AttemptState state);
/// `arrived`: a blank was bound to the attempt, or seen and turned away.
BlankState blankStateFor(AttemptState state, bool arrived);

QString attemptStateName(AttemptState state);
std::optional<AttemptState> attemptStateFromName(QStringView name);
QString jobStateName(JobState state);
std::optional<JobState> jobStateFromName(QStringView name);
QString recordStateName(RecordState state);
std::optional<RecordState> recordStateFromName(QStringView name);
QString blankStateName(BlankState state);
std::optional<BlankState> blankStateFromName(QStringView name);

std::span<const AttemptState> allAttemptStates();
std::span<const JobState> allJobStates();
std::span<const RecordState> allRecordStates();

} // namespace sm
