// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/trace_folder.h"

#include "base/failures/trace.h"
#include "trace/trace_file.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>
#include <cerrno>
#include <map>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace sm {

namespace {

const QString lastName = QStringLiteral("last");

/// Nothing when the name is none of ours, or not a file of its own.
std::optional<TraceFileName> fileOf(const QFileInfo& info)
{
    static const QRegularExpression form(QStringLiteral("^job-([0-9]{1,18})-(last|[0-9]{1,9})\\.smtrace$"));
    const QRegularExpressionMatch match = form.match(info.fileName());
    if (!match.hasMatch() || info.isSymLink() || !info.isFile())
        return std::nullopt;
    TraceFileName out;
    out.job = JobId(match.captured(1).toLongLong());
    out.number = match.captured(2) == lastName ? 0 : match.captured(2).toUInt();
    out.path = info.filePath();
    out.bytes = info.size();
    out.changed = info.lastModified().toMSecsSinceEpoch();
    const bool named = match.captured(2) == lastName || out.number > 0;
    return out.job.isValid() && named ? std::optional(out) : std::nullopt;
}

} // namespace

Outcome<Done> prepareTraceFolder(const QString& folder)
{
    const QByteArray path = QFile::encodeName(folder);
    const bool made = QDir().mkpath(QFileInfo(folder).path()) && ::mkdir(path.constData(), 0700) == 0;
    struct stat status { };
    const bool own = (made || errno == EEXIST) && ::lstat(path.constData(), &status) == 0
        && S_ISDIR(status.st_mode) && status.st_uid == ::getuid();
    // Whoever made it wider, nobody else looks in.
    if (!own || ((status.st_mode & 077) != 0 && ::chmod(path.constData(), 0700) != 0))
        return fail(fc::TraceFolderUnusable, {{"folder", folder}});
    return Done{};
}

QString traceFilePath(const QString& folder, JobId job, quint32 number)
{
    const QString part = number == 0 ? lastName : QStringLiteral("%1").arg(number, 6, 10, QLatin1Char('0'));
    return folder + QStringLiteral("/job-%1-%2.smtrace").arg(job.value).arg(part);
}

std::vector<TraceFileName> traceFiles(const QString& folder)
{
    constexpr size_t most = 100'000;
    std::vector<TraceFileName> out;
    const QFileInfoList entries
        = QDir(folder).entryInfoList({QStringLiteral("job-*.smtrace")}, QDir::Files, QDir::Unsorted);
    for (const QFileInfo& info : entries) {
        auto file = fileOf(info);
        if (file && out.size() < most)
            out.push_back(std::move(*file));
    }
    std::sort(out.begin(), out.end(), [](const TraceFileName& a, const TraceFileName& b) {
        return std::pair(a.job, a.number) < std::pair(b.job, b.number);
    });
    return out;
}

std::vector<StoredTraceJob> storedTraceJobs(const QString& folder)
{
    std::vector<StoredTraceJob> out;
    for (const TraceFileName& file : traceFiles(folder)) {
        if (out.empty() || out.back().job != file.job)
            out.push_back({file.job, 0});
        out.back().bytes += file.bytes;
    }
    std::reverse(out.begin(), out.end());
    return out;
}

void makeTraceRoom(const TraceStoreOptions& options, const QStringList& open)
{
    std::vector<TraceFileName> files = traceFiles(options.folder);
    std::map<JobId, int> numbered;
    for (const TraceFileName& file : files)
        numbered[file.job] += file.number > 0;
    qint64 total = 0;
    for (TraceFileName& file : files) {
        const bool more = file.number > 0 && numbered[file.job] > std::max(1, options.filesPerJob);
        if (more && !open.contains(file.path) && QFile::remove(file.path)) {
            --numbered[file.job];
            file.bytes = -1;
        }
        total += std::max<qint64>(0, file.bytes);
    }
    std::sort(files.begin(), files.end(),
        [](const TraceFileName& a, const TraceFileName& b) { return a.changed < b.changed; });
    for (const TraceFileName& file : files) {
        if (total <= options.totalBytes)
            break;
        if (file.bytes >= 0 && !open.contains(file.path) && QFile::remove(file.path))
            total -= file.bytes;
    }
}

std::optional<QByteArray> readTraceFile(const QString& path)
{
    // Not through a link, nor from a pipe that someone put there and that never ends.
    const int descriptor
        = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    QFile file;
    if (descriptor < 0 || !file.open(descriptor, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle))
        return std::nullopt;
    QByteArray content = file.read(std::min<qint64>(file.size(), trace_file::mostBytes));
    return file.error() == QFileDevice::NoError ? std::optional(std::move(content)) : std::nullopt;
}

qint64 freeTraceBytes(const QString& folder)
{
    struct statvfs status { };
    if (::statvfs(QFile::encodeName(folder).constData(), &status) != 0)
        return -1;
    return qint64(status.f_bavail) * qint64(status.f_frsize);
}

} // namespace sm
