// SPDX-License-Identifier: GPL-3.0-or-later
#include "canary_watch.h"

#include "ui/shell/feed.h"
#include "ui/shell/main_window.h"
#include "ui_texts.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QFile>
#include <QLoggingCategory>
#include <QMutex>

namespace sm {

namespace {

QMutex logMutex;
QStringList logged;
QtMessageHandler handlerBefore = nullptr;

void keepMessage(QtMsgType type, const QMessageLogContext& context, const QString& text)
{
    {
        const QMutexLocker lock(&logMutex);
        logged.append(QString::fromLatin1(context.category) + u' ' + text);
    }
    if (type != QtDebugMsg && handlerBefore)
        handlerBefore(type, context, text);
}

} // namespace

QStringList takeLog()
{
    const QMutexLocker lock(&logMutex);
    return std::exchange(logged, {});
}

QStringList filesIn(const QString& folder)
{
    QStringList out;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext())
        out.append(files.next());
    return out;
}

QByteArray contentOf(const QString& file)
{
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

CanaryWatch::CanaryWatch() = default;

CanaryWatch::~CanaryWatch()
{
    if (handlerBefore)
        qInstallMessageHandler(handlerBefore);
    QLoggingCategory::setFilterRules(QString());
}

bool CanaryWatch::prepare(int records)
{
    // Here, since a test program puts in its own when it starts.
    QLoggingCategory::setFilterRules(QStringLiteral("*=true\nqt.*=false"));
    handlerBefore = qInstallMessageHandler(keepMessage);
    qputenv("HOME", home("home").toLocal8Bit());
    bool made = QDir().mkpath(out(""));
    for (const char* name : {"DATA", "CONFIG", "STATE", "CACHE", "RUNTIME"}) {
        const QString folder = home("home/") + QString::fromLatin1(name);
        made = made && QDir().mkpath(folder);
        qputenv((QByteArray("XDG_") + name + (qstrcmp(name, "RUNTIME") == 0 ? "_DIR" : "_HOME")).constData(),
            folder.toLocal8Bit());
    }
    m_job = CanaryJob::write(home("in"), QStringLiteral(SM_SOURCE_DIR "/resources/jobs"), records);
    // Keys that everybody knows and that the demo floor is made with: not even these are shown.
    m_job.canaries.add("404142434445464748494A4B4C4D4E4F", QStringLiteral("issuer key"));
    return made && !m_job.file.isEmpty() && m_job.canaries.values() > records * 9;
}

void CanaryWatch::search(const char* channel, const QStringList& texts)
{
    const QString all = texts.join(u'\n');
    m_seen[QLatin1String(channel)] += all;
    m_counts[QLatin1String(channel)] += texts.size();
    const QString found = m_job.canaries.inText(all);
    if (found.isEmpty())
        return;
    QString where;
    for (const QString& text : texts) {
        if (where.isEmpty() && !m_job.canaries.inText(text).isEmpty())
            where = text.left(200);
    }
    m_finds.append(QStringLiteral("%1: %2 in %3: %4")
                       .arg(QLatin1String(m_step), found, QLatin1String(channel),
                           where.isEmpty() ? QStringLiteral("(over several texts)") : where));
}

void CanaryWatch::searchFile(const char* channel, const QString& file)
{
    constexpr qsizetype kept = 1 << 16;
    const QByteArray bytes = contentOf(file);
    m_seen[QLatin1String(channel)] += QString::fromUtf8(bytes.left(kept)) + u'\n';
    m_counts[QLatin1String(channel)] += bytes.size();
    const QString found = m_job.canaries.inBytes(bytes);
    if (!found.isEmpty())
        m_finds.append(QStringLiteral("%1: %2 in file %3").arg(QLatin1String(m_step), found, file));
    if (!file.endsWith(QLatin1String(".pdf")))
        return;
    const QStringList texts = pdfTexts(file);
    if (texts.size() != 2 || texts.front().isEmpty())
        m_finds.append(QStringLiteral("%1: not readable: %2").arg(QLatin1String(m_step), file));
    search("pdf", texts);
}

void CanaryWatch::look(const char* step, MainWindow& window)
{
    m_step = step;
    ++m_looks;
    window.feed()->look();
    QCoreApplication::processEvents();
    search("painted", paintedTexts(window));
    search("accessible", accessibleTexts(window));
    search("properties", propertyTexts(window));
    search("models", modelTexts(window));
    search("hover", hoverTexts(window));
    search("clipboard", copiedTexts(window));
    search("log", takeLog());
}

qsizetype CanaryWatch::lookAtFiles(const char* step)
{
    m_step = step;
    qsizetype count = 0;
    for (const QString& file : filesIn(m_home.path())) {
        if (file.startsWith(home("in/")))
            continue;
        ++count;
        searchFile("files", file);
        if (file.endsWith(QLatin1String(".conf")) || file.endsWith(QLatin1String(".ini")))
            search("settings", settingsTexts(file));
    }
    return count;
}

} // namespace sm
