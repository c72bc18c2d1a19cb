// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/trace_ring.h"

#include "trace/masking.h"
#include "trace/trace_chunk.h"

#include <algorithm>
#include <cstring>

namespace sm {

QString TraceRow::cardTail() const
{
    size_t from = 0;
    while (from < card.size() && card[from] == 0)
        ++from;
    return QString::fromUtf16(card.data() + from, qsizetype(card.size() - from));
}

std::array<char16_t, 8> traceCardTail(QStringView objectId)
{
    std::array<char16_t, 8> tail{};
    const QStringView last = objectId.last(std::min<qsizetype>(8, objectId.size()));
    for (qsizetype i = 0; i < last.size(); ++i)
        tail[tail.size() - size_t(last.size() - i)] = last[i].unicode();
    return tail;
}

TraceChunk::TraceChunk(quint64 firstId, size_t bytes, size_t spans)
    : first(firstId)
    , rows(std::make_unique<TraceRow[]>(mostRows))
    , m_bytes(bytes)
    , m_spans(spans)
    , m_byteRoom(std::make_unique_for_overwrite<char[]>(bytes))
    , m_spanRoom(std::make_unique_for_overwrite<TraceSpan[]>(spans))
{
}

QByteArrayView TraceChunk::keep(QByteArrayView bytes, std::span<const TraceSpan> masked)
{
    if (bytes.isEmpty())
        return {};
    char* place = m_byteRoom.get() + m_usedBytes;
    m_usedBytes += size_t(bytes.size());
    // Between the spans only: a masked byte is not even copied.
    size_t done = 0;
    for (const TraceSpan& span : masked) {
        std::memcpy(place + done, bytes.data() + done, span.offset - done);
        std::memset(place + span.offset, 0, span.length);
        done = size_t(span.offset) + span.length;
    }
    std::memcpy(place + done, bytes.data() + done, size_t(bytes.size()) - done);
    return {place, bytes.size()};
}

std::span<const TraceSpan> TraceChunk::keep(std::span<const TraceSpan> spans)
{
    TraceSpan* place = m_spanRoom.get() + m_usedSpans;
    std::copy(spans.begin(), spans.end(), place);
    m_usedSpans += spans.size();
    return {place, spans.size()};
}

TraceView::TraceView(std::vector<Part> parts, size_t capacity)
    : m_parts(std::move(parts))
    , m_capacity(capacity)
{
    if (!m_parts.empty())
        m_end = m_parts.back().first + m_parts.back().count;
}

const TraceRow* TraceView::rowsOf(const Part& part)
{
    return part.chunk->rows.get();
}

const TraceRow* TraceView::row(quint64 id) const
{
    if (id < firstId() || id >= m_end)
        return nullptr;
    const auto after = std::upper_bound(m_parts.begin(), m_parts.end(), id,
        [](quint64 wanted, const Part& part) { return wanted < part.first; });
    const Part& part = *std::prev(after);
    return rowsOf(part) + (id - part.first);
}

TraceRing::TraceRing(size_t capacity)
    : m_capacity(std::max<size_t>(1, capacity))
{
}

TraceRing::~TraceRing() = default;

/// Afterwards the last chunk takes a row of that size and the ring holds at most its capacity with it.
void TraceRing::makeRoom(size_t bytes, size_t spans)
{
    if (m_chunks.empty() || !m_chunks.back()->hasRoom(bytes, spans))
        m_chunks.push_back(std::make_shared<TraceChunk>(
            m_next, std::max(bytes, TraceChunk::usualBytes), std::max(spans, TraceChunk::usualSpans)));
    while (m_chunks.size() > 1 && m_rows - m_chunks.front()->count >= m_capacity) {
        m_rows -= m_chunks.front()->count;
        m_chunks.pop_front();
    }
}

std::shared_ptr<TraceChunk> TraceRing::keep(
    const TraceEntry& entry, std::span<const TraceSpan> commandSpans, std::span<const TraceSpan> answerSpans)
{
    const std::lock_guard lock(m_mutex);
    makeRoom(size_t(entry.command.size() + entry.answer.size()), commandSpans.size() + answerSpans.size());
    TraceChunk& chunk = *m_chunks.back();
    TraceRow& row = chunk.rows[chunk.count];
    row = entry.row;
    row.id = m_next++;
    row.command = chunk.keep(entry.command, commandSpans);
    row.answer = chunk.keep(entry.answer, answerSpans);
    row.commandSpans = chunk.keep(commandSpans);
    row.answerSpans = chunk.keep(answerSpans);
    if (row.kind != TraceKind::Reset && entry.answer.size() >= 2) {
        const auto low = entry.answer.last(2);
        row.sw = quint16(quint8(low[0]) << 8 | quint8(low[1]));
    }
    ++chunk.count;
    ++m_rows;
    return m_listener ? m_chunks.back() : nullptr;
}

quint64 TraceRing::append(const TraceEntry& entry)
{
    thread_local std::vector<TraceSpan> commandSpans;
    thread_local std::vector<TraceSpan> answerSpans;
    maskCommand(entry, commandSpans);
    maskAnswer(entry, answerSpans);
    // The chunk may be full, or gone from the ring, as soon as the next row comes; its rows stay where they
    // are.
    const auto chunk = keep(entry, commandSpans, answerSpans);
    if (chunk)
        m_listener->rowKept(chunk->rows[chunk->count - 1], chunk);
    return m_next - 1;
}

TraceView TraceRing::view() const
{
    std::vector<TraceView::Part> parts;
    const std::lock_guard lock(m_mutex);
    parts.reserve(m_chunks.size());
    for (const auto& chunk : m_chunks)
        parts.push_back({chunk, chunk->first, chunk->count});
    return TraceView(std::move(parts), m_capacity);
}

} // namespace sm
