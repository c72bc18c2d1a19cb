// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "base/pending.h"
#include "issuer/data_source.h"

#include <QList>
#include <QString>

#include <map>
#include <memory>
#include <vector>

namespace sm {

class ControlDevice;
class DataSources;
class RowCache;

/// Data services: look-ups by card object id in files and databases that are read only. Blocking work runs on
/// the executor; every method is called on the thread of the reactor, and answers arrive there. A source's
/// file and its database connection are opened, used and closed on the executor only. Machines' control
/// devices answer on the thread of the reactor.
class DataService {
public:
    DataService(Reactor reactor, std::unique_ptr<Executor> executor);
    DataService(const DataService&) = delete;
    DataService& operator=(const DataService&) = delete;
    ~DataService(); ///< closes the sources on the executor and waits for that

    /// DataSourceKindUnknown, DataSourceOpenAlready, DataSourceUnreadable, DataSourceMalformed. A CSV source
    /// is read once from end to end to index its keys; its rows stay in the file.
    Pending<Done> open(DataSourceSpec spec, Nanos limit);
    /// Reads rows ahead of their look-up, at most 4,096 for all sources together; the row that was not wanted
    /// for longest gives way. What cannot be read is left for lookup() to report.
    void prefetch(const QString& source, QList<CardObjectId> ids);
    /// Ready at once when the row was prefetched; a row leaves the cache when it is taken, so that personal
    /// data stays no longer than a card needs it. DataSourceUnknown, DataRowMissing, DataRowRepeated,
    /// DataRowBroken, DataSourceVanished, DataSourceChanged, DataSourceUnreadable; WaitTimedOut after
    /// `limit`.
    Pending<DataRow> lookup(const QString& source, const CardObjectId& id, Nanos limit);

    /// Of the machine with that number.
    void addDevice(quint16 machine, std::unique_ptr<ControlDevice> device);
    bool hasDevice(quint16 machine) const { return m_devices.contains(machine); }
    /// What ControlDevice::ask() answers; ControlDeviceAbsent.
    Pending<DataRow> askMachine(quint16 machine, const DataSourceSpec& source, const QString& job,
        const CardObjectId& id, Nanos limit);

private:
    Reactor m_reactor;
    std::shared_ptr<DataSources> m_sources; ///< used on the executor only
    std::shared_ptr<RowCache> m_cache;
    std::map<quint16, std::unique_ptr<ControlDevice>> m_devices; ///< by number of the machine
    std::unique_ptr<Executor> m_executor; ///< last: its end runs what is queued
};

} // namespace sm
