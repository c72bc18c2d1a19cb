// SPDX-License-Identifier: GPL-3.0-or-later
#include "station/modules/file_module.h"

#include "station/link_failures.h"
#include "station/modules/module_script.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <unistd.h>

namespace sm {

namespace {

bool writeAll(int file, const QByteArray& bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const auto wrote = ::write(file, bytes.constData() + done, size_t(bytes.size() - done));
        if (wrote <= 0)
            return false;
        done += wrote;
    }
    return ::fsync(file) == 0;
}

/// Whole under its own name, or not there: link(2) does not replace what is there. Readable by its owner
/// alone from the beginning, and not through a link that somebody else has laid.
Outcome<Done> store(const QString& folder, const QString& name, const QByteArray& bytes)
{
    const QByteArray path = QFile::encodeName(QDir(folder).filePath(name));
    const QByteArray draft = path + ".part";
    ::unlink(draft.constData()); // of a run that was cut off
    const int file = ::open(draft.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file < 0)
        return moduleNotReady(folder);
    const bool written = writeAll(file, bytes);
    ::close(file);
    const bool placed = written && ::link(draft.constData(), path.constData()) == 0;
    ::unlink(draft.constData());
    if (placed)
        return Done{};
    return written && QFile::exists(QFile::decodeName(path)) ? moduleJobRepeated() : moduleNotReady(folder);
}

} // namespace

FileModule::FileModule(
    Reactor reactor, std::unique_ptr<Executor> writer, QString folder, FaceFormat format, QString name)
    : m_reactor(std::move(reactor))
    , m_folder(std::move(folder))
    , m_format(format)
    , m_name(std::move(name))
    , m_writer(std::move(writer))
{
}

Outcome<Done> FileModule::check(const ModuleData& data) const
{
    return checkFace(data);
}

Pending<ModuleReport> FileModule::ready(Nanos limit)
{
    auto pair = makePending<ModuleReport>(m_reactor, limit);
    m_writer->post([folder = m_folder, completer = std::move(pair.completer)]() mutable {
        const QFileInfo info(folder);
        const bool there = info.isDir() && info.isWritable();
        completer.complete(
            there ? Outcome<ModuleReport>(ModuleReport()) : Outcome<ModuleReport>(moduleNotReady(folder)));
    });
    return std::move(pair.pending);
}

Pending<ModuleReport> FileModule::perform(ModuleJob job, Nanos limit)
{
    auto pair = makePending<ModuleReport>(m_reactor, limit);
    const auto fits = check(job.data);
    if (!fits || job.epoch < m_highestEpoch) {
        pair.completer.complete(fits ? epochRefused(job.epoch, m_highestEpoch) : fits.failure());
        return std::move(pair.pending);
    }
    m_highestEpoch = job.epoch;
    const bool pdf = m_format == FaceFormat::Pdf;
    const QString name = QStringLiteral("attempt-%1-%2.%3")
                             .arg(job.attempt.value)
                             .arg(job.command)
                             .arg(pdf ? QStringLiteral("pdf") : QStringLiteral("png"));
    m_writer->post([folder = m_folder, name, pdf, job = std::move(job),
                       completer = std::move(pair.completer)]() mutable {
        const PanelData& panel = std::get<PanelData>(job.data);
        const auto stored = store(folder, name, pdf ? facePdf(panel) : facePng(panel));
        ModuleReport report;
        report.command = job.command;
        completer.complete(stored ? Outcome<ModuleReport>(report) : Outcome<ModuleReport>(stored.failure()));
    });
    return std::move(pair.pending);
}

} // namespace sm
