// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/session.h"
#include "ui/text/rooms.h"

#include <QtGlobal>

namespace sm {

const FailureTextTable& sessionFailureTexts()
{
    static const FailureTextTable table{
        {fc::SessionCancelled, QT_TRANSLATE_NOOP("FailureText", "The session was ended at once."),
            QT_TRANSLATE_NOOP("FailureText", "Somebody stopped the floor, or the program ended."),
            QT_TRANSLATE_NOOP("FailureText", "Put the card in the quarantine tray.")},
        {fc::SessionGivenBack, QT_TRANSLATE_NOOP("FailureText", "The record went back to the queue."),
            QT_TRANSLATE_NOOP("FailureText", "The floor was held before a card arrived."),
            QT_TRANSLATE_NOOP("FailureText", "Nothing to do.")},
        {fc::SecurityCallUnknown,
            QT_TRANSLATE_NOOP(
                "FailureText", "The profile asks for an unknown security service[: {service}]."),
            QT_TRANSLATE_NOOP("FailureText", "The profile is from another version of the program."),
            QT_TRANSLATE_NOOP("FailureText", "Call the engineer: the profile must be checked.")},
        {fc::CardRefusedCommand,
            QT_TRANSLATE_NOOP("FailureText", "The card refused a command[ in step {step}][ (SW {sw})]."),
            QT_TRANSLATE_NOOP("FailureText", "The wrong card stock, or the card was used before."),
            QT_TRANSLATE_NOOP("FailureText",
                "Put the card in the reject tray. Press Continue. Call the engineer if it repeats.")},
        {fc::ReadBackDiffers,
            QT_TRANSLATE_NOOP("FailureText", "The card does not hold what was written[ in step {step}]."),
            QT_TRANSLATE_NOOP("FailureText", "A faulty chip."),
            QT_TRANSLATE_NOOP("FailureText",
                "Put the card in the reject tray. Press Continue. Call the engineer if it repeats.")},
        {fc::CardStoppedAnswering,
            QT_TRANSLATE_NOOP("FailureText", "The card stopped answering[ in step {step}]."),
            QT_TRANSLATE_NOOP("FailureText", "Dirty contacts, the card moved, or a faulty chip."),
            QT_TRANSLATE_NOOP("FailureText",
                "Take the card away and put it in the reject tray. Clean the contacts if it repeats. Press "
                "Continue.")},
        {fc::ChannelRefused,
            QT_TRANSLATE_NOOP(
                "FailureText", "The card refused the secure channel. Another try could lock it."),
            QT_TRANSLATE_NOOP("FailureText", "The wrong key or the wrong card stock."),
            QT_TRANSLATE_NOOP("FailureText",
                "Take the card away. Check the card stock against the job. Call the security officer before "
                "you continue.")},
        {fc::ReleaseRefused,
            QT_TRANSLATE_NOOP("FailureText",
                "The chip refused its transport key[ (SW {sw})][, tries left: {tries}]. Another "
                "try could lock it for good."),
            QT_TRANSLATE_NOOP("FailureText", "The wrong master key or the wrong card stock."),
            QT_TRANSLATE_NOOP("FailureText",
                "Take the card away, nothing was written to it. Check the card stock against the job. "
                "Call the security officer before you continue.")},
        {fc::ReleaseBlocked,
            QT_TRANSLATE_NOOP("FailureText",
                "The chip is locked by its maker and is not tried any more[, tries left: {tries}]."),
            QT_TRANSLATE_NOOP("FailureText", "Its transport key was tried with wrong keys before."),
            QT_TRANSLATE_NOOP("FailureText",
                "Put the card in the reject tray: only its maker can use it again. Nothing else to do.")},
        {fc::ModuleMissing, QT_TRANSLATE_NOOP("FailureText", "The station lacks a device[: {module}]."),
            QT_TRANSLATE_NOOP("FailureText", "The profile has a step for a device of another name or kind."),
            QT_TRANSLATE_NOOP("FailureText", "Call the engineer: compare profile and floor.json.")},
        {fc::RecordUnreadable, QT_TRANSLATE_NOOP("FailureText", "The stored record could not be opened."),
            QT_TRANSLATE_NOOP("FailureText", "The key for job data is missing, or the database was altered."),
            QT_TRANSLATE_NOOP("FailureText", "Hold the floor. Call the security officer.")},
        {fc::AnswerMissing,
            QT_TRANSLATE_NOOP(
                "FailureText", "The station gave fewer answers than commands[ in step {step}]."),
            QT_TRANSLATE_NOOP("FailureText", "A link broke."),
            QT_TRANSLATE_NOOP("FailureText",
                "Put the card in the reject tray. Press Continue. Call the engineer if it repeats.")},
        {fc::ChannelMissing,
            QT_TRANSLATE_NOOP("FailureText", "A step[ ({step})] needs the secure channel and none is open."),
            QT_TRANSLATE_NOOP("FailureText", "A mistake in the profile."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Call the engineer: the profile or the card stock must be checked.")},
        {fc::SessionBroken, QT_TRANSLATE_NOOP("FailureText", "The session ended with an unexpected error."),
            QT_TRANSLATE_NOOP("FailureText", "An error in the program. The card is kept as doubtful."),
            QT_TRANSLATE_NOOP("FailureText",
                "Put the card in the quarantine tray. Press Continue. Call support and name the code.")},
        {fc::RejectedByHand, QT_TRANSLATE_NOOP("FailureText", "An operator rejected the card."),
            QT_TRANSLATE_NOOP("FailureText", "The card looked wrong to a person."),
            QT_TRANSLATE_NOOP("FailureText", "Take the card from the reject bin. Nothing else to do.")},
    };
    return table;
}

} // namespace sm
