// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/attempt_writer.h"

#include <unordered_map>

namespace sm {

/// The attempts that stations are working on, as the single writer last left them: reading one again before
/// each of its entries was the dearest statement of a session. Writer thread only. What is kept here is what
/// the open transaction says, so whoever rolls back calls forget().
class OpenAttempts {
public:
    /// Where entries for this attempt go. Valid until the next call. EpochStale unless the key is the newest
    /// claim of its record.
    Outcome<AttemptWriter*> writer(SqlConnection& connection, AttemptKey key, qint64 now);
    /// After the last entry of a piece: an attempt that nothing may follow is kept no longer.
    void written(AttemptKey key);
    /// A new claim makes every older one of its record stale.
    Outcome<AttemptKey> claim(SqlConnection& connection, RecordId record, StationId station, qint64 now);
    /// After a rollback, and when something else has written to attempts, records or the state of a job.
    void forget();

private:
    std::unordered_map<qint64, AttemptWriter> m_attempts; ///< by attempt id
    std::optional<Epoch> m_newestEpoch;
};

} // namespace sm
