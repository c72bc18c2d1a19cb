// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "job/journal.h"
#include "server/batch_queue.h"
#include "server/import_plan.h"

#include <qcorotask.h>

#include <atomic>
#include <mutex>

namespace sm {

struct CheckServices {
    Reactor reactor;
    Journal* journal = nullptr;
    Executor* previewer = nullptr; ///< short work: people wait for it
    Executor* checker = nullptr; ///< whole files
    bool workerMayWait = true; ///< false when executors run inline
    std::shared_ptr<const ImportPlanner> planner;
    std::shared_ptr<const ProfileShelf> shelf;
};

/// Reads one issuer's file from end to end and reports, storing nothing. Server thread; its coroutine frame
/// owns it.
class ImportCheck : public std::enable_shared_from_this<ImportCheck> {
public:
    using Report = std::function<void(ImportEvent)>;
    ImportCheck(CheckServices services, quint64 ticket, command::CheckFile order, Report report);

    void start(std::function<void()> ended);
    void cancel();
    quint64 ticket() const { return m_ticket; }
    const QString& file() const { return m_order.file; }
    bool running() const { return m_running; }
    double fraction() const;
    qint64 records() const;
    /// What is new since the last call, if anything.
    void publish();

    /// Once the first rows are known; null before, and when the file cannot be understood.
    const ImportPlan* plan() const { return m_plan.get(); }
    const QByteArray& sha256() const { return m_sha256; } ///< empty until the whole file was read
    /// Findings that are never accepted in part.
    qint64 blocking() const { return m_blocking; }
    static QCoro::Task<> showRows(std::shared_ptr<ImportCheck> self, qint64 line);
    static QCoro::Task<> saveFindings(
        std::shared_ptr<ImportCheck> self, command::SaveFindings order, std::function<void()> ended);

private:
    struct Seen {
        ImportPreview preview;
        std::shared_ptr<ImportPlan> plan;
    };
    struct Read {
        ImportReport report;
        QByteArray sha256;
    };
    /// What the worker leaves for publish().
    struct Live {
        std::mutex mutex;
        ImportProgress progress;
        FindingCounts counts{};
        std::vector<ImportFindingView> fresh;
        bool changed = false;
    };
    class Sink;

    static QCoro::Task<> drive(std::shared_ptr<ImportCheck> self, std::function<void()> ended);
    QCoro::Task<Outcome<Done>> check();
    QCoro::Task<Outcome<Done>> lookUp(std::shared_ptr<BatchQueue> queue);
    void addKnown(const std::vector<KnownObject>& known, const BatchQueue::Batch& batch);
    Outcome<std::shared_ptr<Seen>> look() const; ///< worker
    Outcome<std::shared_ptr<Read>> read(BatchQueue& queue); ///< worker
    Outcome<qint64> writeFindings(const command::SaveFindings& order) const; ///< worker
    Outcome<FileTable> table(
        qint64 line, const QStringList& columns, const ImportMapping& mapping) const; ///< worker
    void showProgress(const ImportProgress& progress, std::vector<ImportFindingView>& fresh); ///< worker
    void tell(const Read& read);

    CheckServices m_services;
    quint64 m_ticket;
    command::CheckFile m_order;
    Report m_report;
    std::shared_ptr<const ImportPlan> m_plan;
    QStringList m_columns;
    QByteArray m_sha256;
    qint64 m_producedBefore = 0;
    qint64 m_alreadyQueued = 0;
    qint64 m_blocking = 0;
    std::vector<ImportFindingView> m_known;
    Nanos m_started{};
    bool m_running = false;
    mutable Live m_live;
    std::atomic<bool> m_cancel{false};
};

/// Rows as a user interface may see them: masked by the class of the field each column goes to.
std::vector<PreviewRow> maskedRows(const FileTable& table, const Layout& layout);
/// A finding as a user interface may see it.
ImportFindingView viewOf(const Finding& finding);

} // namespace sm
