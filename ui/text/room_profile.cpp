// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/profile.h"
#include "ui/text/rooms.h"

#include <QtGlobal>

namespace sm {

const FailureTextTable& profileFailureTexts()
{
    static const FailureTextTable table{
        {fc::ProfileUnreadable, QT_TRANSLATE_NOOP("FailureText", "The profile[ {file}] could not be read."),
            QT_TRANSLATE_NOOP("FailureText", "It was moved, or this user may not read it."),
            QT_TRANSLATE_NOOP("FailureText", "Call the engineer: restore the profile.")},
        {fc::ProfileBroken, QT_TRANSLATE_NOOP("FailureText", "The profile[ {file}] is not valid JSON."),
            QT_TRANSLATE_NOOP("FailureText", "It was edited by hand or cut short."),
            QT_TRANSLATE_NOOP("FailureText", "Call the engineer: restore the profile.")},
        {fc::ProfileUnexpected,
            QT_TRANSLATE_NOOP("FailureText", "The profile does not have the expected form[ at {path}]."),
            QT_TRANSLATE_NOOP("FailureText", "It was made for another version or edited by hand."),
            QT_TRANSLATE_NOOP("FailureText", "Call the engineer: correct the profile.")},
        {fc::ProfileFieldMissing,
            QT_TRANSLATE_NOOP(
                "FailureText", "The record lacks the field[ \"{field}\"] that the profile needs."),
            QT_TRANSLATE_NOOP("FailureText", "File and profile do not belong together."),
            QT_TRANSLATE_NOOP("FailureText", "Correct the file and import it again.")},
        {fc::ProfileFieldRefused,
            QT_TRANSLATE_NOOP("FailureText", "The field[ \"{field}\"] does not pass a check of the profile."),
            QT_TRANSLATE_NOOP("FailureText", "A mistake in the issuer's file."),
            QT_TRANSLATE_NOOP("FailureText", "Correct the file and import it again.")},
        {fc::ProfileRowMissing,
            QT_TRANSLATE_NOOP("FailureText", "The data source[ \"{source}\"] has no data for this card."),
            QT_TRANSLATE_NOOP("FailureText", "The data and the job file do not belong together."),
            QT_TRANSLATE_NOOP("FailureText", "Call the engineer: check the data source.")},
        {fc::ProfileColumnMissing,
            QT_TRANSLATE_NOOP("FailureText", "The data source[ \"{source}\"] has no column[ \"{column}\"]."),
            QT_TRANSLATE_NOOP("FailureText", "Another version of the data."),
            QT_TRANSLATE_NOOP("FailureText", "Call the engineer: check the data source.")},
        {fc::ProfileValueRefused,
            QT_TRANSLATE_NOOP("FailureText", "A value of the record can not be converted for the card."),
            QT_TRANSLATE_NOOP("FailureText", "A mistake in the issuer's file or in the profile."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Call the engineer: the profile or the card stock must be checked.")},
        {fc::ProfileDataTooLong,
            QT_TRANSLATE_NOOP("FailureText", "The data of a step does not fit on the card."),
            QT_TRANSLATE_NOOP("FailureText", "A value is longer than the profile plans for."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Call the engineer: the profile or the card stock must be checked.")},
        {fc::ProfileSealMissing,
            QT_TRANSLATE_NOOP("FailureText", "The profile seals its cards, and the seal could not be made."),
            QT_TRANSLATE_NOOP("FailureText", "A key or an attempt number is missing."),
            QT_TRANSLATE_NOOP("FailureText", "Call the security officer.")},
        {fc::ProfileChipUnknown,
            QT_TRANSLATE_NOOP("FailureText", "A step needs data of the chip that the chip does not give."),
            QT_TRANSLATE_NOOP("FailureText", "The wrong card type."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Call the engineer: the profile or the card stock must be checked.")},
        {fc::ProfileCallUnanswered,
            QT_TRANSLATE_NOOP(
                "FailureText", "A step needs the answer of a security service that did not come."),
            QT_TRANSLATE_NOOP("FailureText", "The profile and the encryption devices do not fit together."),
            QT_TRANSLATE_NOOP("FailureText", "Call the security officer.")},
        {fc::WrongCard, QT_TRANSLATE_NOOP("FailureText", "The card in the station is of the wrong type."),
            QT_TRANSLATE_NOOP("FailureText", "The wrong card stock lies in the hopper."),
            QT_TRANSLATE_NOOP("FailureText", "Take the card away. Check the hopper. Press Continue.")},
    };
    return table;
}

} // namespace sm
