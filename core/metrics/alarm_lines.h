// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/alarm_history.h"

#include <deque>
#include <map>
#include <set>
#include <tuple>

namespace sm {

/// What an alarm is about: at most one line per key.
struct AlarmKey {
    AlarmCode code = AlarmCode::None;
    StationId station;
    QString subject;

    bool operator<(const AlarmKey& other) const
    {
        return std::tie(code, station, subject) < std::tie(other.code, other.station, other.subject);
    }
    bool operator==(const AlarmKey& other) const = default;
};

/// A condition as it is just now. Between the two limits neither is true and the alarm stays as it was.
struct AlarmLevel {
    bool raise = false;
    bool clear = false;
    static AlarmLevel of(bool on) { return {on, !on}; }
};

struct AlarmDetail {
    std::optional<Failure> why;
    double value = 0;
};

/// Conditions become lines after their delays, and end after theirs. Knows chatter, floods, children,
/// acknowledgement, silence and shelves; knows nothing of cards. One thread; time comes from the clock.
class AlarmLines {
public:
    static constexpr Nanos window = std::chrono::minutes(10);
    static constexpr int chatterReturns = 3; ///< more returns than this in the window make one line "x4"
    static constexpr int floodRaises = 10; ///< more new lines than this in the window are a flood
    static constexpr int floodEnds = 5;
    static constexpr Nanos quickReturn = seconds(10); ///< back within this: the same line goes on, silently
    static constexpr Nanos chatterHold = seconds(60); ///< a chattering line ends after so long without it
    static constexpr Nanos silenceTime = seconds(60);
    static constexpr int leastShelf = 15; ///< minutes
    static constexpr int longestShelf = 120;

    explicit AlarmLines(const Clock& clock);

    void set(const AlarmKey& key, AlarmLevel level, AlarmDetail detail = {});
    /// The condition cannot be there any more: a person dealt with it, or its subject is gone.
    void drop(const AlarmKey& key);
    /// Lets delays pass. Call it a few times a second.
    void tick();
    bool stands(const AlarmKey& key) const;
    bool standsAny(AlarmCode code) const;

    /// Stations that wait because of an alarm of this code while one stands.
    void setWaiting(std::set<StationId> stations);

    void acknowledge(quint64 id);
    void silence();
    /// False: no such alarm, less than 15 or more than 120 minutes, or no reason. Ends after `most` at the
    /// latest.
    bool shelve(quint64 id, int minutes, const QString& reason, Nanos most = Nanos::max());
    void unshelve(quint64 id);

    /// Changes when view() would.
    quint64 revision() const { return m_revision; }
    AlarmView view() const;

private:
    struct Line {
        AlarmEntry entry;
        bool open = false; ///< is a line now
        bool on = false; ///< the condition stands
        std::optional<Nanos> since; ///< of the raise or the clear that is under way
        Nanos raised{};
        Nanos cleared{};
        std::deque<Nanos> raises; ///< within the window
    };
    struct Shelf {
        Nanos until{};
        QString reason;
    };

    void evaluate(const AlarmKey& key, Line& line);
    void raise(const AlarmKey& key, Line& line);
    void end(Line& line);
    bool revive(Line& line);
    void noteNew(const AlarmKey& key, quint64 id);
    void updateFlood();
    const Line* parentOf(const AlarmKey& key) const;
    const Line* openLine(AlarmCode code, StationId station = StationId()) const;
    Line* byId(quint64 id);
    AlarmEntry shown(const AlarmKey& key, const Line& line) const;
    bool before(const AlarmEntry& a, const AlarmEntry& b) const;
    void changed() { ++m_revision; }
    qint64 milliseconds(Nanos time) const;

    const Clock& m_clock;
    std::map<AlarmKey, Line> m_lines;
    std::map<AlarmKey, Shelf> m_shelves;
    std::set<StationId> m_waiting;
    std::deque<std::pair<Nanos, quint64>> m_new; ///< new lines within the window
    AlarmHistory m_history;
    quint64 m_lastId = 0;
    quint64 m_revision = 1;
    Nanos m_silencedUntil{};
    AlarmPriority m_silenced = AlarmPriority::Low;
    bool m_flood = false;
    quint64 m_floodFirst = 0;
};

} // namespace sm
