// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/history_builder.h"

#include <map>

namespace sm {

/// The parts of buildHistory(). Not for other rooms.
class HistoryFilter {
public:
    explicit HistoryFilter(const HistoryMaterial& material)
        : m_material(material)
    {
    }
    bool takes(const Tally& tally) const;

private:
    const HistoryMaterial& m_material;
};

/// Sums over a range, whole and by station, column and span.
class HistorySums {
public:
    explicit HistorySums(const HistoryFilter& filter)
        : m_filter(filter)
    {
    }
    void add(qint64 start, const RollUpSlot& slot);

    void putStations(History& out, const HistoryMaterial& material) const;
    void putHsms(History& out, const HistoryMaterial& material, qint64 ms) const;
    void putBoxes(History& out) const;
    void putColumns(History& out, const HistoryMaterial& material) const;
    void putLines(History& out) const;
    std::vector<quint32> lastMinutes(size_t most) const;

    Tally all;
    SparseCounts waits;
    std::vector<quint64> busyUs;
    std::map<StationId, Tally> stations;

private:
    const HistoryFilter& m_filter;
    std::map<qint64, Tally> m_spans; ///< without cells
};

/// Rates and waits over time.
class HistorySeries {
public:
    HistorySeries(const HistoryFilter& filter, RollUpLevel level)
        : m_filter(filter)
        , m_level(level)
    {
    }
    void add(qint64 start, const RollUpSlot& slot);
    void put(History& out) const;

private:
    void putRate(History& out) const;
    void putWaits(History& out) const;

    const HistoryFilter& m_filter;
    RollUpLevel m_level;
    std::vector<std::pair<qint64, quint64>> m_good;
    std::map<qint64, SparseCounts> m_waits;
};

/// Histograms of takt and process time from the sums.
void putBins(History& out);

} // namespace sm
