// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/formulas.h"

namespace sm {

/// What the time since the last booking adds to a station's tallies.
struct MeterPiece {
    StationTime state = StationTime::Offline;
    qint64 ms = 0;
    qint64 longMs = 0; ///< of a wait that is long by now
    IdleReason reason = IdleReason::None;
    qint64 idleMs = 0; ///< of standing that asks for a reason by now
};
/// Standing that was booked under one reason and belongs to another.
struct ReasonMove {
    IdleReason from = IdleReason::None;
    IdleReason to = IdleReason::None;
    qint64 ms = 0;
};

/// Follows one station through its states and applies the loss rules: a wait beyond longWaitMs is long as a
/// whole, standing beyond idleAsksAfterMs asks for a reason as a whole. What was not known earlier is booked
/// at the moment it is known.
class StationMeter {
public:
    explicit StationMeter(qint64 now)
        : m_since(now)
        , m_standing(now)
        , m_booked(now)
    {
    }
    MeterPiece take(qint64 until);
    /// Everything until `now` must have been taken.
    void change(StationTime state, JobId job, qint64 now);
    /// Nothing: the station does not stand.
    std::optional<ReasonMove> giveReason(IdleReason reason);
    /// Seconds since the last good card here; empty: this is the first.
    std::optional<double> good(qint64 now);

    StationTime state() const { return m_state; }
    JobId job() const { return m_job; }
    bool stands() const { return m_state == StationTime::Idle || m_state == StationTime::Held; }
    bool present = true; ///< false: of an earlier run, no longer on the floor

private:
    StationTime m_state = StationTime::Offline;
    JobId m_job;
    qint64 m_since; ///< of the present state
    qint64 m_standing; ///< of idle and held together
    qint64 m_booked;
    bool m_long = false;
    bool m_asked = false;
    IdleReason m_reason = IdleReason::None;
    qint64 m_underReason = 0; ///< of this stretch, booked under m_reason
    std::optional<qint64> m_lastGood;
};

} // namespace sm
