// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/alarm_view.h"

#include <deque>
#include <map>
#include <tuple>

namespace sm {

/// Alarms that have ended, and the figures of the alarm system itself. In memory, since the start.
class AlarmHistory {
public:
    static constexpr size_t kept = 500;
    static constexpr Nanos memory = std::chrono::hours(12);

    explicit AlarmHistory(const Clock& clock);

    void noteRaise(const AlarmEntry& entry);
    void add(const AlarmEntry& ended);
    /// The alarm goes on: it is not history.
    void takeBack(quint64 id);
    void acknowledged(quint64 id);
    void noteShelf() { ++m_shelves; }

    std::vector<AlarmEntry> newestFirst() const;
    AlarmFigures figures(std::vector<AlarmEntry> standing) const;

private:
    struct Raise {
        Nanos time{};
        AlarmCode code = AlarmCode::None;
        StationId station;
        QString subject;
    };

    const Clock& m_clock;
    Nanos m_start;
    std::deque<AlarmEntry> m_ended; ///< newest first
    std::deque<Raise> m_raises; ///< within the memory, at most as many as maxRaises
    int m_shelves = 0;
};

} // namespace sm
