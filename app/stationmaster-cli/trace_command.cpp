// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "exit_codes.h"
#include "say.h"
#include "trace/trace_export.h"
#include "trace/trace_folder.h"
#include "trace/trace_scan.h"
#include "ui/text/numbers.h"

#include <QDateTime>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>

#include <cstdio>

namespace sm {
namespace {

constexpr qsizetype pieceBytes = 1 << 20; ///< written at once

/// Where the rows go: a file that is there whole or not at all, or the standard output.
class RowSink {
public:
    explicit RowSink(const QString& path)
        : m_file(path)
    {
        const bool named = !path.isEmpty();
        m_good = named ? m_file.open(QIODevice::WriteOnly)
                && m_file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
                       : m_out.open(stdout, QIODevice::WriteOnly);
        m_target = named ? static_cast<QIODevice*>(&m_file) : &m_out;
    }
    void put(const QByteArray& bytes)
    {
        m_piece += bytes;
        if (m_piece.size() >= pieceBytes)
            flush();
    }
    bool finish()
    {
        flush();
        return m_good && (m_target == &m_out ? m_out.flush() : m_file.commit());
    }
    QString reason() const { return m_target->errorString(); }

private:
    void flush()
    {
        m_good = m_good && m_target->write(m_piece) == m_piece.size();
        m_piece.clear();
    }

    QSaveFile m_file;
    QFile m_out;
    QIODevice* m_target = nullptr;
    QByteArray m_piece;
    bool m_good = false;
};

QString filterErrorLine(const FilterError& error)
{
    return Say::tr("The filter can not be understood at character %1: \"%2\".")
        .arg(error.offset + 1)
        .arg(error.text);
}

int listJobs(const QString& folder, ConsoleOutput& output)
{
    const std::vector<StoredTraceJob> jobs = storedTraceJobs(folder);
    if (output.json()) {
        QJsonArray list;
        for (const StoredTraceJob& job : jobs)
            list.append(
                QJsonObject{{QStringLiteral("job"), job.job.value}, {QStringLiteral("bytes"), job.bytes}});
        output.result(QJsonObject{{QStringLiteral("schema"), QStringLiteral("stationmaster/traces/1")},
            {QStringLiteral("jobs"), list}});
        return exit_code::done;
    }
    QStringList lines;
    for (const StoredTraceJob& job : jobs)
        lines.append(Say::tr("job %1  %2 bytes").arg(job.job.value).arg(grouped(job.bytes)));
    output.result(lines.isEmpty() ? Say::tr("No trace is stored.") : lines.join(u'\n'));
    return exit_code::done;
}

/// What is not as it was written; the rows around it are told all the same.
QStringList flawsOf(const StoredTrace& trace)
{
    QStringList lines;
    if (trace.capped)
        lines.append(Say::tr("Only the newest rows are told."));
    if (trace.olderGone)
        lines.append(Say::tr("Older ones are no longer kept."));
    if (trace.tornBytes > 0)
        lines.append(Say::tr("The program ended while it wrote: %1 bytes are cut off.")
                         .arg(grouped(qint64(trace.tornBytes))));
    if (trace.damaged > 0)
        lines.append(Say::tr("%n places in the files can not be read.", nullptr, int(trace.damaged)));
    return lines;
}

/// One document; its rows are those of JSON Lines.
QByteArray jsonHead(const StoredTrace& trace)
{
    const QJsonObject head{{QStringLiteral("schema"), QStringLiteral("stationmaster/trace/1")},
        {QStringLiteral("masked"), true}, {QStringLiteral("test_keys"), trace.testKeys},
        {QStringLiteral("job"), trace.job.value}, {QStringLiteral("cards"), qint64(trace.cards)},
        {QStringLiteral("older_gone"), trace.olderGone}, {QStringLiteral("capped"), trace.capped},
        {QStringLiteral("damaged"), qint64(trace.damaged)},
        {QStringLiteral("torn_bytes"), qint64(trace.tornBytes)}};
    return QJsonDocument(head).toJson(QJsonDocument::Compact).chopped(1) + ",\"rows\":[";
}

std::optional<TraceFormat> formatNamed(const QString& name)
{
    if (name == QStringLiteral("text"))
        return TraceFormat::Text;
    if (name == QStringLiteral("csv"))
        return TraceFormat::Csv;
    return name == QStringLiteral("jsonl") ? std::optional(TraceFormat::JsonLines) : std::nullopt;
}

bool writeRows(const StoredTrace& trace, const std::vector<quint64>& ids, TraceFormat format, bool document,
    RowSink& sink)
{
    const TraceExport text(document ? TraceFormat::JsonLines : format, trace.testKeys);
    sink.put(document ? jsonHead(trace) : text.header());
    for (size_t i = 0; i < ids.size(); ++i) {
        const QByteArray row = text.row(*trace.view.row(ids[i]));
        sink.put(document ? (i > 0 ? QByteArrayLiteral(",") : QByteArray()) + row.trimmed() : row);
    }
    if (document)
        sink.put("]}\n");
    return sink.finish();
}

} // namespace

int traceCommand(const CliArguments& arguments, ConsoleOutput& output)
{
    const QString folder = QDir(dataFolder(arguments)).filePath(QStringLiteral("traces"));
    const auto format = formatNamed(arguments.value("format"));
    if (!format) {
        output.message(
            Say::tr("--format wants text, csv or jsonl, not \"%1\".").arg(arguments.value("format")));
        return exit_code::usage;
    }
    const QDateTime now = QDateTime::currentDateTime();
    const auto parsed = TraceFilter::parse(
        arguments.value("filter"), {now.toMSecsSinceEpoch() * 1000, now.offsetFromUtc()});
    if (const auto* error = std::get_if<FilterError>(&parsed)) {
        output.message(filterErrorLine(*error));
        return exit_code::usage;
    }
    if (!arguments.isSet("job"))
        return listJobs(folder, output);
    bool isNumber = false;
    const JobId job(arguments.value("job").toLongLong(&isNumber));
    if (!isNumber || job.value < 1) {
        output.message(Say::tr("A job is named by its number; see status."));
        return exit_code::usage;
    }
    const StoredTrace trace = readStoredTrace(folder, job);
    if (trace.failure) {
        output.failure(*trace.failure);
        return exit_code::input;
    }
    TraceScan scan(std::get<TraceFilter>(parsed), {});
    std::vector<quint64> ids;
    const std::atomic_bool stop{false};
    scan.scan(trace.view, trace.view.endId(), ids, stop);
    RowSink sink(arguments.value("output"));
    if (!writeRows(trace, ids, *format, output.json(), sink)) {
        output.message(Say::tr("The rows can not be written: %1").arg(sink.reason()));
        return exit_code::dataFolder;
    }
    for (const QString& line : flawsOf(trace))
        output.message(line);
    return trace.damaged > 0 || trace.tornBytes > 0 ? exit_code::withFindings : exit_code::done;
}

} // namespace sm
