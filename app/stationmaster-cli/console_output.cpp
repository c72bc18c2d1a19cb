// SPDX-License-Identifier: GPL-3.0-or-later
#include "console_output.h"

#include "server/snapshot_json.h"
#include "ui/text/failure_text.h"
#include "ui/text/numbers.h"
#include "ui/text/state_text.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cstdio>
#include <unistd.h>

namespace sm {

static void print(FILE* stream, const QString& text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stream);
    std::fflush(stream);
}

ConsoleOutput::ConsoleOutput(bool json, bool quiet)
    : m_json(json)
    , m_quiet(quiet)
    , m_terminal(isatty(STDERR_FILENO))
{
}

void ConsoleOutput::result(const QJsonObject& document) const
{
    print(stdout, QString::fromUtf8(QJsonDocument(document).toJson(QJsonDocument::Compact)) + u'\n');
}

void ConsoleOutput::result(const QString& text) const
{
    print(stdout, text + u'\n');
}

void ConsoleOutput::message(const QString& text) const
{
    if (!m_quiet)
        print(stderr, text + u'\n');
}

void ConsoleOutput::failure(const Failure& why) const
{
    const FailureText text = failureText(why);
    print(stderr, QStringLiteral("%1 (%2)\n").arg(text.sentence, text.code));
    if (!text.action.isEmpty())
        print(stderr, QStringLiteral("  %1\n").arg(text.action));
}

void ConsoleOutput::findings(const ImportSummary& summary) const
{
    for (const ImportFindingView& finding : summary.findings) {
        QString place = QStringLiteral("line %1").arg(finding.line);
        if (finding.column > 0)
            place += QStringLiteral(", column %1").arg(finding.column);
        if (!finding.columnName.isEmpty())
            place += QStringLiteral(" \"%1\"").arg(finding.columnName);
        print(stderr,
            QStringLiteral("%1 %2  %3: %4\n")
                .arg(finding.code, finding.severity, place, failureText(finding.reason).sentence));
    }
}

static const JobSnapshot* jobOf(const Snapshot& snapshot, JobId job)
{
    for (const JobSnapshot& candidate : snapshot.jobs) {
        if (candidate.id == job)
            return &candidate;
    }
    return nullptr;
}

void ConsoleOutput::progress(const Snapshot& snapshot, JobId job)
{
    const JobSnapshot* shown = jobOf(snapshot, job);
    if (!m_terminal || m_quiet || !shown || shown->counts.records.accepted == 0)
        return;
    const RecordCounts& records = shown->counts.records;
    constexpr int width = 30;
    const int filled = int(width * records.good / records.accepted);
    const double rate = shown->seconds > 1 ? double(records.good) * 3600 / shown->seconds : 0;
    print(stderr,
        QStringLiteral("\r[%1%2] %3 of %4 good  %5 in stations  %6 in doubt  %7 /h   ")
            .arg(QString(filled, u'#'), QString(width - filled, u'-'))
            .arg(records.good)
            .arg(records.accepted)
            .arg(records.inStations)
            .arg(records.inDoubt)
            .arg(qint64(rate)));
    m_barShown = true;
}

void ConsoleOutput::endProgress()
{
    if (std::exchange(m_barShown, false))
        print(stderr, QStringLiteral("\n"));
}

QJsonObject importJson(const ImportSummary& summary, JobId job)
{
    QJsonArray findings;
    for (const ImportFindingView& finding : summary.findings) {
        findings.append(QJsonObject{{QStringLiteral("code"), finding.code},
            {QStringLiteral("severity"), finding.severity}, {QStringLiteral("line"), finding.line},
            {QStringLiteral("column"), finding.column}, {QStringLiteral("field"), finding.columnName},
            {QStringLiteral("value"), finding.value},
            {QStringLiteral("reason"), failureJson(finding.reason)}});
    }
    return {{QStringLiteral("schema"), QStringLiteral("stationmaster/import/1")},
        {QStringLiteral("file"), summary.file}, {QStringLiteral("sha256"), summary.sha256},
        {QStringLiteral("profile"), summary.profile}, {QStringLiteral("layout"), summary.layout},
        {QStringLiteral("format"), summary.format},
        {QStringLiteral("job"), job.isValid() ? QJsonValue(job.value) : QJsonValue()},
        {QStringLiteral("lines"), summary.lines}, {QStringLiteral("records"), summary.records},
        {QStringLiteral("valid"), summary.valid}, {QStringLiteral("invalid"), summary.invalid},
        {QStringLiteral("duplicate_in_file"), summary.duplicateInFile},
        {QStringLiteral("produced_before"), summary.producedBefore},
        {QStringLiteral("balances"), summary.balances}, {QStringLiteral("findings"), findings}};
}

QString runText(const Snapshot& snapshot, JobId job)
{
    const JobSnapshot* shown = jobOf(snapshot, job);
    if (!shown)
        return {};
    const RecordCounts& r = shown->counts.records;
    const CardCounts& c = shown->counts.cards;
    const auto mark
        = [](bool ok) { return ok ? QStringLiteral("balances") : QStringLiteral("DOES NOT BALANCE"); };
    const double rate = shown->seconds > 0 ? double(r.good) * 3600 / shown->seconds : 0;
    return QStringLiteral("%1: %2\n").arg(shown->name, jobStateText(shown->state))
        + QStringLiteral("records: accepted %1 = good %2 + remake open %3 + in stations %4 + waiting %5 + in "
                         "doubt %6 + withdrawn %7   %8\n")
              .arg(r.accepted)
              .arg(r.good)
              .arg(r.remakeOpen)
              .arg(r.inStations)
              .arg(r.waiting)
              .arg(r.inDoubt)
              .arg(r.withdrawn)
              .arg(mark(r.balances()))
        + QStringLiteral("cards:   blanks in %1 = good %2 + spoiled %3 + quarantine %4 + test %5 + in "
                         "stations %6 + returned %7   %8\n")
              .arg(c.blanksIn)
              .arg(c.good)
              .arg(c.spoiled)
              .arg(c.quarantine)
              .arg(c.test)
              .arg(c.inStations)
              .arg(c.returned)
              .arg(mark(c.balances()))
        + QStringLiteral("%1, %2 cards per hour, %3 commands, own time per command p50 %4 us, p99 %5 us; HSM "
                         "requests %6, wait p95 %7 ms")
              .arg(secondsText(shown->seconds))
              .arg(qint64(rate))
              .arg(snapshot.core.apdus)
              .arg(snapshot.core.overheadP50Us, 0, 'f', 1)
              .arg(snapshot.core.overheadP99Us, 0, 'f', 1)
              .arg(snapshot.hsms.requests)
              .arg(double(snapshot.hsms.waitP95.count()) / 1e6, 0, 'f', 1);
}

} // namespace sm
