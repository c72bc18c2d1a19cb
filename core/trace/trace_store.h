// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "trace/capture_rule.h"
#include "trace/card_codec.h"
#include "trace/trace_folder.h"

#include <atomic>
#include <functional>
#include <mutex>

namespace sm {

class TraceWriter;

/// Traces on disk, by job. Cards are handed over whole, written by one worker, read by another. Whatever the
/// disk does, nobody waits for it: a card for which there is no room in the queue is dropped and counted, and
/// a disk that is full or broken stops the storing alone. Owner thread, except figures().
class TraceStore {
public:
    TraceStore(TraceStoreOptions options, std::unique_ptr<Executor> writer, std::unique_ptr<Executor> reader);
    TraceStore(const TraceStore&) = delete;
    TraceStore& operator=(const TraceStore&) = delete;
    /// Writes what is queued and held, then joins its workers.
    ~TraceStore();

    struct Order {
        KeptFor why = KeptFor::Error; ///< Last: held among the newest of its station
        quint32 lastPerStation = 0; ///< of this card's job; the card takes its place among them in any case
        bool testKeys = false;
    };
    void take(TraceCard card, const Order& order);
    void drop() { ++m_dropped; } ///< a card was longer than one may be
    /// What is held of the newest cards comes to the disk; `over`: the job's files are closed too. After a
    /// failure writing is tried again.
    void flush(JobId job, bool over);
    void flushAll();
    /// Reads a job's trace with all that was handed over before. `done` is called on the reader's thread.
    void read(JobId job, std::function<void(std::shared_ptr<const StoredTrace>)> done);

    TraceStoreFigures figures() const; ///< any thread

private:
    void publish();

    const TraceStoreOptions m_options;
    std::atomic<size_t> m_queued{0}; ///< rows
    std::atomic<quint64> m_dropped{0};
    mutable std::mutex m_mutex;
    TraceStoreFigures m_figures; ///< as the writer told it last
    std::unique_ptr<TraceWriter> m_files; ///< writer's thread
    std::unique_ptr<Executor> m_reader;
    std::unique_ptr<Executor> m_writer;
};

} // namespace sm
