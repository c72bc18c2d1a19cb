// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "base/ids.h"
#include "job/life_cycles.h"
#include "job/remake_mode.h"
#include "render/report_document.h"

#include <QDateTime>
#include <QString>

#include <optional>
#include <vector>

namespace sm {

/// What a person is asked to decide about a record; the values of RecordNeed that reach a list.
enum class DecisionKind : quint8 { TooOften, InDoubt, Quarantined, RemakeOpen };

/// One record on a person's list: masked, no sentence.
struct RecordView {
    RecordId id;
    DecisionKind kind = DecisionKind::TooOften;
    QString tail; ///< last eight characters of the card object id
    quint32 issue = 0;
    StationId station; ///< of its newest attempt; invalid: none
    QString step;
    std::optional<Failure> failure; ///< of its newest attempt, without details
    int arrivals = 0; ///< cards that arrived for it
    QDateTime changed; ///< UTC
};

/// How a card that was in work when the program stopped was found.
enum class RecoveredKind : quint8 {
    Verified, ///< acknowledged before the stop: a good card
    NotWritten, ///< no intent: the blank is untouched, its record waits again
    Unconfirmed, ///< sealed, but its acknowledgement is missing
    Unknown ///< it may have been written: quarantine
};
struct RecoveredView {
    JobId job;
    RecordId record;
    RecoveredKind kind = RecoveredKind::Unknown;
    QString tail; ///< last eight characters of the card object id
    QString chipTail; ///< last eight digits of the chip's serial; empty: it was not read
    StationId station;
    QDateTime stopped; ///< last entry before the stop, UTC
    bool open = false; ///< a decision is still to be made
};

namespace command {
/// Answered with event::RecordsListed.
struct ListRecords {
    JobId job;
};
/// Answered with event::RecoveredListed.
struct ListRecovered { };
/// The cards of these records are destroyed. `reason`: damaged, unreadable, testCard, other.
struct ScrapCards {
    JobId job;
    std::vector<RecordId> records;
    QString reason;
};
/// Gives records out again. Empty: all of the job that may.
struct RemakeRecords {
    JobId job;
    std::vector<RecordId> records;
};
/// These records are not made.
struct WithdrawRecords {
    JobId job;
    std::vector<RecordId> records;
    QString reason;
};
/// A job whose queue is done, with records open: they are withdrawn.
struct CloseJob {
    JobId job;
    QString reason;
};
struct SetRemakeMode {
    JobId job;
    RemakeMode mode = RemakeMode::AsTheyCome;
};
/// The card in the station goes to the reject bin. `reason`: a code as above.
struct RejectCard {
    StationId station;
    QString reason;
};
/// Writes the job's report; the name's ending says how: .pdf, .csv, .json. Answered with
/// event::ReportWritten.
struct WriteReport {
    JobId job;
    QString file;
    ReportComposer compose = nullptr; ///< the texts; called on another thread than the server's
    bool letter = false; ///< Letter instead of A4
};
} // namespace command

namespace event {
struct RecordsListed {
    quint64 ticket = 0;
    JobId job;
    std::vector<RecordView> records;
    bool all = true; ///< false: cut off at the list's limit
};
struct RecoveredListed {
    quint64 ticket = 0;
    std::vector<RecoveredView> cards;
};
struct ReportWritten {
    quint64 ticket = 0;
    JobId job;
    QString file;
};
} // namespace event

} // namespace sm
