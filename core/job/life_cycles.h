// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace sm {

/// Durable states of an attempt, production.md 4.3. Stored by name; the transition table below is also in the database.
enum class AttemptState : quint8 {
    Claimed,       ///< epoch taken
    Bound,         ///< chip serial read and stored
    Prepared,      ///< everything drawn or computed ahead is stored, sealed
    Intent,        ///< a step that changes the card may have been sent
    StepDone,      ///< the last intent's step is known to have been executed
    Sealed,        ///< seal written and read back
    FormatSent,    ///< "format complete" sent
    Complete,      ///< acknowledged
    BinnedGood,    ///< counted in the good bin
    InDoubt,       ///< nobody knows whether the last intent was executed
    Quarantine,    ///< may carry live data; waits for two people
    Scrapped,      ///< destroyed under dual control
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

enum class RecordState : quint8 {
    Waiting,
    InStation,
    Good,
    InDoubt,
    RemakeOpen,
    Withdrawn
};

bool mayFollow(AttemptState from, AttemptState to); ///< the one transition table of attempts
bool mayFollow(JobState from, JobState to);         ///< the one transition table of jobs

/// Live, good or in doubt: the states in which (card object, issue) must be unique.
bool holdsCardObject(AttemptState state);
RecordState recordStateFor(AttemptState state);

QString attemptStateName(AttemptState state);
std::optional<AttemptState> attemptStateFromName(QStringView name);
QString jobStateName(JobState state);
std::optional<JobState> jobStateFromName(QStringView name);
QString recordStateName(RecordState state);
std::optional<RecordState> recordStateFromName(QStringView name);

} // namespace sm
