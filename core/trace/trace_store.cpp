// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/trace_store.h"

#include "trace/trace_writer.h"

namespace sm {

TraceStore::TraceStore(
    TraceStoreOptions options, std::unique_ptr<Executor> writer, std::unique_ptr<Executor> reader)
    : m_options(std::move(options))
    , m_files(std::make_unique<TraceWriter>(m_options))
    , m_reader(std::move(reader))
    , m_writer(std::move(writer))
{
    m_writer->post(Work([this] {
        m_files->open();
        publish();
    }));
}

TraceStore::~TraceStore()
{
    m_writer->post(Work([this] { m_files->closeAll(); }));
    m_writer.reset(); // joins; what it reads for somebody is handed on first
    m_reader.reset();
}

void TraceStore::publish()
{
    const std::lock_guard lock(m_mutex);
    m_figures = m_files->figures();
}

void TraceStore::take(TraceCard card, const Order& order)
{
    const size_t rows = card.rows.size();
    if (m_queued.load(std::memory_order_relaxed) + rows > m_options.queuedRows)
        return drop();
    m_queued += rows;
    m_writer->post(Work([this, rows, order, taken = std::move(card)] {
        m_files->take(taken, order);
        m_queued -= rows;
        publish();
    }));
}

void TraceStore::flush(JobId job, bool over)
{
    m_writer->post(Work([this, job, over] {
        m_files->flush(job, over);
        publish();
    }));
}

void TraceStore::flushAll()
{
    m_writer->post(Work([this] {
        m_files->flushAll();
        publish();
    }));
}

void TraceStore::read(JobId job, std::function<void(std::shared_ptr<const StoredTrace>)> done)
{
    m_writer->post(Work([this, job, tell = std::move(done)] {
        m_files->flush(job, false);
        publish();
        m_reader->post(Work([folder = m_options.folder, job, tell, open = m_files->openFile(job)] {
            tell(std::make_shared<const StoredTrace>(readStoredTrace(folder, job, mostRowsRead, open)));
        }));
    }));
}

TraceStoreFigures TraceStore::figures() const
{
    TraceStoreFigures out;
    {
        const std::lock_guard lock(m_mutex);
        out = m_figures;
    }
    out.dropped += m_dropped.load();
    return out;
}

} // namespace sm
