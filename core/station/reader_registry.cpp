// SPDX-License-Identifier: GPL-3.0-or-later
#include "station/reader_registry.h"

namespace sm {

bool ReaderRegistry::take(const QByteArray& reader, const std::function<bool()>& givenUp)
{
    std::unique_lock lock(m_mutex);
    while (!givenUp()) {
        if (m_taken.insert(reader).second)
            return true;
        m_changed.wait(lock);
    }
    return false;
}

void ReaderRegistry::release(const QByteArray& reader)
{
    {
        const std::lock_guard lock(m_mutex);
        m_taken.erase(reader);
    }
    m_changed.notify_all();
}

void ReaderRegistry::wake()
{
    { // A waiter that has just asked givenUp() holds the mutex until it sleeps.
        const std::lock_guard lock(m_mutex);
    }
    m_changed.notify_all();
}

bool ReaderRegistry::isTaken(const QByteArray& reader)
{
    const std::lock_guard lock(m_mutex);
    return m_taken.contains(reader);
}

} // namespace sm
