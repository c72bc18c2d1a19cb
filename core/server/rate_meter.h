// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <cmath>
#include <deque>

namespace sm {

/// Good cards per hour over the last five minutes; unknown until a minute of data is there (ux.md 4.2).
class RateMeter {
public:
    void good(Nanos now)
    {
        if (m_first < Nanos(0))
            m_first = now;
        m_cards.push_back(now);
    }
    /// Negative: unknown.
    double perHour(Nanos now)
    {
        while (!m_cards.empty() && m_cards.front() + window < now)
            m_cards.pop_front();
        if (m_first < Nanos(0) || now - m_first < settle)
            return -1;
        const double span = std::chrono::duration<double>(std::min<Nanos>(window, now - m_first)).count();
        return span > 0 ? double(m_cards.size()) * 3600.0 / span : -1;
    }

private:
    static constexpr Nanos window = std::chrono::minutes(5);
    static constexpr Nanos settle = std::chrono::seconds(60);
    Nanos m_first{-1};
    std::deque<Nanos> m_cards;
};

/// Exponentially weighted rate with a half-life of 15 minutes, for the time a job will be done.
class EtaMeter {
public:
    void good(Nanos now)
    {
        decay(now);
        m_weight += 1;
        ++m_cards;
    }
    /// Seconds until `remaining` cards are done; negative: unknown (fewer than 20 cards, or no rate).
    double secondsFor(qint64 remaining, Nanos now)
    {
        if (m_cards < 20)
            return -1;
        decay(now); // the clock of the meter starts with the first card, whoever asked before
        const double age = std::chrono::duration<double>(now - m_since).count();
        // The weights of a young meter do not sum up to the time constant yet.
        const double seen = tau * (1 - std::exp(-age / tau));
        return m_weight > 0 && seen > 0 ? double(remaining) * seen / m_weight : -1;
    }

private:
    static constexpr double tau = 15 * 60 / 0.6931471805599453;
    void decay(Nanos now)
    {
        if (m_since < Nanos(0))
            m_since = m_at = now;
        m_weight *= std::exp(-std::chrono::duration<double>(now - m_at).count() / tau);
        m_at = now;
    }
    Nanos m_since{-1};
    Nanos m_at{};
    double m_weight = 0;
    qint64 m_cards = 0;
};

} // namespace sm
