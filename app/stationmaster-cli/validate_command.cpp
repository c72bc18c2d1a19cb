// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "exit_codes.h"
#include "say.h"
#include "server/import_plan.h"
#include "ui/text/numbers.h"

#include <QCryptographicHash>
#include <QFile>

namespace sm {
namespace {

/// Applies the profile's own rules and keeps nothing.
class CheckingSink final : public RecordSink {
public:
    explicit CheckingSink(const Profile& profile)
        : m_profile(profile)
    {
    }
    Outcome<Acceptance> accept(CardObject object) override
    {
        const auto fits = m_profile.check(object);
        return fits ? Acceptance() : Acceptance::refused(fits.failure());
    }

private:
    const Profile& m_profile;
};

void describe(ImportSummary& summary, const ImportReport& report)
{
    const ImportCounters& counters = report.counters;
    summary.lines = counters.linesTotal;
    summary.records = counters.recordsTotal;
    summary.valid = counters.valid;
    summary.invalid = counters.invalid;
    summary.duplicateInFile = counters.duplicateInFile;
    summary.balances = counters.balances();
    for (const Finding& finding : report.findings.kept()) {
        summary.findings.push_back({findingCodeName(finding.code), severityName(finding.severity),
            finding.line, finding.column, finding.columnName, finding.value.string(), finding.reason});
    }
}

} // namespace

int validateCommand(const CliArguments& arguments, ConsoleOutput& output)
{
    QFile file(arguments.positional.first());
    if (!file.open(QIODevice::ReadOnly)) {
        output.message(QStringLiteral("%1: %2").arg(file.fileName(), file.errorString()));
        return exit_code::input;
    }
    const auto shelf = ProfileShelf::load({QStringLiteral(":/stationmaster/profiles")});
    if (!shelf) {
        output.failure(shelf.failure());
        return exit_code::internal;
    }
    const FormatGuess guess = detectFormat(file.peek(64 * 1024), file.fileName());
    const auto choice = (*shelf)->choose(guess, arguments.value("profile"), arguments.value("layout"));
    if (!choice) {
        output.failure(choice.failure());
        return exit_code::input;
    }
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(&file);
    file.seek(0);
    CheckingSink sink(*choice->profile);
    const std::atomic<bool> cancel{false};
    const ImportRules rules = rulesFor(*choice->profile, file.fileName(), QDate::currentDate());
    const auto report
        = importCardObjects(file, choice->layout, rules, sink, cancel, ImportHooks(), ImportLimits());
    if (!report) {
        output.failure(report.failure());
        return exit_code::input;
    }
    ImportSummary summary;
    summary.file = file.fileName();
    summary.sha256 = QString::fromLatin1(hash.result().toHex());
    summary.profile = choice->profile->title();
    summary.layout = choice->layoutFile;
    summary.format = fileFormatName(choice->layout.format);
    describe(summary, *report);
    output.findings(summary);
    if (output.json()) {
        output.result(importJson(summary, JobId()));
    } else {
        output.result(Say::tr("%1 lines, %2 records = %3 valid + %4 invalid + %5 duplicate in file   %6")
                          .arg(grouped(summary.lines), grouped(summary.records), grouped(summary.valid),
                              grouped(summary.invalid), grouped(summary.duplicateInFile),
                              summary.balances ? Say::tr("adds up") : Say::tr("DOES NOT ADD UP")));
    }
    const bool blocked = report->findings.countAtLeast(Severity::Blocking) > 0; // never accepted in part
    if (blocked || summary.invalid + summary.duplicateInFile > 0 || summary.valid == 0)
        return exit_code::input;
    return summary.findings.empty() ? exit_code::done : exit_code::withFindings;
}

} // namespace sm
