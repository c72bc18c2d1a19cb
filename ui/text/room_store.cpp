// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/store.h"
#include "ui/text/rooms.h"

#include <QtGlobal>

namespace sm {

const FailureTextTable& storeFailureTexts()
{
    static const FailureTextTable table{
        {fc::StoreUnopenable, QT_TRANSLATE_NOOP("FailureText", "The database could not be opened[: {path}]."),
            QT_TRANSLATE_NOOP("FailureText", "The folder is missing or write protected."),
            QT_TRANSLATE_NOOP("FailureText", "Choose another data folder, or call the engineer.")},
        {fc::StoreInUse, QT_TRANSLATE_NOOP("FailureText", "Another console uses the same data folder."),
            QT_TRANSLATE_NOOP("FailureText", "The program is open twice."),
            QT_TRANSLATE_NOOP("FailureText", "Use the other window, or close it.")},
        {fc::StoreNewer, QT_TRANSLATE_NOOP("FailureText", "The database was written by a newer version."),
            QT_TRANSLATE_NOOP("FailureText", "An older program was started."),
            QT_TRANSLATE_NOOP("FailureText", "Start the newer program.")},
        {fc::StoreUnsafe,
            QT_TRANSLATE_NOOP("FailureText", "The database can not store safely here[: {setting}]."),
            QT_TRANSLATE_NOOP("FailureText", "The data folder lies on an unsuitable drive."),
            QT_TRANSLATE_NOOP("FailureText", "Choose a data folder on a local disk.")},
        {fc::StoreMigrationBlocked,
            QT_TRANSLATE_NOOP("FailureText", "The database is of an older version and cards are still open."),
            QT_TRANSLATE_NOOP("FailureText", "The program was updated in the middle of a job."),
            QT_TRANSLATE_NOOP("FailureText", "Start the older version and finish the open cards.")},
        {fc::StoreDamaged, QT_TRANSLATE_NOOP("FailureText", "The database is damaged."),
            QT_TRANSLATE_NOOP("FailureText", "Power or disk failed."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Call the engineer and the security officer. Do not delete the file.")},
        {fc::StoreFatal, QT_TRANSLATE_NOOP("FailureText", "Storing failed and the line stopped."),
            QT_TRANSLATE_NOOP("FailureText", "The disk is full or faulty."),
            QT_TRANSLATE_NOOP("FailureText", "Free disk space. Restart the program. Call the engineer.")},
        {fc::StoreBusy, QT_TRANSLATE_NOOP("FailureText", "Another program has locked the database."),
            QT_TRANSLATE_NOOP("FailureText", "A backup or a tool is reading it."),
            QT_TRANSLATE_NOOP("FailureText", "Close the other program. Try again.")},
        {fc::StoreConstraint,
            QT_TRANSLATE_NOOP("FailureText", "The database refused an entry that breaks its rules."),
            QT_TRANSLATE_NOOP("FailureText", "An error in the program."),
            QT_TRANSLATE_NOOP("FailureText", "Call support and name the code.")},
        {fc::StoreQueryFailed,
            QT_TRANSLATE_NOOP("FailureText", "The database could not carry out a request."),
            QT_TRANSLATE_NOOP("FailureText", "The disk is faulty, or an error in the program."),
            QT_TRANSLATE_NOOP("FailureText", "Hold the floor. Call the engineer.")},
        {fc::StoreRowUnknown,
            QT_TRANSLATE_NOOP("FailureText", "The entry is not in the database[ ({kind})]."),
            QT_TRANSLATE_NOOP("FailureText", "It was removed in the meantime."),
            QT_TRANSLATE_NOOP("FailureText", "Look at the list and try again.")},
        {fc::StoreRowBroken,
            QT_TRANSLATE_NOOP("FailureText", "An entry of the database can not be understood."),
            QT_TRANSLATE_NOOP("FailureText", "It was altered from outside."),
            QT_TRANSLATE_NOOP("FailureText", "Call the engineer and the security officer.")},
        {fc::CardObjectTaken, QT_TRANSLATE_NOOP("FailureText", "The card object is already in work."),
            QT_TRANSLATE_NOOP("FailureText", "A second session wanted the same card object."),
            QT_TRANSLATE_NOOP("FailureText", "Nothing to do: it is made only once.")},
        {fc::CardObjectKnown,
            QT_TRANSLATE_NOOP("FailureText", "The card object was queued or produced before."),
            QT_TRANSLATE_NOOP("FailureText", "The same order was imported twice."),
            QT_TRANSLATE_NOOP("FailureText", "Ask the supervisor.")},
        {fc::BlankTaken,
            QT_TRANSLATE_NOOP("FailureText", "This card was used for another card object before."),
            QT_TRANSLATE_NOOP("FailureText", "A card came back into the hopper."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Take the card away and put it in the reject tray. Press Continue.")},
        {fc::BlankUnnamed,
            QT_TRANSLATE_NOOP("FailureText", "The card has no serial number and can not be used."),
            QT_TRANSLATE_NOOP("FailureText", "The wrong card type, or a faulty chip."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Take the card away and put it in the reject tray. Press Continue.")},
        {fc::EpochStale, QT_TRANSLATE_NOOP("FailureText", "Somebody else has taken over this card object."),
            QT_TRANSLATE_NOOP("FailureText", "A second console or a restart."),
            QT_TRANSLATE_NOOP("FailureText", "Nothing to do.")},
        {fc::EntryDiffers, QT_TRANSLATE_NOOP("FailureText", "A repeated entry differs from the first one."),
            QT_TRANSLATE_NOOP("FailureText", "An error in the program."),
            QT_TRANSLATE_NOOP("FailureText", "Call support and name the code.")},
        {fc::RecordNotWaiting,
            QT_TRANSLATE_NOOP("FailureText", "The record or its job does not give out cards now."),
            QT_TRANSLATE_NOOP("FailureText", "The job was held or is over."),
            QT_TRANSLATE_NOOP("FailureText", "Look at the state of the job.")},
        {fc::JobNotImporting, QT_TRANSLATE_NOOP("FailureText", "The import of this job is finished."),
            QT_TRANSLATE_NOOP("FailureText", "The state changed in the meantime."),
            QT_TRANSLATE_NOOP("FailureText", "Nothing to do.")},
        {fc::ImportBatchTooLarge, QT_TRANSLATE_NOOP("FailureText", "Too many records were stored at once."),
            QT_TRANSLATE_NOOP("FailureText", "An error in the program."),
            QT_TRANSLATE_NOOP("FailureText", "Call support and name the code.")},
        {fc::AttemptInterrupted,
            QT_TRANSLATE_NOOP("FailureText", "The program stopped while a card was in work."),
            QT_TRANSLATE_NOOP("FailureText", "Power or program failed."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Put the card in the quarantine tray. Two people decide about it.")},
        {fc::JobNotArchived,
            QT_TRANSLATE_NOOP("FailureText", "Data can be destroyed only after the job is archived."),
            QT_TRANSLATE_NOOP("FailureText", "The job is still open."),
            QT_TRANSLATE_NOOP("FailureText", "Archive the job first.")},
    };
    return table;
}

} // namespace sm
