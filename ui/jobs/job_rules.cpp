// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/job_rules.h"

#include "server/snapshot.h"
#include "ui/text/numbers.h"
#include "ui/text/state_text.h"

#include <QCoreApplication>

namespace sm {

namespace {

QString say(const char* text)
{
    return QCoreApplication::translate("Jobs", text);
}

JobButton no(const QString& why)
{
    return {false, why};
}

JobButton yes(const char* what)
{
    return {true, say(what)};
}

const char* const startHelp
    = QT_TRANSLATE_NOOP("Jobs", "Give the records of this job to free stations (Ctrl+R).");
const char* const holdHelp = QT_TRANSLATE_NOOP(
    "Jobs", "Stations finish the card they have; no new card is started. Undo with Resume.");
const char* const resumeHelp
    = QT_TRANSLATE_NOOP("Jobs", "Go on from the exact record where the job was held.");
const char* const abortHelp = QT_TRANSLATE_NOOP(
    "Jobs", "End the job for good. Cards in stations are finished; you are asked for a reason.");

const char* const closeHelp
    = QT_TRANSLATE_NOOP("Jobs", "Close the job: what is open is not made. You are asked for a reason.");
const char* const remakeHelp
    = QT_TRANSLATE_NOOP("Jobs", "Give the open records out again. Their cards were scrapped or untouched.");
const char* const reportHelp
    = QT_TRANSLATE_NOOP("Jobs", "Write the report as PDF into your documents folder.");
const char* const interimHelp
    = QT_TRANSLATE_NOOP("Jobs", "Write an interim report as PDF into your documents folder.");

} // namespace

JobButtons jobButtons(JobState state)
{
    const QString now = jobStateText(state);
    const QString notRunning
        = say(QT_TRANSLATE_NOOP("Jobs", "Only a running job can be held. State now: %1.")).arg(now);
    const QString notHeld
        = say(QT_TRANSLATE_NOOP("Jobs", "Only a held job can be resumed. State now: %1.")).arg(now);
    const QString started
        = say(QT_TRANSLATE_NOOP("Jobs", "The job was started already. State now: %1.")).arg(now);
    const QString joins
        = say(QT_TRANSLATE_NOOP("Jobs", "While the job runs, remakes join the queue by themselves."));
    switch (state) {
    case JobState::Importing: {
        const QString wait = say(QT_TRANSLATE_NOOP("Jobs", "The file is still being read."));
        return {no(wait), no(wait), no(wait),
            yes(QT_TRANSLATE_NOOP("Jobs", "Cancel the import. Nothing is kept.")), no(wait), no(wait)};
    }
    case JobState::Ready: {
        const QString nothing = say(QT_TRANSLATE_NOOP("Jobs", "Nothing has been produced yet."));
        return {yes(startHelp), no(notRunning), no(notHeld), yes(abortHelp), no(nothing), no(nothing)};
    }
    case JobState::Running:
    case JobState::Finishing:
        return {no(started), yes(holdHelp), no(notHeld), yes(abortHelp), no(joins), yes(interimHelp)};
    case JobState::Holding:
        return {no(started), no(say(QT_TRANSLATE_NOOP("Jobs", "The job is holding already."))),
            yes(resumeHelp), yes(abortHelp), no(joins), yes(interimHelp)};
    case JobState::Held:
        return {no(started), no(say(QT_TRANSLATE_NOOP("Jobs", "The job is held already."))), yes(resumeHelp),
            yes(abortHelp), yes(remakeHelp), yes(interimHelp)};
    case JobState::CompleteOpen:
        return {no(started), no(notRunning), no(notHeld), yes(closeHelp), yes(remakeHelp), yes(reportHelp)};
    case JobState::Complete:
    case JobState::Aborted:
    case JobState::Archived:
        break;
    }
    const QString over = say(QT_TRANSLATE_NOOP("Jobs", "The job is over. State now: %1.")).arg(now);
    return {no(over), no(over), no(over), no(over), no(over), yes(reportHelp)};
}

JobButtons jobButtons(const JobSnapshot& job)
{
    JobButtons buttons = jobButtons(job.state);
    const bool live = job.state == JobState::Running || job.state == JobState::Finishing
        || job.state == JobState::Holding;
    // By hand means now as well; and what came back too often never joins by itself.
    if (live && toRemake(job) > 0)
        buttons.remake = yes(remakeHelp);
    const qint64 waits = job.counts.records.waiting - job.counts.records.tooOften;
    const bool stuck = job.state == JobState::CompleteOpen && waits > 0;
    if (buttons.remake.enabled && toRemake(job) == 0 && !stuck) {
        buttons.remake = no(job.counts.records.inDoubt > 0
                ? say(QT_TRANSLATE_NOOP("Jobs", "A card in doubt is made again only after it was scrapped."))
                : say(QT_TRANSLATE_NOOP("Jobs", "There is nothing to remake.")));
    }
    if (job.state == JobState::CompleteOpen && job.counts.records.inDoubt > 0)
        buttons.abort = no(QCoreApplication::translate("Jobs",
            "%n cards are in doubt. Scrap them first, then close the job.", nullptr,
            int(job.counts.records.inDoubt)));
    return buttons;
}

JobButtons noJobButtons()
{
    const QString none = say(QT_TRANSLATE_NOOP("Jobs", "There is no job. Drop a job file on this window."));
    return {no(none), no(none), no(none), no(none), no(none), no(none)};
}

bool isOver(JobState state)
{
    return state == JobState::Complete || state == JobState::Aborted || state == JobState::Archived;
}

qint64 toRemake(const JobSnapshot& job)
{
    return isOver(job.state) ? 0 : job.counts.records.remakeOpen + job.counts.records.tooOften;
}

qint64 needsDecision(const JobSnapshot& job)
{
    // A card in doubt stays one, also when its job is aborted.
    return toRemake(job) + job.counts.records.inDoubt;
}

QString nextStepText(const JobSnapshot& job)
{
    const bool live = job.state == JobState::Running || job.state == JobState::Finishing
        || job.state == JobState::Holding;
    if (isOver(job.state) || needsDecision(job) == 0)
        return {};
    if (toRemake(job) > 0)
        return live
            ? say(QT_TRANSLATE_NOOP("Jobs", "Remakes join the queue by themselves, or now with Remake."))
            : say(QT_TRANSLATE_NOOP("Jobs", "Press Remake to make them on new cards, or close the job."));
    const int cards = int(job.counts.records.inDoubt);
    if (!job.test)
        return QCoreApplication::translate("Jobs",
            "%n cards may carry data. Keep them in the quarantine tray until two people scrap them.", nullptr,
            cards);
    return QCoreApplication::translate("Jobs",
        "%n cards may carry data, so their records are not made again by themselves. Destroy the cards and "
        "record that with Scrap; then Remake.",
        nullptr, cards);
}

bool isQueued(const JobSnapshot& job)
{
    return job.state == JobState::Ready || (job.state == JobState::Running && !job.producing);
}

} // namespace sm
