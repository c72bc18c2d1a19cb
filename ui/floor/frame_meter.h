// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QtGlobal>

#include <deque>
#include <vector>

namespace sm {

/// Milliseconds of what was measured.
struct MeterFigures {
    double p95 = 0;
    double p99 = 0;
    double max = 0;
    qint64 count = 0; ///< since the start
};

/// Durations with their time: percentiles over the last ten seconds, or over everything.
class FrameMeter {
public:
    FrameMeter();

    void add(double duration);
    MeterFigures recent() const;
    MeterFigures overall() const;

private:
    struct Sample {
        qint64 at;
        double ms;
    };
    static MeterFigures figures(std::vector<double> values, qint64 count);

    QElapsedTimer m_clock;
    std::deque<Sample> m_recent;
    std::vector<float> m_all; ///< bounded: the newest million
    qint64 m_count = 0;
};

} // namespace sm
