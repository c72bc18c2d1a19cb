// SPDX-License-Identifier: GPL-3.0-or-later
#include "station/pcsc_shared.h"

namespace sm {

void PcscShared::submit(PcscJob job)
{
    std::optional<PcscJob> replaced; // dies outside the lock: its completer may talk to an inbox
    {
        const std::lock_guard lock(m_mutex);
        m_answered.store(0, std::memory_order_relaxed);
        replaced = std::exchange(m_job, std::move(job));
    }
    m_wake.notify_all();
}

void PcscShared::abandon(quint64 job)
{
    {
        const std::lock_guard lock(m_mutex);
        m_abandoned.store(job, std::memory_order_release);
    }
    m_wake.notify_all();
}

PcscShared::Overdue PcscShared::judgeOverdue(quint64 job)
{
    const std::lock_guard lock(m_mutex);
    if (m_finished >= job)
        return Overdue::Not;
    if (m_waiting)
        return Overdue::Waiting;
    m_stuck = true;
    return Overdue::Stuck;
}

void PcscShared::end()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
        m_abandoned.store(~quint64(0), std::memory_order_release);
        m_refresh = {};
    }
    m_wake.notify_all();
}

bool PcscShared::isUsable()
{
    const std::lock_guard lock(m_mutex);
    return m_owned && m_readerThere && !m_stuck;
}

bool PcscShared::isFree()
{
    const std::lock_guard lock(m_mutex);
    return m_owned && !m_stuck;
}

void PcscShared::setOwned()
{
    const std::lock_guard lock(m_mutex);
    m_owned = true;
    if (m_refresh)
        m_refresh();
}

std::optional<PcscJob> PcscShared::nextJob()
{
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [this] { return m_ending || m_job; });
    if (m_ending)
        return {};
    return std::exchange(m_job, std::nullopt);
}

void PcscShared::finished(quint64 job)
{
    const std::lock_guard lock(m_mutex);
    m_finished = job;
    if (std::exchange(m_stuck, false) && m_refresh)
        m_refresh();
}

bool PcscShared::isEnding()
{
    const std::lock_guard lock(m_mutex);
    return m_ending;
}

quint64 PcscShared::news()
{
    const std::lock_guard lock(m_mutex);
    return m_news;
}

bool PcscShared::waitForNews(quint64 job, quint64 seen)
{
    std::unique_lock lock(m_mutex);
    m_waiting = true;
    m_wake.wait(lock, [&] { return isAbandoned(job) || m_news != seen; });
    m_waiting = false;
    return !isAbandoned(job);
}

bool PcscShared::isReaderThere()
{
    const std::lock_guard lock(m_mutex);
    return m_readerThere;
}

void PcscShared::readerChanged(bool readerThere)
{
    {
        const std::lock_guard lock(m_mutex);
        ++m_news;
        if (std::exchange(m_readerThere, readerThere) != readerThere && m_refresh)
            m_refresh();
    }
    m_wake.notify_all();
}

} // namespace sm
