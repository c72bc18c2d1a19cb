// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/history_builder.h"
#include "metrics/roll_ups.h"

#include <memory>

namespace sm {

/// A made-up shift of a floor of 24 stations, for pictures, tests and measurements of the dashboard: 22 s per
/// card, an HSM that was lost for half an hour, a fault, a changeover, idle stations with and without
/// reasons. The same for the same seed.
class SyntheticShift {
public:
    explicit SyntheticShift(quint32 seed = 1);
    ~SyntheticShift();

    static qint64 now(); ///< 12:40 local time of 2026-11-21
    std::shared_ptr<const History> read(const HistoryQuery& query);
    /// The attempts behind a filter, newest first.
    std::vector<FinishedAttempt> attempts(const AttemptFilter& filter) const;

private:
    struct Run;
    void runAll(quint32 seed);

    RollUps m_rollUps;
    std::vector<FinishedAttempt> m_attempts; ///< oldest first
};

} // namespace sm
