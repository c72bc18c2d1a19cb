// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/trace_row.h"

#include <memory>
#include <vector>

namespace sm {

class TraceChunk;

/// The rows that were kept at one instant. Cheap to copy and to hold: it shares the ring's chunks. Immutable;
/// may be read on any thread.
class TraceView {
public:
    /// Rows of one chunk, of which this view may read the first `count`.
    struct Part {
        std::shared_ptr<const TraceChunk> chunk;
        quint64 first = 0;
        quint32 count = 0;
    };

    TraceView() = default;
    TraceView(std::vector<Part> parts, size_t capacity);

    quint64 firstId() const { return m_parts.empty() ? m_end : m_parts.front().first; }
    quint64 endId() const { return m_end; } ///< one past the newest
    quint64 count() const { return m_end - firstId(); }
    size_t capacity() const { return m_capacity; } ///< of the ring
    /// Null when the row is no longer kept, or not there yet.
    const TraceRow* row(quint64 id) const;
    /// Calls `visit(row)` for from <= id < to as far as kept, in order, until it returns false.
    template <class Visit> void forEach(quint64 from, quint64 to, Visit visit) const
    {
        for (const Part& part : m_parts) {
            const TraceRow* rows = rowsOf(part);
            const quint64 begin = from > part.first ? from - part.first : 0;
            for (quint64 i = begin; i < part.count && part.first + i < to; ++i) {
                if (!visit(rows[i]))
                    return;
            }
        }
    }

private:
    static const TraceRow* rowsOf(const Part& part);

    std::vector<Part> m_parts; ///< ascending, without gaps
    quint64 m_end = 1;
    size_t m_capacity = 0;
};

} // namespace sm
