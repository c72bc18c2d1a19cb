// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/pcsc/reader_board.h"

namespace sm {

void ReaderBoard::watch(const QByteArray& reader, const std::shared_ptr<ReaderWatcher>& watcher)
{
    const std::lock_guard lock(m_mutex);
    Entry& entry = m_entries[reader];
    entry.watchers.push_back(watcher);
    watcher->readerChanged(entry.there);
}

void ReaderBoard::publish(const QByteArray& reader, bool readerThere)
{
    const std::lock_guard lock(m_mutex);
    Entry& entry = m_entries[reader];
    entry.there = readerThere;
    std::erase_if(entry.watchers, [](const auto& watcher) { return watcher.expired(); });
    for (const auto& weak : entry.watchers) {
        if (const auto watcher = weak.lock())
            watcher->readerChanged(readerThere);
    }
}

} // namespace sm
