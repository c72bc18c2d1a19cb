// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/trace_store.h"

#include <deque>
#include <map>

namespace sm {

/// The writing half of TraceStore: open files, the newest cards of the stations. Writer's thread. Not for
/// other rooms.
class TraceWriter {
public:
    explicit TraceWriter(const TraceStoreOptions& options);
    ~TraceWriter();

    void open();
    void take(const TraceCard& card, const TraceStore::Order& order);
    void flush(JobId job, bool over);
    void flushAll();
    void closeAll();
    QString openFile(JobId job) const; ///< empty: none is
    const TraceStoreFigures& figures() const { return m_figures; }

private:
    /// A card that is on the disk already still counts as one of the newest of its station.
    struct Held {
        AttemptId attempt;
        QByteArray bytes; ///< encoded; empty: written
    };
    struct Job {
        bool testKeys = false;
        int descriptor = -1;
        QString path;
        quint32 number = 0;
        qint64 size = 0;
        std::map<StationId, std::deque<Held>> last;
        bool lastChanged = false;
    };

    Job& jobOf(JobId id, bool testKeys);
    void restoreLast(JobId id, Job& job);
    void hold(Job& job, StationId station, Held card, quint32 most);
    void write(JobId id, Job& job, const QByteArray& card);
    bool beginFile(JobId id, Job& job);
    bool goOn(JobId id, Job& job, const TraceFileName& file);
    bool newFile(JobId id, Job& job, quint32 number);
    bool append(Job& job, QByteArrayView bytes);
    bool writeLast(JobId id, Job& job);
    void closeFile(Job& job);
    bool roomOnDisk();
    QStringList openFiles() const; ///< of all jobs
    void sync(const Job& job);
    void stop(Failure why);
    void list();

    const TraceStoreOptions& m_options;
    TraceStoreFigures m_figures;
    std::map<JobId, Job> m_jobs;
    size_t m_held = 0; ///< bytes of all held cards
    qint64 m_sinceLook = 0; ///< bytes since the disk's free space was looked at
    bool m_usable = false; ///< the folder is there
};

} // namespace sm
