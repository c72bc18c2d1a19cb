// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/roll_ups.h"

#include <algorithm>

namespace sm {

namespace {

constexpr qint64 leapAfterMs = 600'000; ///< a gap this long (a machine that slept) is booked by minutes

} // namespace

RollUps::RollUps(std::vector<StationId> stations, size_t devices, qint64 now)
    : m_stations(std::move(stations))
    , m_meters(m_stations.size(), StationMeter(now))
    , m_at(now)
{
    for (size_t i = 0; i < rollUpLevels; ++i) {
        m_levels[i].id = RollUpLevel(i);
        m_levels[i].start = spanStart(RollUpLevel(i), now);
        m_levels[i].open.resize(m_stations.size());
        m_levels[i].busy.resize(devices);
    }
}

std::optional<size_t> RollUps::indexOf(StationId station) const
{
    const auto at = std::find(m_stations.begin(), m_stations.end(), station);
    if (at == m_stations.end())
        return std::nullopt;
    return size_t(at - m_stations.begin());
}

Tally& RollUps::tally(Level& level, size_t station, JobId job)
{
    std::vector<Tally>& of = level.open[station];
    for (Tally& one : of) {
        if (one.job == job)
            return one;
    }
    Tally& made = of.emplace_back();
    made.station = m_stations[station];
    made.job = job;
    return made;
}

template <class F> void RollUps::everywhere(F what)
{
    for (Level& level : m_levels) {
        if (!m_leap || level.id != RollUpLevel::Second)
            what(level);
    }
}

void RollUps::book(size_t station, qint64 until)
{
    StationMeter& meter = m_meters[station];
    const MeterPiece piece = meter.take(until);
    if (piece.ms <= 0 || !meter.present)
        return;
    everywhere([&](Level& level) {
        Tally& sum = tally(level, station, meter.job());
        sum.timeMs[size_t(piece.state)] += quint64(piece.ms);
        if (piece.longMs > 0)
            (piece.state == StationTime::WaitingHsm ? sum.longHsmMs : sum.longCardMs)
                += quint64(piece.longMs);
        if (piece.idleMs > 0)
            sum.cells.add(quint16(cell::idle + quint16(piece.reason)), piece.idleMs);
    });
}

void RollUps::bookAll(qint64 until)
{
    for (size_t i = 0; i < m_meters.size(); ++i)
        book(i, until);
}

void RollUps::advance(qint64 now)
{
    for (;;) {
        m_leap = now - m_at > leapAfterMs;
        const RollUpLevel step = m_leap ? RollUpLevel::Minute : RollUpLevel::Second;
        const qint64 boundary = spanStart(step, m_at) + spanMs(step);
        if (boundary > now)
            break;
        bookAll(boundary);
        for (Level& level : m_levels) {
            if (spanStart(level.id, boundary) != level.start)
                close(level, boundary);
        }
        m_at = boundary;
    }
    m_leap = false;
    m_at = std::max(m_at, now);
}

void RollUps::setPresent(StationId station, bool present, qint64 now)
{
    advance(now);
    auto index = indexOf(station);
    if (!index) {
        index = m_stations.size();
        m_stations.push_back(station);
        m_meters.emplace_back(now).present = false;
        for (Level& each : m_levels)
            each.open.resize(m_stations.size());
    }
    book(*index, now);
    m_meters[*index].present = present;
}

void RollUps::setState(StationId station, StationTime state, JobId job, qint64 now)
{
    advance(now);
    const auto index = indexOf(station);
    if (!index)
        return;
    StationMeter& meter = m_meters[*index];
    if (meter.state() == state && meter.job() == job)
        return;
    book(*index, now);
    meter.change(state, job, now);
}

void RollUps::finished(StationId station, JobId job, const FinishedCard& card, qint64 now)
{
    advance(now);
    const auto index = indexOf(station);
    if (!index)
        return;
    const std::optional<double> takt = card.good ? m_meters[*index].good(now) : std::nullopt;
    everywhere([&](Level& level) {
        Tally& sum = tally(level, *index, job);
        sum.good += card.good;
        sum.firstPass += card.good && card.firstPass;
        sum.rejected += !card.good;
        sum.idealMs += quint64(card.idealSeconds * 1000);
        if (takt)
            sum.cells.add(quint16(cell::takt + cell::bin(*takt)));
        if (card.good)
            sum.cells.add(quint16(cell::process + cell::bin(card.processSeconds)));
        else
            sum.cells.add(quint16(cell::failure + quint16(card.failure)));
    });
}

void RollUps::hsmWaited(qint64 waitUs, qint64 now)
{
    advance(now);
    everywhere([&](Level& level) { level.waits.add(wait_cell::of(waitUs)); });
}

void RollUps::hsmBusy(const std::vector<quint64>& busyUs, qint64 now)
{
    advance(now);
    everywhere([&](Level& level) {
        level.busy.resize(std::max(level.busy.size(), busyUs.size()));
        for (size_t i = 0; i < busyUs.size(); ++i)
            level.busy[i] += busyUs[i];
    });
}

bool RollUps::giveReason(StationId station, IdleReason reason, qint64 now)
{
    advance(now);
    const auto index = indexOf(station);
    if (!index)
        return false;
    book(*index, now);
    const auto move = m_meters[*index].giveReason(reason);
    if (!move)
        return false;
    if (move->ms == 0 || move->from == move->to)
        return true;
    everywhere([&](Level& level) {
        Tally& sum = tally(level, *index, m_meters[*index].job());
        sum.cells.add(quint16(cell::idle + quint16(move->from)), -move->ms);
        sum.cells.add(quint16(cell::idle + quint16(move->to)), move->ms);
    });
    return true;
}

RollUpSlot RollUps::slotOf(const Level& level)
{
    RollUpSlot slot;
    for (const std::vector<Tally>& of : level.open) {
        for (const Tally& one : of) {
            if (!one.isEmpty())
                slot.tallies.push_back(one);
        }
    }
    slot.hsmWaits = level.waits;
    slot.hsmBusyUs = level.busy;
    return slot;
}

void RollUps::clear(Level& level)
{
    for (std::vector<Tally>& of : level.open)
        of.clear();
    level.waits = {};
    std::fill(level.busy.begin(), level.busy.end(), 0);
}

void RollUps::close(Level& level, qint64 next)
{
    const RollUpSlot slot = slotOf(level);
    if (!slot.tallies.empty()) {
        level.closed.push_back({level.id, level.start, encode(slot)});
        if (level.id != RollUpLevel::Second)
            m_unsaved.push_back(level.closed.back());
    }
    clear(level);
    level.start = spanStart(level.id, next);
    while (!level.closed.empty() && level.closed.front().start < next - keptMs(level.id))
        level.closed.pop_front();
}

void RollUps::reopen(Level& level, const RollUpSlot& slot)
{
    for (const Tally& one : slot.tallies) {
        auto index = indexOf(one.station);
        if (!index) {
            index = m_stations.size();
            m_stations.push_back(one.station);
            m_meters.emplace_back(m_at).present = false;
            for (Level& each : m_levels)
                each.open.resize(m_stations.size());
        }
        tally(level, *index, one.job).add(one);
    }
    level.waits.add(slot.hsmWaits);
    level.busy.resize(std::max(level.busy.size(), slot.hsmBusyUs.size()));
    for (size_t i = 0; i < slot.hsmBusyUs.size(); ++i)
        level.busy[i] += slot.hsmBusyUs[i];
}

void RollUps::restore(const std::vector<RollUpRow>& rows)
{
    for (const RollUpRow& row : rows) {
        Level& level = m_levels[size_t(row.level)];
        const auto slot = decodeSlot(row.slot);
        if (!slot || row.start > level.start)
            continue; // written by a clock that was ahead, or by no version of this program
        if (row.start == level.start)
            reopen(level, *slot);
        else if (row.start >= m_at - keptMs(level.id))
            level.closed.push_back(row);
    }
}

std::vector<RollUpRow> RollUps::takeUnsaved(bool ending, qint64 now)
{
    advance(now);
    bookAll(now);
    std::vector<RollUpRow> rows = std::exchange(m_unsaved, {});
    for (const Level& level : m_levels) {
        const bool wanted = level.id == RollUpLevel::Hour || (ending && level.id == RollUpLevel::Minute);
        const RollUpSlot slot = wanted ? slotOf(level) : RollUpSlot();
        if (!slot.tallies.empty())
            rows.push_back({level.id, level.start, encode(slot)});
    }
    return rows;
}

std::vector<RollUpRow> RollUps::rows(RollUpLevel id, qint64 from, qint64 to, qint64 now)
{
    advance(now);
    bookAll(now);
    const Level& level = m_levels[size_t(id)];
    const auto before = [](const RollUpRow& row, qint64 at) { return row.start < at; };
    const auto first = std::lower_bound(level.closed.begin(), level.closed.end(), from, before);
    const auto last = std::lower_bound(first, level.closed.end(), to, before);
    std::vector<RollUpRow> out(first, last);
    if (level.start >= from && level.start < to)
        out.push_back({id, level.start, encode(slotOf(level))});
    return out;
}

qint64 RollUps::since(qint64 now) const
{
    qint64 oldest = now;
    for (const Level& level : m_levels) {
        if (!level.closed.empty())
            oldest = std::min(oldest, level.closed.front().start);
    }
    return oldest;
}

} // namespace sm
