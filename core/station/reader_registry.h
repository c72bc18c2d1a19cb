// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <set>

namespace sm {

/// Which readers of this process have a thread in them. A thread that is stuck in a call keeps its reader
/// until the call returns, even when its link is long gone, so that no second thread runs into the same card.
/// One per process, made by the composition root. Any thread.
class ReaderRegistry {
public:
    /// Waits until nobody has the reader, and takes it; false when `givenUp` said yes first (asked again
    /// after each release and wake()).
    bool take(const QByteArray& reader, const std::function<bool()>& givenUp);
    void release(const QByteArray& reader);
    void wake();
    bool isTaken(const QByteArray& reader);

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::set<QByteArray> m_taken;
};

} // namespace sm
