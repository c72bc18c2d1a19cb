// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/job_rules.h"

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
    switch (state) {
    case JobState::Importing: {
        const QString wait = say(QT_TRANSLATE_NOOP("Jobs", "The file is still being read."));
        return {no(wait), no(wait), no(wait), yes(abortHelp)};
    }
    case JobState::Ready:
        return {yes(startHelp), no(notRunning), no(notHeld), yes(abortHelp)};
    case JobState::Running:
    case JobState::Finishing:
        return {no(started), yes(holdHelp), no(notHeld), yes(abortHelp)};
    case JobState::Holding:
        return {no(started), no(say(QT_TRANSLATE_NOOP("Jobs", "The job is holding already."))),
            yes(resumeHelp), yes(abortHelp)};
    case JobState::Held:
        return {no(started), no(say(QT_TRANSLATE_NOOP("Jobs", "The job is held already."))), yes(resumeHelp),
            yes(abortHelp)};
    case JobState::CompleteOpen:
        return {no(started), no(notRunning), no(notHeld), yes(abortHelp)};
    case JobState::Complete:
    case JobState::Aborted:
    case JobState::Archived:
        break;
    }
    const QString over = say(QT_TRANSLATE_NOOP("Jobs", "The job is over. State now: %1.")).arg(now);
    return {no(over), no(over), no(over), no(over)};
}

JobButtons noJobButtons()
{
    const QString none = say(QT_TRANSLATE_NOOP("Jobs", "There is no job. Drop a job file on this window."));
    return {no(none), no(none), no(none), no(none)};
}

bool isOver(JobState state)
{
    return state == JobState::Complete || state == JobState::Aborted || state == JobState::Archived;
}

} // namespace sm
