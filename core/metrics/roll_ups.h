// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/history_store.h"
#include "metrics/station_meter.h"

#include <deque>

namespace sm {

/// What became of a card, for the roll-ups.
struct FinishedCard {
    bool good = false;
    bool firstPass = false; ///< good without remake
    FailureCode failure{}; ///< when not good
    double idealSeconds = 0; ///< 0: unknown
    double processSeconds = 0;
};

/// What all stations did, in spans of a second, a minute and an hour. Times are milliseconds since 1970 UTC
/// and never run backwards (the caller sees to it, whatever the wall clock does). A few additions per event;
/// a closed span is kept encoded. Server thread.
class RollUps {
public:
    RollUps(std::vector<StationId> stations, size_t devices, qint64 now);

    /// It has come onto the floor, or has left it: only the time in between is booked.
    void setPresent(StationId station, bool present, qint64 now);
    void setState(StationId station, StationTime state, JobId job, qint64 now);
    void finished(StationId station, JobId job, const FinishedCard& card, qint64 now);
    void hsmWaited(qint64 waitUs, qint64 now);
    /// What each device worked since the last call.
    void hsmBusy(const std::vector<quint64>& busyUs, qint64 now);
    /// False: the station does not stand.
    bool giveReason(StationId station, IdleReason reason, qint64 now);
    /// Closes what has ended by now.
    void advance(qint64 now);

    /// What an earlier run wrote, oldest first; spans that have not ended go on. Before anything else.
    void restore(const std::vector<RollUpRow>& rows);
    /// Rows to be stored: closed spans not taken yet, and the hour so far. `ending`: the minute so far too.
    std::vector<RollUpRow> takeUnsaved(bool ending, qint64 now);

    /// Spans that start in [from, to), the open one as it is now included; oldest first.
    std::vector<RollUpRow> rows(RollUpLevel level, qint64 from, qint64 to, qint64 now);
    /// Start of the oldest span known; `now` when there is none.
    qint64 since(qint64 now) const;
    const std::vector<StationId>& stations() const { return m_stations; }

private:
    struct Level {
        RollUpLevel id = RollUpLevel::Second;
        qint64 start = 0; ///< of the open span
        std::vector<std::vector<Tally>> open; ///< by station, then in the order the jobs came
        SparseCounts waits;
        std::vector<quint64> busy;
        std::deque<RollUpRow> closed;
    };
    std::optional<size_t> indexOf(StationId station) const;
    Tally& tally(Level& level, size_t station, JobId job);
    void book(size_t station, qint64 until);
    void bookAll(qint64 until);
    void close(Level& level, qint64 next);
    static RollUpSlot slotOf(const Level& level);
    void reopen(Level& level, const RollUpSlot& slot);
    void clear(Level& level);
    template <class F> void everywhere(F what);

    std::vector<StationId> m_stations;
    std::vector<StationMeter> m_meters;
    std::array<Level, rollUpLevels> m_levels;
    qint64 m_at = 0;
    bool m_leap = false; ///< a long gap is being booked by minutes: the seconds are left out
    std::vector<RollUpRow> m_unsaved;
};

} // namespace sm
