// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "job/journal.h"
#include "security/hsm_pool.h"
#include "server/batch_queue.h"
#include "server/profile_shelf.h"
#include "server/server_port.h"

#include <qcorotask.h>

#include <atomic>

namespace sm {

struct ImportServices {
    Reactor reactor;
    HsmPool* hsms = nullptr;
    Journal* journal = nullptr;
    Executor* worker = nullptr;
    bool workerMayWait = true; ///< false when the executor runs inline
    std::shared_ptr<const ProfileShelf> shelf;
    KeyRef kek;
    bool testKeys = true;
};

/// Brings one issuer's file into the store: read, checked and sealed on the import worker, written in
/// batches, visible only as a whole. All or nothing unless the order says otherwise. Server thread; its
/// coroutine frame owns it.
class ImportTask : public std::enable_shared_from_this<ImportTask> {
public:
    struct Result {
        std::optional<JobRow> job; ///< nothing: nothing was imported
        std::optional<Failure> failure;
        ImportSummary summary;
    };

    ImportTask(ImportServices services, quint64 ticket, command::ImportFile order);

    void start(std::function<void(const ImportTask&, Result)> finished);
    void cancel();
    quint64 ticket() const { return m_ticket; }
    const command::ImportFile& order() const { return m_order; }
    double fraction() const { return m_fraction.load(std::memory_order_relaxed); }
    qint64 records() const { return m_records.load(std::memory_order_relaxed); }

private:
    struct Facts {
        ProfileShelf::Choice choice;
        QByteArray sha256;
        QString format;
    };
    class Sink;

    static QCoro::Task<> drive(std::shared_ptr<ImportTask> self);
    QCoro::Task<Outcome<JobRow>> import();
    QCoro::Task<Outcome<ImportReport>> transfer(JobId job, SecretBytes key);
    QCoro::Task<Outcome<Done>> store(JobId job, BatchQueue::Batch batch);
    Outcome<Facts> inspect() const; ///< worker
    Outcome<ImportReport> parse(JobId job, SecretBytes key, BatchQueue& queue); ///< worker
    void describe(const ImportReport& report);

    ImportServices m_services;
    quint64 m_ticket;
    command::ImportFile m_order;
    std::function<void(const ImportTask&, Result)> m_finished;
    Facts m_facts;
    ImportSummary m_summary;
    std::vector<CardObjectId> m_known; ///< produced or queued before, in any job
    std::atomic<bool> m_cancel{false};
    std::atomic<double> m_fraction{0};
    std::atomic<qint64> m_records{0};
};

} // namespace sm
