// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "trace/stored_trace.h"

namespace sm {

struct TraceStoreOptions {
    QString folder; ///< made when it is missing, for this user alone; a file per job, then the next number
    qint64 fileBytes = 64LL * 1024 * 1024; ///< then the next file is begun
    int filesPerJob = 4; ///< then the oldest of the job is deleted
    qint64 totalBytes = 4LL * 1024 * 1024 * 1024; ///< of all jobs; then the oldest file of all is deleted
    qint64 reserveBytes
        = 512LL * 1024 * 1024; ///< left free on the disk: the store of the cards needs it more
    size_t queuedRows = 100'000; ///< waiting to be written; more are dropped, card by card
    size_t heldBytes = 96 * 1024 * 1024; ///< the last cards of the stations, in memory
};

/// One file of the folder.
struct TraceFileName {
    JobId job;
    quint32 number = 0; ///< 0: the last cards of the stations
    QString path;
    qint64 bytes = 0;
    qint64 changed = 0; ///< milliseconds since 1970
};

/// TraceFolderUnusable when it cannot be made, is a link, or belongs to somebody else.
Outcome<Done> prepareTraceFolder(const QString& folder);
QString traceFilePath(const QString& folder, JobId job, quint32 number);
/// All files of stored traces in the folder, by job and number. Links and everything else are left out.
std::vector<TraceFileName> traceFiles(const QString& folder);
std::vector<StoredTraceJob> storedTraceJobs(const QString& folder);
/// Deletes what is more than the options allow, the oldest first; never one of the files that are open now.
void makeTraceRoom(const TraceStoreOptions& options, const QStringList& open);
/// Whole, as far as trace_file::mostBytes. Nothing: it cannot be read, or is no file of its own.
std::optional<QByteArray> readTraceFile(const QString& path);
/// Bytes that this user may still write; negative: not known.
qint64 freeTraceBytes(const QString& folder);

inline constexpr size_t mostRowsRead = 1'000'000;

/// What is stored of a job, read whole. Takes seconds for a full store: for a worker. Everything in the
/// folder is hostile. TraceNotStored or TraceUnreadable are in the result. `open`: the file that is being
/// written now, of which the end may still come.
StoredTrace readStoredTrace(
    const QString& folder, JobId job, size_t mostRows = mostRowsRead, const QString& open = {});

} // namespace sm
