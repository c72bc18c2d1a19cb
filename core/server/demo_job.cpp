// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/demo_job.h"

#include "base/failures/server.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>

namespace sm {

static Failure unwritable(const QString& path, const QString& cause)
{
    return fail(fc::DemoJobUnwritable, {{"file", path}, {"cause", cause}});
}

/// The first `records` rows of a sample table; further ones repeat it with new ids in the first column.
static Outcome<Done> extend(const QString& sample, const QString& target, int records)
{
    QFile source(sample);
    if (!source.open(QIODevice::ReadOnly))
        return unwritable(sample, source.errorString());
    QList<QByteArray> rows = source.readAll().split('\n');
    const QByteArray header = rows.takeFirst();
    rows.removeAll(QByteArray());
    QSaveFile out(target);
    if (!out.open(QIODevice::WriteOnly))
        return unwritable(target, out.errorString());
    out.write(header + '\n');
    for (int i = 0; i < records; ++i) {
        QByteArray row = rows.at(i % rows.size());
        if (i >= rows.size()) {
            const QByteArray id = "HTP-2026-" + QByteArray::number(i + 1).rightJustified(6, '0');
            row = id + row.mid(row.indexOf(','));
        }
        out.write(row + '\n');
    }
    if (!out.commit())
        return unwritable(target, out.errorString());
    return Done{};
}

Outcome<QString> writeDemoJob(const QString& folder, int records)
{
    if (!QDir().mkpath(folder))
        return unwritable(folder, QString());
    const QString samples = QStringLiteral(":/stationmaster/jobs/");
    const QString job = QDir(folder).filePath(QStringLiteral("Harbour Transit Pass.csv"));
    const QString archive = QDir(folder).filePath(QStringLiteral("harbour-archive.csv"));
    const auto jobWritten = extend(samples + QStringLiteral("harbour-transit.csv"), job, records);
    if (!jobWritten)
        return jobWritten.failure();
    const auto archiveWritten = extend(samples + QStringLiteral("harbour-archive.csv"), archive, records);
    if (!archiveWritten)
        return archiveWritten.failure();
    return job;
}

} // namespace sm
