// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/decimate.h"
#include "metrics/formulas.h"
#include "metrics/roll_up_slot.h"

#include <QString>

#include <optional>
#include <vector>

namespace sm {

enum class HistoryRange : quint8 { QuarterHour, Hour, Shift, Today, Day, Week, Job, Custom };
enum class HistoryCompare : quint8 { None, Previous, LastWeek };

/// Whose figures. Time without a job belongs to a floor, a machine and a station, not to a job or profile.
struct HistoryScope {
    enum class Kind : quint8 { Floor, Machine, Station, Job, Profile };
    Kind kind = Kind::Floor;
    StationId station; ///< machine: its number with station 0
    JobId job;
    QString profile;
    bool operator==(const HistoryScope&) const = default;
};

struct HistoryQuery {
    HistoryRange range = HistoryRange::Shift;
    HistoryScope scope;
    HistoryCompare compare = HistoryCompare::None;
    qint64 from = 0; ///< Custom: milliseconds since 1970 UTC
    qint64 to = 0;
    JobId rangeJob; ///< Job: from its first to its last minute of work
    bool operator==(const HistoryQuery&) const = default;
};

/// The numbers of one range.
struct HistoryFigures {
    Tally sum;
    std::optional<double> rate; ///< over the whole range
    std::optional<double> firstPass;
    std::optional<double> utilisation;
    Oee oee;
    std::optional<double> taktMedian; ///< seconds
    std::optional<double> taktP95;
    std::optional<double> processMedian;
    std::optional<double> waitP50; ///< milliseconds
    std::optional<double> waitP95;
    std::optional<double> waitP99;
    double planned = 0; ///< cards
    std::optional<double> attainment;
};

struct HistoryColumn { ///< of the hour-by-hour board
    qint64 start = 0;
    qint64 good = 0;
    qint64 rejected = 0;
    double planned = 0; ///< for the whole column, also while it runs
    bool running = false;
};
struct HistoryBin {
    double from = 0; ///< seconds
    qint64 cards = 0;
};
struct HistoryBox { ///< takt of one machine, seconds
    quint16 machine = 0;
    double low = 0; ///< 5 %
    double q1 = 0;
    double median = 0;
    double q3 = 0;
    double high = 0; ///< 95 %
};
struct HistoryReject {
    FailureCode failure{};
    qint64 cards = 0;
};
struct HistoryStation {
    StationId station;
    std::array<double, stationTimes> seconds{};
};
struct HistoryHsm {
    QString name;
    double load = 0; ///< share of the range it was busy
};
struct HistoryIdle {
    IdleReason reason = IdleReason::None;
    double minutes = 0;
};

/// What a dashboard shows of one range and scope; immutable, made on a worker. Times are milliseconds since
/// 1970 UTC. No series has more than mostPoints points.
struct History {
    HistoryQuery query;
    qint64 from = 0; ///< on a whole minute, or hour for long ranges
    qint64 to = 0; ///< the time it was made, for ranges that have not ended
    RollUpLevel level = RollUpLevel::Minute; ///< of the sums
    HistoryFigures figures;
    std::optional<HistoryFigures> compared;
    qint64 comparedFrom = 0;
    qint64 comparedTo = 0;

    std::vector<HistoryPoint> rate; ///< rolling over rateWindowMs, or the width of an hour beyond a day
    double targetPerHour = 0; ///< 0: unknown
    double idealPerHour = 0;
    std::vector<HistoryColumn> columns;
    qint64 columnMs = 0;
    double binSeconds = cell::binSeconds; ///< width of a bin; wider when there would be too many
    std::vector<HistoryBin> takt;
    std::vector<HistoryBin> process; ///< the same bins
    qint64 taktBeyond = 0; ///< cards slower than the last bin
    std::vector<HistoryBox> boxes;
    std::vector<HistoryReject> rejects; ///< most frequent first
    std::vector<HistoryStation> stations; ///< in the order of the floor
    std::vector<HistoryPoint> waitP50; ///< milliseconds
    std::vector<HistoryPoint> waitP95;
    std::vector<HistoryHsm> hsms;
    std::vector<HistoryIdle> idle; ///< "no reason given" first, then the longest
    Losses losses;
    std::optional<double> etaSpread; ///< seconds

    /// Small lines under the numbers: at most 60 points each.
    std::vector<HistoryPoint> goodLine;
    std::vector<HistoryPoint> firstPassLine;
    std::vector<HistoryPoint> utilisationLine;
    std::vector<HistoryPoint> oeeLine;

    bool isEmpty() const { return figures.sum.finished() == 0; }
};

} // namespace sm
