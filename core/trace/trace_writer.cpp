// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/trace_writer.h"

#include "base/bytes.h"
#include "base/failures/trace.h"
#include "base/log.h"
#include "trace/trace_file.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace sm {

namespace {

constexpr qint64 lookEvery = 8LL * 1024 * 1024; ///< bytes between two looks at the disk's free space

QString systemError()
{
    return QString::fromLocal8Bit(std::strerror(errno));
}

/// The name of a new file is on the disk as well.
void syncFolder(const QString& folder)
{
    const int descriptor = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    if (::fsync(descriptor) != 0)
        qCWarning(lcStore) << "the folder of stored traces is not on the disk yet:" << systemError();
    ::close(descriptor);
}

} // namespace

TraceWriter::TraceWriter(const TraceStoreOptions& options)
    : m_options(options)
{
}

TraceWriter::~TraceWriter()
{
    for (auto& [id, job] : m_jobs)
        closeFile(job);
}

void TraceWriter::open()
{
    const auto prepared = prepareTraceFolder(m_options.folder);
    m_usable = prepared.ok();
    if (!prepared)
        return stop(prepared.failure());
    m_figures.failure.reset();
    // What a killed program left half written beside the file that it was to replace.
    QDir folder(m_options.folder);
    for (const QString& name : folder.entryList({QStringLiteral("job-*.smtrace.*")}, QDir::Files))
        folder.remove(name);
    if (roomOnDisk())
        makeTraceRoom(m_options, openFiles());
    list();
}

void TraceWriter::list()
{
    m_figures.jobs = std::make_shared<const std::vector<StoredTraceJob>>(storedTraceJobs(m_options.folder));
}

void TraceWriter::stop(Failure why)
{
    qCWarning(lcStore) << "traces are not stored:" << why.toString();
    m_figures.failure = std::move(why);
}

bool TraceWriter::roomOnDisk()
{
    m_sinceLook = 0;
    const qint64 free = freeTraceBytes(m_options.folder);
    if (free >= 0 && free < m_options.reserveBytes) {
        stop(fail(fc::TraceDiskLow,
            {{"free", QString::number(free / (1024 * 1024))},
                {"reserve", QString::number(m_options.reserveBytes / (1024 * 1024))}}));
        return false;
    }
    return true;
}

void TraceWriter::take(const TraceCard& card, const TraceStore::Order& order)
{
    const TraceRow& first = *card.rows.front();
    QByteArray bytes = encodeCard(card, order.why);
    if (bytes.isEmpty()) {
        ++m_figures.dropped;
        return;
    }
    Job& job = jobOf(first.job, order.testKeys);
    if (order.why != KeptFor::Last) {
        write(first.job, job, bytes);
        bytes.clear();
    } else if (m_held + size_t(bytes.size()) > m_options.heldBytes) {
        ++m_figures.dropped;
        return;
    }
    if (order.lastPerStation > 0)
        hold(job, first.station, {first.attempt, std::move(bytes)}, order.lastPerStation);
}

TraceWriter::Job& TraceWriter::jobOf(JobId id, bool testKeys)
{
    const auto [at, fresh] = m_jobs.try_emplace(id);
    at->second.testKeys = testKeys;
    if (fresh) {
        restoreLast(id, at->second);
        std::vector<StoredTraceJob> jobs = m_figures.jobs ? *m_figures.jobs : std::vector<StoredTraceJob>();
        const bool known = std::any_of(
            jobs.begin(), jobs.end(), [id = id](const StoredTraceJob& job) { return job.job == id; });
        if (!known) {
            jobs.insert(jobs.begin(), {id, 0}); // it can be asked for before the first byte is written
            m_figures.jobs = std::make_shared<const std::vector<StoredTraceJob>>(std::move(jobs));
        }
    }
    return at->second;
}

/// What the last run of the program left: the newest cards stay the newest until others come.
void TraceWriter::restoreLast(JobId id, Job& job)
{
    const auto content = readTraceFile(traceFilePath(m_options.folder, id, 0));
    const auto head = content ? readTraceFileHead(*content) : std::nullopt;
    if (!head || head->job != id)
        return;
    for (const FoundChunk& chunk : findTraceChunks(*content).chunks) {
        const auto card = readCardHead(chunk.content);
        if (card && card->job == id && m_held + size_t(chunk.content.size()) <= m_options.heldBytes)
            hold(job, card->station, {card->attempt, chunk.content.toByteArray()}, 1000);
    }
    job.lastChanged = false;
}

void TraceWriter::hold(Job& job, StationId station, Held card, quint32 most)
{
    m_held += size_t(card.bytes.size());
    job.lastChanged = true;
    std::deque<Held>& last = job.last[station];
    last.push_back(std::move(card));
    while (last.size() > most) {
        m_held -= size_t(last.front().bytes.size());
        last.pop_front();
    }
}

void TraceWriter::write(JobId id, Job& job, const QByteArray& card)
{
    const QByteArray head = traceChunkHead(TraceChunkKind::Card, card);
    const qint64 needed = head.size() + card.size();
    if (job.descriptor >= 0 && job.size > trace_file::headBytes && job.size + needed > m_options.fileBytes)
        closeFile(job);
    const bool may = !m_figures.failure && (m_sinceLook < lookEvery || roomOnDisk());
    // One write for both: what a kill leaves is cut at one place.
    const bool written = may && (job.descriptor >= 0 || beginFile(id, job)) && append(job, head + card);
    if (!written) {
        ++m_figures.dropped;
        return;
    }
    ++m_figures.cards;
    m_figures.rows += readCardHead(card)->rows;
}

bool TraceWriter::append(Job& job, QByteArrayView bytes)
{
    qsizetype at = 0;
    while (at < bytes.size()) {
        const ssize_t put = ::write(job.descriptor, bytes.data() + at, size_t(bytes.size() - at));
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0) {
            stop(fail(fc::TraceUnwritable, {{"file", job.path}, {"cause", systemError()}}));
            // Back to the last whole chunk; if even that fails, the next run of the program cuts it.
            if (::ftruncate(job.descriptor, job.size) != 0)
                qCWarning(lcStore) << "the end of a stored trace is torn:" << systemError();
            closeFile(job);
            return false;
        }
        at += put;
    }
    job.size += bytes.size();
    m_sinceLook += bytes.size();
    m_figures.bytes += quint64(bytes.size());
    return true;
}

bool TraceWriter::beginFile(JobId id, Job& job)
{
    if (!roomOnDisk())
        return false;
    std::optional<TraceFileName> newest;
    for (const TraceFileName& file : traceFiles(m_options.folder)) {
        if (file.job == id && file.number > 0)
            newest = file;
    }
    if (newest && newest->bytes < m_options.fileBytes && newest->number > job.number
        && goOn(id, job, *newest))
        return true;
    const quint32 last = std::max(job.number, newest ? newest->number : 0);
    if (!newFile(id, job, last + 1))
        return false;
    makeTraceRoom(m_options, openFiles());
    list();
    return true;
}

bool TraceWriter::newFile(JobId id, Job& job, quint32 number)
{
    job.path = traceFilePath(m_options.folder, id, number);
    job.descriptor = ::open(QFile::encodeName(job.path).constData(),
        O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (job.descriptor < 0) {
        stop(fail(fc::TraceUnwritable, {{"file", job.path}, {"cause", systemError()}}));
        return false;
    }
    const QString path = job.path;
    job.size = 0;
    if (append(job, traceFileHead({id, number, job.testKeys}))) {
        job.number = number;
        syncFolder(m_options.folder);
        return true;
    }
    QFile::remove(path); // nothing is in it, and the next try begins anew
    return false;
}

/// A file that an earlier run of the program left. What is not whole at its end goes.
bool TraceWriter::goOn(JobId id, Job& job, const TraceFileName& file)
{
    const int descriptor = ::open(
        QFile::encodeName(file.path).constData(), O_WRONLY | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    job.descriptor = descriptor;
    job.path = file.path;
    const auto content = file.bytes <= trace_file::mostBytes ? readTraceFile(file.path) : std::nullopt;
    const auto head = content ? readTraceFileHead(*content) : std::nullopt;
    if (!head || head->job != id) {
        closeFile(job);
        return false;
    }
    const FoundChunks found = findTraceChunks(*content);
    job.number = file.number;
    job.size = found.wholeEnd;
    if (found.torn == 0)
        return true;
    qCWarning(lcStore) << "the end of a stored trace was torn and is cut:" << found.torn << "bytes of job"
                       << id.value;
    QByteArray cut;
    appendU64(cut, quint64(found.torn));
    if (::ftruncate(descriptor, job.size) == 0 && append(job, traceChunkHead(TraceChunkKind::Cut, cut) + cut))
        return true;
    closeFile(job);
    return false;
}

void TraceWriter::closeFile(Job& job)
{
    sync(job);
    if (job.descriptor >= 0)
        ::close(std::exchange(job.descriptor, -1));
    job.path.clear();
}

/// The whole file anew, in place of the old one: so there are never more than the newest cards in it.
bool TraceWriter::writeLast(JobId id, Job& job)
{
    if (!job.lastChanged || m_figures.failure || !roomOnDisk())
        return !m_figures.failure;
    const QString path = traceFilePath(m_options.folder, id, 0);
    QByteArray content = traceFileHead({id, 0, job.testKeys});
    quint64 cards = 0;
    for (const auto& [station, held] : job.last) {
        for (const Held& card : held) {
            if (card.bytes.isEmpty())
                continue;
            content += traceChunkHead(TraceChunkKind::Card, card.bytes) + card.bytes;
            ++cards;
        }
    }
    if (cards == 0) {
        QFile::remove(path);
        job.lastChanged = false;
        return true;
    }
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly)
        && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        && file.write(content) == content.size() && file.commit();
    if (!written) {
        stop(fail(fc::TraceUnwritable, {{"file", path}, {"cause", file.errorString()}}));
        return false;
    }
    m_figures.bytes += quint64(content.size());
    job.lastChanged = false;
    return true;
}

void TraceWriter::flush(JobId id, bool over)
{
    if (m_figures.failure)
        open();
    const auto at = m_jobs.find(id);
    if (at == m_jobs.end() || !m_usable)
        return;
    Job& job = at->second;
    const bool written = writeLast(id, job);
    sync(job);
    list();
    if (!over)
        return;
    closeFile(job);
    for (const auto& [station, held] : job.last) {
        for (const Held& card : held) {
            m_held -= size_t(card.bytes.size());
            m_figures.dropped += !written && !card.bytes.isEmpty();
        }
    }
    m_jobs.erase(at);
}

void TraceWriter::flushAll()
{
    if (m_figures.failure)
        open();
    for (auto& [id, job] : m_jobs) {
        writeLast(id, job);
        sync(job);
    }
    if (m_usable)
        list();
}

void TraceWriter::closeAll()
{
    flushAll();
    for (auto& [id, job] : m_jobs)
        closeFile(job);
    m_jobs.clear();
    m_held = 0;
}

/// What was written says why cards were rejected: it outlives a power cut from here on.
void TraceWriter::sync(const Job& job)
{
    if (job.descriptor >= 0 && ::fdatasync(job.descriptor) != 0)
        qCWarning(lcStore) << "a stored trace may not outlive a power cut:" << systemError();
}

QStringList TraceWriter::openFiles() const
{
    QStringList out;
    for (const auto& [id, job] : m_jobs) {
        if (job.descriptor >= 0)
            out.append(job.path);
    }
    return out;
}

QString TraceWriter::openFile(JobId job) const
{
    const auto at = m_jobs.find(job);
    return at == m_jobs.end() ? QString() : at->second.path;
}

} // namespace sm
