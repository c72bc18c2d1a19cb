// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace sm {

/// Told when something about a reader has changed. Called on the thread that publishes; must not block and
/// not call the board.
class ReaderWatcher {
public:
    ReaderWatcher() = default;
    ReaderWatcher(const ReaderWatcher&) = delete;
    ReaderWatcher& operator=(const ReaderWatcher&) = delete;
    virtual ~ReaderWatcher() = default;
    virtual void readerChanged(bool readerThere) = 0;
};

/// Where the monitor hangs out what it has seen, and who wants to know. So the thread of a reader waits for a
/// card on a condition variable and not inside a library call that only another call could end. Any thread.
class ReaderBoard {
public:
    /// The watcher is told the present state at once, and forgotten when it is gone.
    void watch(const QByteArray& reader, const std::shared_ptr<ReaderWatcher>& watcher);
    /// Something changed: the reader itself or the card in it.
    void publish(const QByteArray& reader, bool readerThere);

private:
    struct Entry {
        bool there = false;
        std::vector<std::weak_ptr<ReaderWatcher>> watchers;
    };
    std::mutex m_mutex;
    std::map<QByteArray, Entry> m_entries;
};

} // namespace sm
