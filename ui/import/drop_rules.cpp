// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/drop_rules.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>

namespace sm {

namespace {

QString say(const char* text)
{
    return QCoreApplication::translate("Import", text);
}

} // namespace

QStringList jobFileSuffixes()
{
    return {QStringLiteral("csv"), QStringLiteral("tsv"), QStringLiteral("txt"), QStringLiteral("dat"),
        QStringLiteral("fw"), QStringLiteral("jsonl"), QStringLiteral("ndjson"), QStringLiteral("xml"),
        QStringLiteral("job"), QStringLiteral("stationmasterjob")};
}

QString jobFileFilter()
{
    QStringList globs;
    for (const QString& suffix : jobFileSuffixes())
        globs.append(QStringLiteral("*.") + suffix);
    return say(QT_TRANSLATE_NOOP("Import", "Job files (%1)")).arg(globs.join(QLatin1Char(' ')));
}

DropVerdict judgeDrop(const QMimeData& data)
{
    if (!data.hasUrls())
        return {false, say(QT_TRANSLATE_NOOP("Import", "Only files can be dropped here.")), {}};
    QStringList files;
    for (const QUrl& url : data.urls()) {
        if (!url.isLocalFile())
            return {
                false, say(QT_TRANSLATE_NOOP("Import", "Only files on this computer can be imported.")), {}};
        const QFileInfo info(url.toLocalFile());
        if (info.isDir())
            return {false,
                say(QT_TRANSLATE_NOOP("Import", "\"%1\" is a folder. Drop the job file inside it."))
                    .arg(info.fileName()),
                {}};
        if (!jobFileSuffixes().contains(info.suffix().toLower()))
            return {false,
                say(QT_TRANSLATE_NOOP("Import", "\"%1\" is not a job file. Known endings: %2."))
                    .arg(info.fileName(), jobFileSuffixes().join(QStringLiteral(", "))),
                {}};
        files.append(info.absoluteFilePath());
    }
    constexpr qsizetype mostFiles = 100;
    if (files.isEmpty() || files.size() > mostFiles)
        return {false, say(QT_TRANSLATE_NOOP("Import", "Drop 1 to 100 job files.")), {}};
    return {true,
        QCoreApplication::translate("Import", "Drop to import %n files", nullptr, int(files.size())), files};
}

} // namespace sm
