// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/station_meter.h"

namespace sm {

MeterPiece StationMeter::take(qint64 until)
{
    MeterPiece piece;
    piece.state = m_state;
    piece.ms = until - m_booked;
    if (piece.ms <= 0)
        return MeterPiece{m_state};
    m_booked = until;
    const bool waits = m_state == StationTime::WaitingHsm || m_state == StationTime::WaitingCard;
    if (waits && until - m_since > longWaitMs)
        piece.longMs = std::exchange(m_long, true) ? piece.ms : until - m_since;
    if (stands() && until - m_standing > idleAsksAfterMs) {
        piece.reason = m_reason;
        piece.idleMs = std::exchange(m_asked, true) ? piece.ms : until - m_standing;
        m_underReason += piece.idleMs;
    }
    return piece;
}

void StationMeter::change(StationTime state, JobId job, qint64 now)
{
    m_job = job;
    if (state == m_state)
        return;
    const bool stood = stands();
    m_state = state;
    m_since = now;
    m_long = false;
    if (stood && stands())
        return; // idle and held are one stretch for whoever gives its reason
    m_standing = now;
    m_asked = false;
    m_reason = IdleReason::None;
    m_underReason = 0;
}

std::optional<ReasonMove> StationMeter::giveReason(IdleReason reason)
{
    if (!stands())
        return std::nullopt;
    return ReasonMove{std::exchange(m_reason, reason), reason, m_underReason};
}

std::optional<double> StationMeter::good(qint64 now)
{
    const std::optional<qint64> last = std::exchange(m_lastGood, now);
    return last ? std::optional(double(now - *last) / 1000) : std::nullopt;
}

} // namespace sm
