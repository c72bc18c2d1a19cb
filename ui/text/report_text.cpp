// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/report_text.h"

#include "ui/text/decision_text.h"
#include "ui/text/failure_text.h"
#include "ui/text/numbers.h"
#include "ui/text/state_text.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>

namespace sm {

namespace {

QString say(const char* text)
{
    return QCoreApplication::translate("Report", text);
}

QString timeText(const QDateTime& time)
{
    return time.isValid() ? QLocale().toString(time.toLocalTime(), QLocale::ShortFormat)
                          : QString(QChar(0x2013));
}

QString failureSentence(const QString& stored)
{
    const FailureEntry* entry = failureEntry(stored.section(u' ', 0, 0));
    if (!entry)
        return stored.isEmpty() ? QString(QChar(0x2013)) : stored;
    return failureText(Failure(entry->code, {})).sentence;
}

QString needText(RecordNeed need)
{
    switch (need) {
    case RecordNeed::TooOften:
        return decisionText(DecisionKind::TooOften);
    case RecordNeed::InDoubt:
        return decisionText(DecisionKind::InDoubt);
    case RecordNeed::Quarantined:
        return decisionText(DecisionKind::Quarantined);
    case RecordNeed::RemakeOpen:
        return decisionText(DecisionKind::RemakeOpen);
    case RecordNeed::None:
        break;
    }
    return {};
}

QString figure(const char* name, qint64 value)
{
    return say(name) + QChar(0x00A0) + grouped(value); // a line does not end between them
}

ReportIdentity identity(const char* title, const QString& left, const QStringList& right, qint64 difference)
{
    ReportIdentity out;
    out.title = say(title);
    out.equation = left + QStringLiteral(" = ") + right.join(QStringLiteral(" + "));
    out.balances = difference == 0;
    out.verdict = out.balances ? say(QT_TRANSLATE_NOOP("Report", "balances"))
                               : say(QT_TRANSLATE_NOOP("Report", "differs by %1")).arg(grouped(difference));
    return out;
}

std::vector<ReportIdentity> identities(const JobCounts& counts)
{
    const RecordCounts& r = counts.records;
    const CardCounts& c = counts.cards;
    return {identity(QT_TRANSLATE_NOOP("Report", "Records"),
                figure(QT_TRANSLATE_NOOP("Report", "accepted"), r.accepted),
                {figure(QT_TRANSLATE_NOOP("Report", "good"), r.good),
                    figure(QT_TRANSLATE_NOOP("Report", "remake open"), r.remakeOpen),
                    figure(QT_TRANSLATE_NOOP("Report", "in stations"), r.inStations),
                    figure(QT_TRANSLATE_NOOP("Report", "waiting"), r.waiting),
                    figure(QT_TRANSLATE_NOOP("Report", "in doubt"), r.inDoubt),
                    figure(QT_TRANSLATE_NOOP("Report", "withdrawn"), r.withdrawn)},
                r.accepted - (r.good + r.remakeOpen + r.inStations + r.waiting + r.inDoubt + r.withdrawn)),
        identity(QT_TRANSLATE_NOOP("Report", "Cards"),
            figure(QT_TRANSLATE_NOOP("Report", "blanks in"), c.blanksIn),
            {figure(QT_TRANSLATE_NOOP("Report", "good"), c.good),
                figure(QT_TRANSLATE_NOOP("Report", "spoiled"), c.spoiled),
                figure(QT_TRANSLATE_NOOP("Report", "quarantine"), c.quarantine),
                figure(QT_TRANSLATE_NOOP("Report", "test"), c.test),
                figure(QT_TRANSLATE_NOOP("Report", "in stations"), c.inStations),
                figure(QT_TRANSLATE_NOOP("Report", "returned"), c.returned)},
            c.blanksIn - (c.good + c.spoiled + c.quarantine + c.test + c.inStations + c.returned))};
}

std::vector<ReportFact> facts(const JobReport& report)
{
    const NewJob& job = report.job.job;
    const auto fact = [](const char* name, const QString& value, bool mono = false) {
        return ReportFact{say(name), value, mono};
    };
    QString profile = QFileInfo(job.profile).fileName();
    if (!report.product.isEmpty())
        profile = report.product + QStringLiteral(" (") + profile + QLatin1Char(')');
    return {fact(QT_TRANSLATE_NOOP("Report", "Job number"), QString::number(report.job.id.value)),
        fact(QT_TRANSLATE_NOOP("Report", "State"), jobStateText(report.job.state)),
        fact(QT_TRANSLATE_NOOP("Report", "File"), QFileInfo(job.sourceFile).fileName()),
        fact(QT_TRANSLATE_NOOP("Report", "SHA-256 of the file"),
            QString::fromLatin1(job.sourceSha256.toHex()), true),
        fact(QT_TRANSLATE_NOOP("Report", "Profile"), profile),
        fact(QT_TRANSLATE_NOOP("Report", "SHA-256 of the profile"),
            QString::fromLatin1(job.profileDigest.toHex()), true),
        fact(QT_TRANSLATE_NOOP("Report", "Imported"), timeText(report.job.created)),
        fact(QT_TRANSLATE_NOOP("Report", "First card"), timeText(report.firstCard)),
        fact(QT_TRANSLATE_NOOP("Report", "Last card"), timeText(report.lastCard)),
        fact(QT_TRANSLATE_NOOP("Report", "Attempts"), grouped(report.attempts)),
        fact(QT_TRANSLATE_NOOP("Report", "Records remade"), grouped(report.remade)),
        fact(QT_TRANSLATE_NOOP("Report", "Remakes"), remakeModeText(report.job.remakeMode))};
}

ReportTable rejectTable(const JobReport& report)
{
    ReportTable table;
    table.title = say(QT_TRANSLATE_NOOP("Report", "Rejects by reason"));
    table.columns = {say(QT_TRANSLATE_NOOP("Report", "Reason")),
        say(QT_TRANSLATE_NOOP("Report", "Untouched")), say(QT_TRANSLATE_NOOP("Report", "In doubt")),
        say(QT_TRANSLATE_NOOP("Report", "Scrapped")), say(QT_TRANSLATE_NOOP("Report", "Total"))};
    table.widths = {0.52, 0.12, 0.12, 0.12, 0.12};
    table.numbers = {false, true, true, true, true};
    for (const RejectGroup& group : report.rejects)
        table.rows.push_back({failureSentence(group.failure), grouped(group.clean), grouped(group.doubtful),
            grouped(group.scrapped), grouped(group.total())});
    table.none = say(QT_TRANSLATE_NOOP("Report", "No card was rejected."));
    return table;
}

ReportTable stationTable(const JobReport& report)
{
    ReportTable table;
    table.title = say(QT_TRANSLATE_NOOP("Report", "Stations"));
    table.columns = {say(QT_TRANSLATE_NOOP("Report", "Station")), say(QT_TRANSLATE_NOOP("Report", "Good")),
        say(QT_TRANSLATE_NOOP("Report", "Rejected"))};
    table.widths = {0.3, 0.15, 0.15};
    table.numbers = {false, true, true};
    for (const StationTotal& total : report.stations)
        table.rows.push_back({total.station.text(), grouped(total.good), grouped(total.rejected)});
    table.none = say(QT_TRANSLATE_NOOP("Report", "No card came to a station."));
    return table;
}

ReportTable openTable(const JobReport& report)
{
    ReportTable table;
    table.title = say(QT_TRANSLATE_NOOP("Report", "Records in doubt or open"));
    table.columns = {say(QT_TRANSLATE_NOOP("Report", "Record")), say(QT_TRANSLATE_NOOP("Report", "State")),
        say(QT_TRANSLATE_NOOP("Report", "Station")), say(QT_TRANSLATE_NOOP("Report", "Step")),
        say(QT_TRANSLATE_NOOP("Report", "Reason")), say(QT_TRANSLATE_NOOP("Report", "Cards"))};
    table.widths = {0.15, 0.17, 0.10, 0.17, 0.33, 0.08};
    table.numbers = {false, false, false, false, false, true};
    for (const OpenLine& open : report.open)
        table.rows.push_back({QChar(0x2026) + open.tail, needText(open.need),
            open.station.isValid() ? open.station.text() : QString(), open.step,
            failureSentence(open.failure), QString::number(open.arrivals)});
    table.none = say(QT_TRANSLATE_NOOP("Report", "No record is in doubt or open."));
    return table;
}

ReportTable decisionTable(const JobReport& report)
{
    ReportTable table;
    table.title = say(QT_TRANSLATE_NOOP("Report", "Decisions"));
    table.columns = {say(QT_TRANSLATE_NOOP("Report", "Time")), say(QT_TRANSLATE_NOOP("Report", "Decision")),
        say(QT_TRANSLATE_NOOP("Report", "Record")), say(QT_TRANSLATE_NOOP("Report", "Reason")),
        say(QT_TRANSLATE_NOOP("Report", "Who"))};
    table.widths = {0.20, 0.20, 0.15, 0.22, 0.23};
    table.numbers = {false, false, false, false, false};
    for (const DecisionLine& line : report.decisions)
        table.rows.push_back({timeText(line.at), decisionKindText(line.kind),
            line.tail.isEmpty() ? QString() : QChar(0x2026) + line.tail, reasonText(line.reason),
            line.person});
    table.none = say(QT_TRANSLATE_NOOP("Report", "Nothing had to be decided."));
    return table;
}

} // namespace

ReportDocument composeJobReport(const JobReport& report)
{
    ReportDocument document;
    // Links Qt Core and the catalogue only: what the states mean is asked of nobody.
    const JobState state = report.job.state;
    const bool ended = state == JobState::Complete || state == JobState::CompleteOpen
        || state == JobState::Aborted || state == JobState::Archived;
    document.title = ended ? say(QT_TRANSLATE_NOOP("Report", "Job report"))
                           : say(QT_TRANSLATE_NOOP("Report", "Interim job report"));
    document.subtitle = report.job.job.name;
    if (report.job.job.test)
        document.mark = say(QT_TRANSLATE_NOOP("Report", "DEMO, TEST KEYS"));
    document.facts = facts(report);
    document.identities = identities(report.counts);
    document.tables = {rejectTable(report), openTable(report), decisionTable(report), stationTable(report)};
    document.signatures = {say(QT_TRANSLATE_NOOP("Report", "Operator, date")),
        say(QT_TRANSLATE_NOOP("Report", "Reviewer, date"))};
    document.footer = say(QT_TRANSLATE_NOOP("Report", "Stationmaster. Made %1.")).arg(timeText(report.made));
    document.page = say(QT_TRANSLATE_NOOP("Report", "Page %1 of %2"));
    return document;
}

} // namespace sm
