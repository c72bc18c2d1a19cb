// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

namespace sm {

/// Whether the other end is still there: a ping after each interval in which nothing was heard, silence after
/// so many of them in a row. Counts own turns and not the clock alone, so a process that was stopped for a
/// while does not take its own sleep for the peer's.
class Heartbeat {
public:
    struct Times {
        Nanos interval = std::chrono::seconds(2);
        int misses = 3;
    };
    enum class Turn : quint8 { Nothing, Ping, Silent };

    explicit Heartbeat(Times times)
        : m_times(times)
    {
    }
    void heard(Nanos now)
    {
        m_missed = 0;
        m_due = now + m_times.interval;
    }
    Nanos due() const { return m_due; }
    Turn turn(Nanos now)
    {
        if (now < m_due)
            return Turn::Nothing;
        m_due = now + m_times.interval;
        return ++m_missed >= m_times.misses ? Turn::Silent : Turn::Ping;
    }

private:
    Times m_times;
    int m_missed = 0;
    Nanos m_due{};
};

} // namespace sm
