// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "station/pcsc_job.h"
#include "transport/pcsc/reader_board.h"

#include <condition_variable>
#include <mutex>
#include <optional>

namespace sm {

/// What a reader's thread and the server thread share: the job, how far it is, and whether it may go on.
/// Everything behind one mutex, held for moments. The thread side is told of the owner's wishes between two
/// calls into the library; a call itself can't be ended.
class PcscShared final : public ReaderWatcher {
public:
    explicit PcscShared(std::function<void()> onUsableMayHaveChanged)
        : m_refresh(std::move(onUsableMayHaveChanged))
    {
    }

    // server thread
    void submit(PcscJob job);
    /// No further command of this job or an earlier one is sent; a wait for a card ends.
    void abandon(quint64 job);
    enum class Overdue {
        Not, ///< it has ended, its answer is on the way
        Waiting, ///< it waits for somebody to do something with a card
        Stuck ///< it sits in a call: now marked as stuck, until it returns
    };
    Overdue judgeOverdue(quint64 job);
    void end();
    bool isUsable();
    bool isFree(); ///< owns the reader and is not stuck
    quint32 answered() const { return m_answered.load(std::memory_order_relaxed); }

    // thread of the reader
    void setOwned();
    std::optional<PcscJob> nextJob(); ///< nothing: end
    void finished(quint64 job);
    bool isEnding();
    bool isAbandoned(quint64 job) const { return m_abandoned.load(std::memory_order_acquire) >= job; }
    void noteAnswered(quint32 count) { m_answered.store(count, std::memory_order_relaxed); }
    /// The present state of news, to be taken before looking at the reader.
    quint64 news();
    /// Waits for news after `seen`; false when the job is abandoned or everything ends.
    bool waitForNews(quint64 job, quint64 seen);
    bool isReaderThere();

    // thread of the monitor
    void readerChanged(bool readerThere) override;

private:
    std::function<void()> m_refresh; ///< any thread; posts to the server's inbox
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::optional<PcscJob> m_job;
    quint64 m_finished = 0;
    quint64 m_news = 0;
    bool m_owned = false;
    bool m_readerThere = false;
    bool m_waiting = false;
    bool m_stuck = false;
    bool m_ending = false;
    std::atomic<quint64> m_abandoned{0};
    std::atomic<quint32> m_answered{0};
};

} // namespace sm
