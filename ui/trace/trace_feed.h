// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "trace/trace_scan.h"

#include <QObject>

namespace sm {

/// Finds the rows of a filter in a worker, first in everything that is kept, then in what arrives. One scan
/// is under way at a time; a new filter stops it. Without filter and folds there is nothing to find.
class TraceFeed final : public QObject {
    Q_OBJECT
public:
    explicit TraceFeed(QObject* parent = nullptr);
    ~TraceFeed() override;

    /// Answered by listReady(); until then the old list stays good.
    void start(const TraceFilter& filter, const QSet<qint64>& folded, const TraceView& view);
    /// Looks through what has arrived since; answered by moreReady() when something passes.
    void look(const TraceView& view);
    /// Forgets the filter; nothing more is told.
    void cancel();
    bool findingList() const { return m_findingList; } ///< between start() and listReady()

Q_SIGNALS:
    void listReady(const std::vector<quint64>& ids);
    void moreReady(const std::vector<quint64>& ids);

private:
    void run(const TraceView& view, bool first);
    void finished(quint64 generation, std::vector<quint64> ids, bool first);

    quint64 m_generation = 0;
    bool m_busy = false;
    bool m_findingList = false;
    std::shared_ptr<std::atomic_bool> m_stop;
    std::shared_ptr<TraceScan> m_scan; ///< used by the worker alone while it is busy
    std::unique_ptr<Executor> m_worker;
};

} // namespace sm
