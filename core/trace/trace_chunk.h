// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/trace_row.h"

#include <memory>

namespace sm {

/// Up to 1024 rows with their bytes. Memory is set aside once, so that a row, its bytes and its spans stay
/// where they are: readers use the first rows while the writer adds the next behind them.
class TraceChunk {
public:
    static constexpr quint32 mostRows = 1024;
    static constexpr size_t usualBytes = 96 * 1024;
    static constexpr size_t usualSpans = 4096;

    TraceChunk(quint64 first, size_t bytes, size_t spans);

    bool hasRoom(size_t bytes, size_t spans) const
    {
        return count < mostRows && m_usedBytes + bytes <= m_bytes && m_usedSpans + spans <= m_spans;
    }
    /// A copy in which the bytes of every span that is not open are 00.
    QByteArrayView keep(QByteArrayView bytes, std::span<const TraceSpan> masked);
    std::span<const TraceSpan> keep(std::span<const TraceSpan> spans);

    const quint64 first;
    quint32 count = 0; ///< writer's; readers go by the count of their view
    const std::unique_ptr<TraceRow[]> rows;

private:
    const size_t m_bytes;
    const size_t m_spans;
    size_t m_usedBytes = 0;
    size_t m_usedSpans = 0;
    const std::unique_ptr<char[]> m_byteRoom;
    const std::unique_ptr<TraceSpan[]> m_spanRoom;
};

} // namespace sm
