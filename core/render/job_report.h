// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "job/record_ledger.h"
#include "render/report_document.h"

namespace sm {

/// Attempts that came to nothing for the same reason.
struct RejectGroup {
    QString failure; ///< catalogue name
    qint64 clean = 0; ///< untouched blank
    qint64 doubtful = 0; ///< in doubt or quarantine
    qint64 scrapped = 0;
    qint64 total() const { return clean + doubtful + scrapped; }
};

struct StationTotal {
    StationId station;
    qint64 good = 0;
    qint64 rejected = 0;
};

/// A record whose card may carry data, or one that waits for a person. The id is cut to its tail.
struct OpenLine {
    QString tail;
    quint32 issue = 0;
    RecordNeed need = RecordNeed::None;
    StationId station;
    QString step;
    QString failure;
    int arrivals = 0;
    QDateTime changed;
};

struct DecisionLine {
    QString kind;
    QString tail; ///< empty: the whole job
    QString reason;
    QString person;
    QDateTime at;
};

/// One job in figures, for paper, CSV and JSON. Holds no personal data: card object ids only as tails.
struct JobReport {
    JobRow job;
    QString product; ///< title of the profile; empty: not known here
    JobCounts counts;
    QDateTime made; ///< when the report was made, UTC
    QDateTime firstCard; ///< invalid: no card yet
    QDateTime lastCard;
    qint64 attempts = 0; ///< in which a card arrived, or was about to
    qint64 remade = 0; ///< records with an issue number above the first
    std::vector<RejectGroup> rejects; ///< most frequent first
    std::vector<StationTotal> stations; ///< in floor order
    std::vector<OpenLine> open;
    std::vector<DecisionLine> decisions;
    std::vector<AttemptRow> rows; ///< for the CSV
};

/// What a report is made from, as the store gives it.
struct JobReportSource {
    JobRow job;
    JobCounts counts;
    std::vector<AttemptRow> attempts;
    std::vector<RecordLine> open;
    std::vector<DecisionRow> decisions;
};
JobReport makeJobReport(JobReportSource source, const QString& product, const QDateTime& made);

/// Last eight characters: how an id leaves the core.
QString idTail(const CardObjectId& id);

/// One row per attempt, RFC 4180, UTF-8; ids as tails.
QByteArray reportCsv(const JobReport& report);
/// Everything of the report as one JSON document, {"schema": "stationmaster/job-report/1", ...}: both
/// identities with their verdicts, and the rows of the CSV under "attempts". Ids as tails, times in UTC.
QByteArray reportJson(const JobReport& report);

} // namespace sm
