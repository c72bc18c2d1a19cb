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
        {fc::FloorFileUnwritable,
            QT_TRANSLATE_NOOP("FailureText", "The floor file could not be kept[ as {file}][: {cause}]."),
            QT_TRANSLATE_NOOP("FailureText", "The folder belongs to somebody else, or the disk is full."),
            QT_TRANSLATE_NOOP("FailureText", "Check the folder, or start with --user-data and another one.")},
        {fc::JobKeysUnusable,
            QT_TRANSLATE_NOOP("FailureText", "The job was not started: keys can not be used[: {keys}]."),
            QT_TRANSLATE_NOOP("FailureText",
                "They were not loaded into an HSM, or two HSMs hold different keys under one name."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Call the security officer: Keys & HSMs shows who holds which key.")},
        {fc::JobKeysOutdated,
            QT_TRANSLATE_NOOP(
                "FailureText", "The job was not started: keys are retired or out of date[: {keys}]."),
            QT_TRANSLATE_NOOP("FailureText",
                "A security officer has retired them, or today is not one of the days they may be used."),
            QT_TRANSLATE_NOOP("FailureText",
                "Call the security officer: their successors must be imported. Check the date of the "
                "computer.")},
        {fc::HsmNeedsRealTime,
            QT_TRANSLATE_NOOP(
                "FailureText", "Simulated time can not use the HSM[ {device}], which is another process."),
            QT_TRANSLATE_NOOP("FailureText", "The floor file names HSMs of kinds that need real time."),
            QT_TRANSLATE_NOOP("FailureText", "Run without simulated time, or use soft or virtual HSMs.")},
        {fc::HsmSocketFolderMissing,
            QT_TRANSLATE_NOOP(
                "FailureText", "No folder for the links to HSMs could be made[ in {folder}][: {cause}]."),
            QT_TRANSLATE_NOOP("FailureText", "This user may not write there, or the disk is full."),
            QT_TRANSLATE_NOOP("FailureText", "Check the folder. Start again. Call the engineer.")},
        {fc::ShelfRefused, QT_TRANSLATE_NOOP("FailureText", "The alarm was not shelved."),
            QT_TRANSLATE_NOOP("FailureText",
                "It has ended meanwhile, the reason is missing, or the time is not 15 to 120 minutes."),
            QT_TRANSLATE_NOOP("FailureText", "Look at the list of alarms. Give a reason and try again.")},
        {fc::ProfileNotFound, QT_TRANSLATE_NOOP("FailureText", "No profile fits[ \"{name}\"]."),
            QT_TRANSLATE_NOOP(
                "FailureText", "The file is of an unknown form, or its profile is not installed."),
            QT_TRANSLATE_NOOP("FailureText", "Choose a profile, or call the engineer.")},
        {fc::JobUnknown, QT_TRANSLATE_NOOP("FailureText", "There is no job[ {job}]."),
            QT_TRANSLATE_NOOP("FailureText", "It was removed in the meantime."),
            QT_TRANSLATE_NOOP("FailureText", "Look at the list and try again.")},
        {fc::JobEnded, QT_TRANSLATE_NOOP("FailureText", "The job[ {job}] has ended and can not be started."),
            QT_TRANSLATE_NOOP("FailureText", "It is complete or was aborted in the meantime."),
            QT_TRANSLATE_NOOP("FailureText", "Look at its report. Import what is missing as a new job.")},
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
            QT_TRANSLATE_NOOP("FailureText", "This card was made before[, in job {job}][ on {date}]."),
            QT_TRANSLATE_NOOP("FailureText", "The same order was delivered twice."),
            QT_TRANSLATE_NOOP("FailureText", "Remove the record from the file. Ask the supervisor.")},
        {fc::DemoJobUnwritable,
            QT_TRANSLATE_NOOP("FailureText", "The sample job could not be written[: {file}]."),
            QT_TRANSLATE_NOOP("FailureText", "The disk is full or write protected."),
            QT_TRANSLATE_NOOP("FailureText", "Check disk space and rights. Start again.")},
        {fc::StationsWork, QT_TRANSLATE_NOOP("FailureText", "The station works again: it needs no reason."),
            QT_TRANSLATE_NOOP("FailureText", "It started while the reason was chosen."),
            QT_TRANSLATE_NOOP("FailureText", "Nothing to do.")},
        {fc::RecordAtStation,
            QT_TRANSLATE_NOOP("FailureText", "The card of the record is still in its station."),
            QT_TRANSLATE_NOOP("FailureText", "The station is moving the card to its bin."),
            QT_TRANSLATE_NOOP("FailureText", "Wait until the station is done. Decide again.")},
        {fc::ImportPolicyRefused,
            QT_TRANSLATE_NOOP(
                "FailureText", "The profile[ {profile}] does not allow to accept a part of a file."),
            QT_TRANSLATE_NOOP("FailureText", "The profile sets what is allowed."),
            QT_TRANSLATE_NOOP("FailureText", "Correct the file and import it again.")},
        {fc::ImportFileChanged,
            QT_TRANSLATE_NOOP("FailureText", "The file was changed after it was checked."),
            QT_TRANSLATE_NOOP("FailureText", "Somebody wrote to it."),
            QT_TRANSLATE_NOOP("FailureText", "Check the file again.")},
        {fc::CheckUnknown, QT_TRANSLATE_NOOP("FailureText", "This file is not being looked at any more."),
            QT_TRANSLATE_NOOP("FailureText", "It was closed, or another file was opened."),
            QT_TRANSLATE_NOOP("FailureText", "Open the file again.")},
        {fc::ImportBlocked,
            QT_TRANSLATE_NOOP("FailureText", "The file has findings that can not be accepted."),
            QT_TRANSLATE_NOOP("FailureText", "Cards that exist already, or a file that was cut."),
            QT_TRANSLATE_NOOP("FailureText", "Remove these records from the file. Ask the supervisor.")},
        {fc::RejectsUnwritable,
            QT_TRANSLATE_NOOP(
                "FailureText", "The file for the rejected records could not be written[ ({file})]."),
            QT_TRANSLATE_NOOP("FailureText", "No permission, or the disk is full."),
            QT_TRANSLATE_NOOP("FailureText", "Copy the job file to another folder. Import it from there.")},
        {fc::PresetUnwritable, QT_TRANSLATE_NOOP("FailureText", "The preset could not be saved."),
            QT_TRANSLATE_NOOP("FailureText", "No permission, a full disk, or a name without letters."),
            QT_TRANSLATE_NOOP("FailureText", "Choose another name, or check the data folder.")},
        {fc::FindingsUnwritable,
            QT_TRANSLATE_NOOP("FailureText", "The report could not be written[ to {file}]."),
            QT_TRANSLATE_NOOP("FailureText", "No permission, or the disk is full."),
            QT_TRANSLATE_NOOP("FailureText", "Choose another folder.")},
        {fc::FormatUnknown, QT_TRANSLATE_NOOP("FailureText", "The format of the file is not recognised."),
            QT_TRANSLATE_NOOP(
                "FailureText", "It is neither a table with separators nor tagged card objects."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Check the file. Choose the separator or the encoding on the left.")},
        {fc::QueuedElsewhere,
            QT_TRANSLATE_NOOP("FailureText", "This card waits in another job already[ ({job})]."),
            QT_TRANSLATE_NOOP("FailureText", "The same order was imported twice."),
            QT_TRANSLATE_NOOP("FailureText", "Remove the record from the file. Ask the supervisor.")},
        {fc::StationNeedsRealTime,
            QT_TRANSLATE_NOOP(
                "FailureText", "A station with its own program can not take part in a simulation."),
            QT_TRANSLATE_NOOP(
                "FailureText", "The floor file has stations over TLS, serial lines or sockets."),
            QT_TRANSLATE_NOOP("FailureText", "Simulate a floor with virtual stations.")},
        {fc::StationKeyUnknown, QT_TRANSLATE_NOOP("FailureText", "This station is not on the list."),
            QT_TRANSLATE_NOOP("FailureText", "Somebody else has decided about it, or it did not come here."),
            QT_TRANSLATE_NOOP("FailureText", "Look at the list of stations again.")},
        {fc::StationPlaceUnfit,
            QT_TRANSLATE_NOOP("FailureText", "This place can not be given or taken here[: {station}]."),
            QT_TRANSLATE_NOOP(
                "FailureText", "The floor file has no place for TLS there, or gives it away itself."),
            QT_TRANSLATE_NOOP("FailureText", "Choose another place, or correct the floor file.")},
        {fc::StationPersonUnfit,
            QT_TRANSLATE_NOOP("FailureText", "A second person has to let the station in[ to {station}]."),
            QT_TRANSLATE_NOOP("FailureText", "The name is missing, or it is the first person's."),
            QT_TRANSLATE_NOOP("FailureText", "Let another person compare the fingerprint and accept.")},
        {fc::StationListUnusable,
            QT_TRANSLATE_NOOP("FailureText", "The list of stations can not be used[ ({file})]."),
            QT_TRANSLATE_NOOP(
                "FailureText", "No permission, a full disk, or a file that was changed by hand."),
            QT_TRANSLATE_NOOP("FailureText", "Check the data folder. Ask the supervisor.")},
    };
    return table;
}

} // namespace sm
