// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/data_service.h"

#include "base/failures/data.h"
#include "data/control_device.h"
#include "data/data_source.h"
#include "data/row_cache.h"

namespace sm {

DataService::DataService(Reactor reactor, std::unique_ptr<Executor> executor)
    : m_reactor(std::move(reactor))
    , m_sources(std::make_shared<DataSources>())
    , m_cache(std::make_shared<RowCache>())
    , m_executor(std::move(executor))
{
}

DataService::~DataService()
{
    m_executor->post([sources = m_sources] { sources->closeAll(); });
}

Pending<Done> DataService::open(DataSourceSpec spec, Nanos limit)
{
    auto pair = makePending<Done>(m_reactor, limit);
    m_executor->post(
        [sources = m_sources, spec = std::move(spec), completer = std::move(pair.completer)]() mutable {
            completer.complete(sources->open(std::move(spec)));
        });
    return std::move(pair.pending);
}

void DataService::prefetch(const QString& source, QList<CardObjectId> ids)
{
    // One piece of work per row: a look-up that comes in between waits for one row, not for all.
    ids.resize(std::min<qsizetype>(ids.size(), qsizetype(RowCache::MostRows)));
    for (const CardObjectId& id : ids) {
        m_executor->post([sources = m_sources, cache = m_cache, source, id] {
            if (cache->has(source, id))
                return;
            auto row = sources->read(source, id);
            if (row)
                cache->put(source, id, row.take());
        });
    }
}

Pending<DataRow> DataService::lookup(const QString& source, const CardObjectId& id, Nanos limit)
{
    if (auto row = m_cache->take(source, id))
        return Pending<DataRow>::ready(m_reactor, std::move(*row));
    auto pair = makePending<DataRow>(m_reactor, limit);
    m_executor->post(
        [sources = m_sources, cache = m_cache, source, id, completer = std::move(pair.completer)]() mutable {
            // Its prefetch may have run since.
            if (auto row = cache->take(source, id))
                completer.complete(std::move(*row));
            else
                completer.complete(sources->read(source, id));
        });
    return std::move(pair.pending);
}

void DataService::addDevice(quint16 machine, std::unique_ptr<ControlDevice> device)
{
    m_devices[machine] = std::move(device);
}

Pending<DataRow> DataService::askMachine(
    quint16 machine, const DataSourceSpec& source, const QString& job, const CardObjectId& id, Nanos limit)
{
    const auto device = m_devices.find(machine);
    if (device == m_devices.end())
        return Pending<DataRow>::ready(m_reactor,
            fail(fc::ControlDeviceAbsent,
                {{"source", source.name}, {"machine", QStringLiteral("M%1").arg(machine)}}));
    return device->second->ask(source, job, id, limit);
}

} // namespace sm
