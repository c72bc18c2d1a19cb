// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/sparse_counts.h"

#include <algorithm>
#include <cmath>

namespace sm {

void SparseCounts::add(quint16 id, qint64 count)
{
    const auto at = std::lower_bound(m_cells.begin(), m_cells.end(), id,
        [](const Cell& cell, quint16 wanted) { return cell.id < wanted; });
    if (at != m_cells.end() && at->id == id)
        at->count += count;
    else
        m_cells.insert(at, Cell{id, count});
}

void SparseCounts::add(const SparseCounts& other)
{
    if (m_cells.empty()) {
        m_cells = other.m_cells;
        return;
    }
    for (const Cell& cell : other.m_cells)
        add(cell.id, cell.count);
}

qint64 SparseCounts::at(quint16 id) const
{
    return total(id, id);
}

qint64 SparseCounts::total(quint16 first, quint16 last) const
{
    qint64 sum = 0;
    for (const Cell& cell : m_cells)
        sum += cell.id >= first && cell.id <= last ? cell.count : 0;
    return sum;
}

std::optional<double> quantile(const SparseCounts& counts, quint16 first, quint16 last, double share)
{
    const qint64 all = counts.total(first, last);
    if (all <= 0)
        return std::nullopt;
    const double wanted = double(all) * std::clamp(share, 0.0, 1.0);
    double before = 0;
    double edge = 0;
    for (const SparseCounts::Cell& cell : counts.cells()) {
        if (cell.id < first || cell.id > last || cell.count <= 0)
            continue;
        const double here = double(cell.count);
        if (before + here >= wanted)
            return double(cell.id - first) + (wanted - before) / here;
        before += here;
        edge = double(cell.id - first) + 1;
    }
    return edge;
}

namespace wait_cell {

quint16 of(qint64 microseconds)
{
    const double value = double(std::max<qint64>(1, microseconds));
    return quint16(std::min<double>(last, std::floor(std::log2(value) * 8)));
}

double milliseconds(double position)
{
    return std::exp2(position / 8) / 1000;
}

} // namespace wait_cell

} // namespace sm
