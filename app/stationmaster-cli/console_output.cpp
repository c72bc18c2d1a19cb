// SPDX-License-Identifier: GPL-3.0-or-later
#include "console_output.h"

#include "say.h"
#include "server/snapshot_json.h"
#include "ui/text/failure_text.h"
#include "ui/text/numbers.h"
#include "ui/text/state_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>

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

static QString placeText(const ImportFindingView& finding)
{
    const QString line = grouped(finding.line);
    if (finding.column > 0 && !finding.columnName.isEmpty())
        return Say::tr("line %1, column %2 \"%3\"")
            .arg(line, QString::number(finding.column), finding.columnName);
    if (finding.column > 0)
        return Say::tr("line %1, column %2").arg(line, QString::number(finding.column));
    return finding.columnName.isEmpty() ? Say::tr("line %1").arg(line)
                                        : Say::tr("line %1, \"%2\"").arg(line, finding.columnName);
}

void ConsoleOutput::findings(const ImportSummary& summary) const
{
    for (const ImportFindingView& finding : summary.findings) {
        print(stderr,
            QStringLiteral("%1 %2  %3: %4\n")
                .arg(finding.code, severityText(finding.severity), placeText(finding),
                    failureText(finding.reason).sentence));
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
        QStringLiteral("\r[%1%2] ").arg(QString(filled, u'#'), QString(width - filled, u'-'))
            + Say::tr("%1 of %2 good  %3 in stations  %4 in doubt  %5 /h")
                  .arg(grouped(records.good), grouped(records.accepted), grouped(records.inStations),
                      grouped(records.inDoubt), grouped(qint64(rate)))
            + QStringLiteral("   "));
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
    const auto mark = [](bool ok) { return ok ? Say::tr("balances") : Say::tr("DOES NOT BALANCE"); };
    const double rate = shown->seconds > 0 ? double(r.good) * 3600 / shown->seconds : 0;
    const QLocale locale;
    const QStringList lines{QStringLiteral("%1: %2").arg(shown->name, jobStateText(shown->state)),
        Say::tr(
            "records: accepted %1 = good %2 + remake open %3 + in stations %4 + waiting %5 + in doubt %6 + "
            "withdrawn %7   %8")
            .arg(grouped(r.accepted), grouped(r.good), grouped(r.remakeOpen), grouped(r.inStations),
                grouped(r.waiting), grouped(r.inDoubt), grouped(r.withdrawn), mark(r.balances())),
        Say::tr("cards:   blanks in %1 = good %2 + spoiled %3 + quarantine %4 + test %5 + in stations %6 + "
                "returned %7   %8")
            .arg(grouped(c.blanksIn), grouped(c.good), grouped(c.spoiled), grouped(c.quarantine),
                grouped(c.test), grouped(c.inStations), grouped(c.returned), mark(c.balances())),
        Say::tr("%1, %2 cards per hour, %3 commands, own time per command p50 %4 us, p99 %5 us; HSM requests "
                "%6, wait p95 %7 ms")
            .arg(secondsText(shown->seconds), grouped(qint64(rate)), grouped(qint64(snapshot.core.apdus)),
                locale.toString(snapshot.core.overheadP50Us, 'f', 1),
                locale.toString(snapshot.core.overheadP99Us, 'f', 1), grouped(qint64(snapshot.hsms.requests)),
                locale.toString(double(snapshot.hsms.waitP95.count()) / 1e6, 'f', 1))};
    return lines.join(u'\n');
}

} // namespace sm
