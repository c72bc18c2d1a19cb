// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "job/journal.h"

#include <optional>

namespace sm {

/// A record that has come to nothing this often, counted by the cards that arrived for it, is not given out
/// again by itself: a person decides (ux.md 5.6).
inline constexpr int remakeLimit = 3;
/// From how many such cards on a person is asked; by hand: from the first.
int decisionLimit(RemakeMode mode);

/// Why a record stands on a person's list.
enum class RecordNeed : quint8 {
    None, ///< it waits, is in a station, good or withdrawn
    TooOften, ///< came back untouched too often; waits for a person
    InDoubt, ///< finished, but nobody knows whether its card was acknowledged
    Quarantined, ///< its card may carry live data
    RemakeOpen ///< its card is scrapped; a person starts the remake
};

/// Which records of a job to list.
enum class RecordList : quint8 {
    NeedsDecision, ///< everything whose need is not None
    NotGood ///< everything that is neither good nor withdrawn
};

/// One record as the lists of a person show it. Nothing in it is personal; the id is routing data.
struct RecordLine {
    RecordId id;
    CardObjectId object;
    quint32 issue = 0;
    quint64 sequence = 0;
    RecordState state = RecordState::Waiting;
    RecordNeed need = RecordNeed::None;
    int arrivals = 0; ///< cards that arrived for it, over all issue numbers
    std::optional<AttemptRow> last; ///< its newest attempt
};

/// What a person gave with a decision; kept for good. `reason` is a code, `person` a role or a name of the
/// staff, never of a cardholder.
struct Decision {
    QString reason;
    QString person;
};

/// What a decision did, in figures for the live counts and in rows for the queue.
struct DecisionResult {
    qint64 scrappedQuarantine = 0; ///< cards that lay in quarantine
    qint64 scrappedAtStation = 0; ///< cards that counted as in a station (in doubt)
    qint64 reopened = 0; ///< remake open to waiting, with the next issue number
    qint64 givenAgain = 0; ///< waited for a person, wait for a station now
    qint64 withdrawnOpen = 0; ///< remake open to withdrawn
    qint64 withdrawnWaiting = 0;
    std::vector<RecordId> touched;
    std::vector<RecordRow> rows; ///< what may be given out now, in order of sequence
};

/// One line of the register of decisions, oldest first in lists.
struct DecisionRow {
    QString kind; ///< scrap, remake, again, withdraw, close, reject
    RecordId record; ///< invalid: the job as a whole
    AttemptId attempt;
    QString reason;
    QString person;
    QDateTime at;
};

/// The port to what people decide about records: scrap, remake, withdraw, close. Each call is one
/// transaction, all or nothing, recorded with reason, person and time. Implemented by core/store beside
/// Journal; same threads.
class RecordLedger {
public:
    RecordLedger() = default;
    RecordLedger(const RecordLedger&) = delete;
    RecordLedger& operator=(const RecordLedger&) = delete;
    virtual ~RecordLedger() = default;

    virtual Pending<std::vector<RecordLine>> recordLines(JobId job, RecordList which, int limit) = 0;
    virtual Pending<std::vector<DecisionRow>> decisions(JobId job) = 0;
    /// The cards of these records are destroyed. TwoPeopleNeeded unless the job runs on test keys. With
    /// `requeue` a record whose tries are not used up waits at once with the next issue number; otherwise its
    /// remake is open.
    virtual Pending<DecisionResult> scrap(
        JobId job, std::vector<RecordId> records, Decision decision, bool requeue)
        = 0;
    /// Open remakes get the next issue number and wait; what came back too often gets its tries again.
    /// Empty: all records of the job that may.
    virtual Pending<DecisionResult> remake(JobId job, std::vector<RecordId> records, Decision decision) = 0;
    /// Open remakes and what came back too often are not made. Empty is refused.
    virtual Pending<DecisionResult> withdraw(JobId job, std::vector<RecordId> records, Decision decision) = 0;
    /// CompleteOpen to Complete; withdraws what is open. CardsInDoubt while a card is in doubt or quarantine.
    virtual Pending<DecisionResult> closeJob(JobId job, Decision decision) = 0;
    /// Somebody rejects the card of a running attempt by hand; kept before the card is touched.
    virtual Pending<Done> noteReject(AttemptKey attempt, Decision decision) = 0;
    virtual Pending<Done> setRemakeMode(JobId job, RemakeMode mode) = 0;
};

} // namespace sm
