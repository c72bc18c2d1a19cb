// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/trace/trace_feed.h"

namespace sm {

TraceFeed::TraceFeed(QObject* parent)
    : QObject(parent)
    , m_worker(std::make_unique<ThreadExecutor>("trace-filter"))
{
}

TraceFeed::~TraceFeed()
{
    if (m_stop)
        m_stop->store(true);
    m_worker.reset(); // joins; what it has sent is dropped with this object
}

void TraceFeed::cancel()
{
    if (m_stop)
        m_stop->store(true);
    ++m_generation;
    m_scan.reset();
    m_busy = m_findingList = false;
}

void TraceFeed::start(const TraceFilter& filter, const QSet<qint64>& folded, const TraceView& view)
{
    cancel();
    m_scan = std::make_shared<TraceScan>(filter, folded);
    m_findingList = true;
    run(view, true);
}

void TraceFeed::look(const TraceView& view)
{
    if (m_scan && !m_busy && m_scan->done() < view.endId())
        run(view, false);
}

void TraceFeed::run(const TraceView& view, bool first)
{
    m_busy = true;
    m_stop = std::make_shared<std::atomic_bool>(false);
    m_worker->post(Work([this, view, first, scan = m_scan, stop = m_stop, generation = m_generation] {
        std::vector<quint64> ids;
        if (!scan->scan(view, view.endId(), ids, *stop))
            return; // stopped: a newer scan answers
        QMetaObject::invokeMethod(
            this,
            [this, generation, first, found = std::move(ids)]() mutable {
                finished(generation, std::move(found), first);
            },
            Qt::QueuedConnection);
    }));
}

void TraceFeed::finished(quint64 generation, std::vector<quint64> ids, bool first)
{
    if (generation != m_generation)
        return;
    m_busy = false;
    m_findingList = false;
    if (first)
        Q_EMIT listReady(ids);
    else if (!ids.empty())
        Q_EMIT moreReady(ids);
}

} // namespace sm
