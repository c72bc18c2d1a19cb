// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <optional>
#include <vector>

namespace sm {

/// Counts under small numbers, most of which are not there. Ordered by number.
class SparseCounts {
public:
    struct Cell {
        quint16 id = 0;
        qint64 count = 0;
        bool operator==(const Cell&) const = default;
    };

    void add(quint16 id, qint64 count = 1);
    void add(const SparseCounts& other);
    qint64 at(quint16 id) const;
    /// Sum over [first, last].
    qint64 total(quint16 first, quint16 last) const;
    const std::vector<Cell>& cells() const { return m_cells; }
    bool isEmpty() const { return m_cells.empty(); }
    bool operator==(const SparseCounts&) const = default;

private:
    std::vector<Cell> m_cells;
};

/// Position of the `share`-th part of the counts in [first, last] on the axis of cells: a whole number is the
/// lower edge of a cell, the fraction the place within it. Empty without counts.
std::optional<double> quantile(const SparseCounts& counts, quint16 first, quint16 last, double share);

/// Cells of a logarithmic histogram of durations: 8 to each power of two of microseconds, so a value read
/// back is at most 1/16 off.
namespace wait_cell {
inline constexpr quint16 last = 8 * 40;
quint16 of(qint64 microseconds);
double milliseconds(double position); ///< of quantile()
} // namespace wait_cell

} // namespace sm
