// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "job/journal.h"
#include "security/hsm_pool.h"
#include "server/batch_queue.h"
#include "server/import_plan.h"
#include "server/profile_shelf.h"
#include "server/rejects_file.h"
#include "server/server_port.h"

#include <QFile>

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
    QString presetFolder;
    KeyRef kek;
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

    /// `finished` comes as soon as the end is known, `gone` when nothing of a refused file is left in the
    /// store.
    void start(std::function<void(const ImportTask&, Result)> finished, std::function<void()> gone);
    bool isOver() const { return m_over; }
    void cancel();
    quint64 ticket() const { return m_ticket; }
    const command::ImportFile& order() const { return m_order; }
    double fraction() const { return m_fraction.load(std::memory_order_relaxed); }
    qint64 records() const { return m_records.load(std::memory_order_relaxed); }

private:
    struct Facts {
        ProfileShelf::Choice choice;
        ImportRules rules;
        QByteArray sha256;
        QString format;
    };
    class Sink;

    static QCoro::Task<> drive(std::shared_ptr<ImportTask> self);
    QCoro::Task<Outcome<JobRow>> import();
    QCoro::Task<Outcome<ImportReport>> transfer(JobId job, SecretBytes key);
    QCoro::Task<Outcome<Done>> store(JobId job, BatchQueue::Batch batch);
    Outcome<Facts> inspect() const; ///< worker
    Outcome<Done> choose(QFile& file, Facts& facts) const; ///< worker
    Outcome<Done> openRejects(); ///< worker
    QCoro::Task<Outcome<Done>> finishRejects();
    std::optional<Failure> refusal() const;
    QCoro::Task<> forget(JobId job);
    Outcome<ImportReport> parse(JobId job, SecretBytes key, BatchQueue& queue); ///< worker
    void describe(const ImportReport& report);

    ImportServices m_services;
    quint64 m_ticket;
    command::ImportFile m_order;
    std::function<void(const ImportTask&, Result)> m_finished;
    std::function<void()> m_gone;
    JobId m_refused; ///< records of it are still in the store
    bool m_over = false;
    Facts m_facts;
    ImportSummary m_summary;
    std::shared_ptr<RejectsFile> m_rejects; ///< null: none is wanted
    std::vector<CardObjectId> m_known; ///< the first of those produced or queued before, in any job
    qint64 m_knownCount = 0; ///< of all
    qint64 m_blocking = 0; ///< findings that are never accepted in part
    std::atomic<bool> m_cancel{false};
    std::atomic<double> m_fraction{0};
    std::atomic<qint64> m_records{0};
};

} // namespace sm
