// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "job/record_ledger.h"
#include "store/sql_connection.h"

namespace sm {

Outcome<std::vector<RecordLine>> readRecordLines(
    SqlConnection& connection, JobId job, RecordList which, int limit);
Outcome<std::vector<DecisionRow>> readDecisions(SqlConnection& connection, JobId job);
Outcome<RemakeMode> readRemakeMode(SqlConnection& connection, JobId job);
/// Records of the job that wait for a person because their cards came back untouched too often.
Outcome<qint64> countTooOften(SqlConnection& connection, JobId job);
/// A record as the queue has it. RecordNotOpen when it is not of this job.
struct RecordFacts {
    RecordRow row;
    qint64 doubtful = 0; ///< attempt in doubt or quarantine; 0: none
    AttemptState doubtfulState = AttemptState::Quarantine;
    qint64 newestAttempt = 0;
};
Outcome<RecordFacts> readRecordFacts(SqlConnection& connection, JobId job, RecordId record);

/// Columns for the tries and the arrivals of record `r`: cards that came to nothing since a person last
/// decided, and all cards that arrived.
#define SM_RECORD_TRIES                                                                                      \
    "(SELECT COUNT(*) FROM attempts t WHERE t.record = r.id"                                                 \
    " AND (t.blank_state = 'returned' OR t.blank_state = 'spoiled') AND t.id > COALESCE("                    \
    "(SELECT MAX(d.newest_attempt) FROM decisions d WHERE d.record = r.id AND d.kind = 'again'), 0))"
#define SM_RECORD_ARRIVALS                                                                                   \
    "(SELECT COUNT(*) FROM attempts t WHERE t.record = r.id AND t.blank_state <> 'none')"

} // namespace sm
