// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

namespace sm {

/// Milliseconds since 1970 UTC that run with a steady clock, follow the wall clock and never go back. A wall
/// clock that jumps ahead (the computer slept, its clock was set) is followed at once. After one that was set
/// back this time goes at half its pace until both agree, so that what happens keeps its order and a length.
class CivilTime {
public:
    CivilTime(qint64 wall, Nanos steady)
        : m_base(wall)
        , m_since(steady)
    {
    }

    qint64 at(Nanos steady) const
    {
        const Nanos gone = m_slow ? (steady - m_since) / 2 : steady - m_since;
        return m_base + std::chrono::duration_cast<milliseconds>(gone).count();
    }
    /// What the wall clock says now. Called about as often as a snapshot is made.
    void follow(qint64 wall, Nanos steady)
    {
        const qint64 here = at(steady);
        const bool slow = here - wall > tolerance;
        if (wall - here <= tolerance && slow == m_slow)
            return;
        m_base = wall - here > tolerance ? wall : here;
        m_since = steady;
        m_slow = slow;
    }

private:
    static constexpr qint64 tolerance = 50; ///< wall clocks are trimmed all the time
    qint64 m_base;
    Nanos m_since;
    bool m_slow = false;
};

} // namespace sm
