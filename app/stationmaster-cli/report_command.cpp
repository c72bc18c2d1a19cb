// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "exit_codes.h"
#include "render/job_report.h"
#include "render/report_pdf.h"
#include "say.h"
#include "server/snapshot_json.h"
#include "store/sqlite_journal.h"
#include "ui/text/report_text.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>

namespace sm {
namespace {

/// Reads the store in this thread: nothing else runs in a report.
class StoreReader {
public:
    explicit StoreReader(const QString& folder)
        : m_inbox(std::make_shared<Inbox>(Inbox::Wake::ByCaller))
    {
        StoreOptions options;
        options.path = QDir(folder).filePath(QStringLiteral("store.sqlite"));
        options.ballastBytes = 0;
        auto opened = SqliteJournal::open(options, m_executors, Reactor{&m_clock, m_inbox});
        if (opened)
            m_journal = opened.take();
        else
            m_failure = opened.failure();
    }
    const std::optional<Failure>& failure() const { return m_failure; }
    Journal& journal() { return *m_journal; }

    template <class T> Outcome<T> wait(Pending<T> pending)
    {
        std::optional<Outcome<T>> outcome;
        pending.then([&](Outcome<T> value) { outcome = std::move(value); });
        while (!outcome && (m_inbox->drain() || m_clock.step())) { }
        return std::move(*outcome);
    }

private:
    SimulatedClock m_clock;
    std::shared_ptr<Inbox> m_inbox;
    InlineExecutorFactory m_executors;
    std::unique_ptr<SqliteJournal> m_journal;
    std::optional<Failure> m_failure;
};

QJsonObject attemptJson(const AttemptRow& row)
{
    return {{QStringLiteral("attempt"), row.key.attempt.value}, {QStringLiteral("object"), row.object.text},
        {QStringLiteral("issue"), qint64(row.issue)}, {QStringLiteral("station"), row.station.text()},
        {QStringLiteral("state"), attemptStateName(row.state)},
        {QStringLiteral("chip"), toHex(row.chipSerial)}, {QStringLiteral("failure"), row.failure},
        {QStringLiteral("step"), row.step},
        {QStringLiteral("started"), row.started.toString(Qt::ISODateWithMs)},
        {QStringLiteral("changed"), row.changed.toString(Qt::ISODateWithMs)}};
}

/// The report of the store's job, made as the console makes it.
Outcome<JobReport> gather(StoreReader& store, const JobRow& row, const JobCounts& counts)
{
    JobReportSource source;
    source.job = row;
    source.counts = counts;
    auto attempts = store.wait(store.journal().attempts(row.id));
    if (!attempts)
        return attempts.failure();
    source.attempts = attempts.take();
    RecordLedger& ledger = *store.journal().ledger();
    constexpr int lines = 10'000;
    auto open = store.wait(ledger.recordLines(row.id, RecordList::NeedsDecision, lines));
    if (!open)
        return open.failure();
    source.open = open.take();
    auto decisions = store.wait(ledger.decisions(row.id));
    if (!decisions)
        return decisions.failure();
    source.decisions = decisions.take();
    return makeJobReport(std::move(source), QString(), QDateTime::currentDateTimeUtc());
}

/// By the ending of the name: .pdf, .csv (ids as tails) or .json (the store's own ids).
Outcome<Done> write(const JobReport& report, const QJsonObject& document, const QString& path)
{
    if (path.endsWith(QStringLiteral(".json")))
        return writeReportBytes(QJsonDocument(document).toJson(), path);
    if (path.endsWith(QStringLiteral(".csv")))
        return writeReportBytes(reportCsv(report), path);
    const bool letter = QLocale().measurementSystem() == QLocale::ImperialUSSystem;
    return writeReportPdf(composeJobReport(report), letter ? PaperSize::Letter : PaperSize::A4, path);
}

} // namespace

int reportCommand(const CliArguments& arguments, ConsoleOutput& output)
{
    bool isNumber = false;
    const JobId wanted(arguments.positional.first().toLongLong(&isNumber));
    if (!isNumber) {
        output.message(Say::tr("A job is named by its number; see status."));
        return exit_code::usage;
    }
    StoreReader store(dataFolder(arguments));
    if (store.failure()) {
        output.failure(*store.failure());
        return exit_code::dataFolder;
    }
    const auto jobs = store.wait(store.journal().jobs());
    const auto counts = store.wait(store.journal().counts(wanted));
    const auto* row = static_cast<const JobRow*>(nullptr);
    for (size_t i = 0; jobs && i < jobs->size(); ++i)
        row = (*jobs)[i].id == wanted ? &(*jobs)[i] : row;
    if (!row || !counts) {
        output.message(Say::tr("There is no job %1 in this store.").arg(arguments.positional.first()));
        return exit_code::input;
    }
    const auto report = gather(store, *row, *counts);
    if (!report) {
        output.failure(report.failure());
        return exit_code::internal;
    }
    Snapshot snapshot;
    JobSnapshot job;
    job.id = row->id;
    job.name = row->job.name;
    job.profile = row->job.profile;
    job.state = row->state;
    job.counts = *counts;
    job.test = row->job.test;
    QJsonObject document = jobJson(job);
    document.insert(QStringLiteral("schema"), QStringLiteral("stationmaster/report/1"));
    QJsonArray list;
    for (const AttemptRow& attempt : report->rows)
        list.append(attemptJson(attempt));
    document.insert(QStringLiteral("attempts"), list);
    const int code = !counts->balances()                   ? exit_code::integrity
        : counts->records.good == counts->records.accepted ? exit_code::done
                                                           : exit_code::withFindings;

    const QString path = arguments.value("output");
    const bool known = path.isEmpty() || path.endsWith(QStringLiteral(".pdf"))
        || path.endsWith(QStringLiteral(".csv")) || path.endsWith(QStringLiteral(".json"));
    if (!known) {
        output.message(Say::tr("A report is written as .pdf, .csv or .json."));
        return exit_code::usage;
    }
    if (!path.isEmpty()) {
        const auto written = write(*report, document, path);
        if (!written)
            output.failure(written.failure());
        return written ? code : exit_code::dataFolder;
    }
    if (output.json())
        output.result(document);
    else {
        snapshot.jobs.push_back(job);
        output.result(runText(snapshot, wanted));
    }
    return code;
}

} // namespace sm
