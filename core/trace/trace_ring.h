// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/trace_view.h"

#include <deque>
#include <mutex>

namespace sm {

/// What is to be recorded, with the bytes as they were. Only TraceRing::append sees it.
struct TraceEntry {
    TraceRow row; ///< id, command, answer, spans and sw are filled in by the ring
    QByteArrayView command;
    QByteArrayView answer;
    std::span<const ClassSpan> commandClasses; ///< of the command's bytes; what none names is open
    std::span<const ClassSpan> answerClasses;
};

/// Hears of each row once it is masked and kept: the same that readers see, never the bytes as they were.
class TraceListener {
public:
    TraceListener() = default;
    TraceListener(const TraceListener&) = delete;
    TraceListener& operator=(const TraceListener&) = delete;
    /// Writer's thread, outside the ring's lock. The row lives as long as its chunk.
    virtual void rowKept(const TraceRow& row, const std::shared_ptr<TraceChunk>& chunk) = 0;

protected:
    ~TraceListener() = default;
};

/// The newest command/response pairs of the floor. Masks before it keeps: personal and secret bytes never
/// enter its memory. One writer (the server thread), any number of readers; a row, once written, does not
/// change. When it is full the oldest chunk goes; ids are not used again.
class TraceRing {
public:
    static constexpr size_t defaultCapacity = 200'000;
    explicit TraceRing(size_t capacity = defaultCapacity);
    TraceRing(const TraceRing&) = delete;
    TraceRing& operator=(const TraceRing&) = delete;
    ~TraceRing();

    /// Returns the row's id. A few hundred nanoseconds; never blocks longer than a reader copies its list of
    /// chunks.
    quint64 append(const TraceEntry& entry);
    TraceView view() const; ///< any thread
    /// Null: nobody. Writer's thread; the listener outlives its time here.
    void listen(TraceListener* listener) { m_listener = listener; }

private:
    std::shared_ptr<TraceChunk> keep(const TraceEntry& entry, std::span<const TraceSpan> commandSpans,
        std::span<const TraceSpan> answerSpans);
    void makeRoom(size_t bytes, size_t spans);

    const size_t m_capacity;
    mutable std::mutex m_mutex;
    std::deque<std::shared_ptr<TraceChunk>> m_chunks;
    size_t m_rows = 0;
    quint64 m_next = 1;
    TraceListener* m_listener = nullptr;
};

/// Last eight characters of a card object id as a row keeps them.
std::array<char16_t, 8> traceCardTail(QStringView objectId);

} // namespace sm
