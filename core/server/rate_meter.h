// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <algorithm>
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

/// Share of the last quarter of an hour that the stations of a machine had a card in work. Cards count when
/// they are done, so that a shorter time would swing with each of them.
class UtilisationMeter {
public:
    /// `busy`: sum over all stations since the start. 0 to 1; 0 while nothing is known.
    float share(Nanos busy, size_t stations, Nanos now)
    {
        if (m_samples.empty() || now - m_samples.back().at >= step)
            m_samples.push_back({now, busy});
        while (m_samples.size() > 1 && m_samples[1].at + window <= now)
            m_samples.pop_front();
        const auto inSeconds = [](Nanos time) { return std::chrono::duration<double>(time).count(); };
        const double available = inSeconds(now - m_samples.front().at) * double(stations);
        return available > 0 ? float(std::min(1.0, inSeconds(busy - m_samples.front().busy) / available)) : 0;
    }

private:
    static constexpr Nanos window = std::chrono::minutes(15);
    static constexpr Nanos step = std::chrono::seconds(15);
    struct Sample {
        Nanos at;
        Nanos busy;
    };
    std::deque<Sample> m_samples;
};

/// Exponentially weighted rate with a half-life of 15 minutes, for the time a job will be done. Its time
/// stands while nothing is in work: a pause is no slow work, and the rate from before it holds after it.
class EtaMeter {
public:
    /// Work begins or ends; it goes on until the first time that it ends.
    void work(bool on, Nanos now)
    {
        if (on == m_working)
            return;
        m_working = on;
        if (on)
            m_rested += now - m_restsSince;
        else
            m_restsSince = now;
    }
    void good(Nanos now)
    {
        decay(worked(now));
        m_weight += 1;
        ++m_cards;
    }
    /// Seconds until `remaining` cards are done; negative: unknown (fewer than 20 cards, or no rate).
    double secondsFor(qint64 remaining, Nanos now)
    {
        if (m_cards < 20)
            return -1;
        const Nanos at = worked(now);
        decay(at); // the clock of the meter starts with the first card, whoever asked before
        const double age = std::chrono::duration<double>(at - m_since).count();
        // The weights of a young meter do not sum up to the time constant yet.
        const double seen = tau * (1 - std::exp(-age / tau));
        return m_weight > 0 && seen > 0 ? double(remaining) * seen / m_weight : -1;
    }

private:
    static constexpr double tau = 15 * 60 / 0.6931471805599453;
    Nanos worked(Nanos now) const { return (m_working ? now : m_restsSince) - m_rested; }
    void decay(Nanos at)
    {
        if (m_since < Nanos(0))
            m_since = m_at = at;
        m_weight *= std::exp(-std::chrono::duration<double>(at - m_at).count() / tau);
        m_at = at;
    }
    bool m_working = true;
    Nanos m_rested{};
    Nanos m_restsSince{};
    Nanos m_since{-1};
    Nanos m_at{};
    double m_weight = 0;
    qint64 m_cards = 0;
};

} // namespace sm
