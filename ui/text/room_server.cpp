// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/server.h"
#include "ui/text/rooms.h"

#include <QtGlobal>

namespace sm {

const FailureTextTable& serverFailureTexts()
{
    static const FailureTextTable table{
        {fc::FloorFileUnexpected,
            QT_TRANSLATE_NOOP("FailureText",
                "The floor file[ {file}] is wrong[ at {path}][: found {found}][, expected {expected}]."),
            QT_TRANSLATE_NOOP("FailureText", "A typing mistake in the floor file."),
            QT_TRANSLATE_NOOP("FailureText", "Correct the floor file. Start again.")},
        {fc::ProfileNotFound, QT_TRANSLATE_NOOP("FailureText", "No profile fits[ \"{name}\"]."),
            QT_TRANSLATE_NOOP(
                "FailureText", "The file is of an unknown form, or its profile is not installed."),
            QT_TRANSLATE_NOOP("FailureText", "Choose a profile, or call the engineer.")},
        {fc::JobUnknown, QT_TRANSLATE_NOOP("FailureText", "There is no job[ {job}]."),
            QT_TRANSLATE_NOOP("FailureText", "It was removed in the meantime."),
            QT_TRANSLATE_NOOP("FailureText", "Look at the list and try again.")},
        {fc::ImportRefused, QT_TRANSLATE_NOOP("FailureText", "Nothing was imported: the file has findings."),
            QT_TRANSLATE_NOOP("FailureText", "Records are wrong or were produced before."),
            QT_TRANSLATE_NOOP("FailureText", "Correct the file and import it again.")},
        {fc::ImportBusy, QT_TRANSLATE_NOOP("FailureText", "Another file is still being imported."),
            QT_TRANSLATE_NOOP("FailureText", "One import at a time."),
            QT_TRANSLATE_NOOP("FailureText", "Wait until it is done. Import again.")},
        {fc::NotOpenYet, QT_TRANSLATE_NOOP("FailureText", "The server is still starting."),
            QT_TRANSLATE_NOOP("FailureText", "Database and HSMs are being opened."),
            QT_TRANSLATE_NOOP("FailureText", "Wait a moment and try again.")},
        {fc::ProfileChanged,
            QT_TRANSLATE_NOOP(
                "FailureText", "The profile[ {profile}] of the job was changed after its import."),
            QT_TRANSLATE_NOOP("FailureText", "Somebody replaced the profile."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Call the engineer: restore the profile, or import the job again.")},
        {fc::ControlSocketTaken, QT_TRANSLATE_NOOP("FailureText", "Another console serves the command line."),
            QT_TRANSLATE_NOOP("FailureText", "The program is open twice."),
            QT_TRANSLATE_NOOP("FailureText", "Use the other window, or close it.")},
        {fc::ControlRequestBroken,
            QT_TRANSLATE_NOOP(
                "FailureText", "A command[ \"{command}\"] from the command line was not understood."),
            QT_TRANSLATE_NOOP("FailureText", "Console and command line are of different versions."),
            QT_TRANSLATE_NOOP("FailureText", "Use the same version of both.")},
        {fc::LineStopped, QT_TRANSLATE_NOOP("FailureText", "The line stands: storing failed."),
            QT_TRANSLATE_NOOP("FailureText", "The disk is full or faulty."),
            QT_TRANSLATE_NOOP("FailureText", "Free disk space. Restart the program. Call the engineer.")},
        {fc::ImportFileUnreadable,
            QT_TRANSLATE_NOOP("FailureText", "The file[ {file}] could not be read[ ({cause})]."),
            QT_TRANSLATE_NOOP("FailureText", "It was moved, or this user may not read it."),
            QT_TRANSLATE_NOOP("FailureText", "Check the file and its rights. Import again.")},
        {fc::ProducedBefore,
            QT_TRANSLATE_NOOP("FailureText", "A card object[ {object}] was produced or queued before."),
            QT_TRANSLATE_NOOP("FailureText", "The same order was delivered twice."),
            QT_TRANSLATE_NOOP("FailureText", "Remove the record from the file. Ask the supervisor.")},
        {fc::DemoJobUnwritable,
            QT_TRANSLATE_NOOP("FailureText", "The sample job could not be written[: {file}]."),
            QT_TRANSLATE_NOOP("FailureText", "The disk is full or write protected."),
            QT_TRANSLATE_NOOP("FailureText", "Check disk space and rights. Start again.")},
    };
    return table;
}

} // namespace sm
