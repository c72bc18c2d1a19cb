// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/support.h"
#include "ui/text/rooms.h"

#include <QtGlobal>

namespace sm {

const FailureTextTable& supportFailureTexts()
{
    static const FailureTextTable table{
        {fc::SupportServiceUnknown,
            QT_TRANSLATE_NOOP("FailureText", "A conversion[ \"{service}\"] does not exist."),
            QT_TRANSLATE_NOOP("FailureText", "A typing mistake in the profile."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Call the engineer: the profile or the card stock must be checked.")},
        {fc::SupportPipeBroken,
            QT_TRANSLATE_NOOP("FailureText", "A conversion is not written as it should be[: {segment}]."),
            QT_TRANSLATE_NOOP("FailureText", "A typing mistake in the profile."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Call the engineer: the profile or the card stock must be checked.")},
        {fc::SupportArgumentsWrong,
            QT_TRANSLATE_NOOP("FailureText", "A conversion[ \"{service}\"] was given wrong arguments."),
            QT_TRANSLATE_NOOP("FailureText", "A mistake in the profile."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Call the engineer: the profile or the card stock must be checked.")},
        {fc::SupportKindWrong,
            QT_TRANSLATE_NOOP("FailureText", "A conversion[ \"{service}\"] does not fit its data."),
            QT_TRANSLATE_NOOP("FailureText", "A mistake in the profile."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Call the engineer: the profile or the card stock must be checked.")},
        {fc::SupportNotDigits, QT_TRANSLATE_NOOP("FailureText", "A value should be digits and is not."),
            QT_TRANSLATE_NOOP("FailureText", "A mistake in the issuer's file."),
            QT_TRANSLATE_NOOP("FailureText", "Correct the file and import it again.")},
        {fc::SupportLengthWrong, QT_TRANSLATE_NOOP("FailureText", "A value is too long or too short."),
            QT_TRANSLATE_NOOP("FailureText", "A mistake in the issuer's file."),
            QT_TRANSLATE_NOOP("FailureText", "Correct the file and import it again.")},
        {fc::SupportCheckDigitWrong, QT_TRANSLATE_NOOP("FailureText", "The check digit is wrong."),
            QT_TRANSLATE_NOOP("FailureText", "A digit was mistyped or cut off in the issuer's file."),
            QT_TRANSLATE_NOOP("FailureText", "Correct the file and import it again.")},
        {fc::SupportDateFormat,
            QT_TRANSLATE_NOOP(
                "FailureText", "A date does not have the form[ {format}] that the profile expects."),
            QT_TRANSLATE_NOOP("FailureText", "Another date order in the issuer's file."),
            QT_TRANSLATE_NOOP("FailureText", "Correct the file and import it again.")},
        {fc::SupportDateImpossible,
            QT_TRANSLATE_NOOP("FailureText", "A date does not exist or is out of range."),
            QT_TRANSLATE_NOOP("FailureText", "A mistake in the issuer's file."),
            QT_TRANSLATE_NOOP("FailureText", "Correct the file and import it again.")},
        {fc::SupportCharacterRefused,
            QT_TRANSLATE_NOOP("FailureText", "A character can not be written to the card."),
            QT_TRANSLATE_NOOP("FailureText", "A character outside of the card's character set."),
            QT_TRANSLATE_NOOP("FailureText", "Correct the file and import it again.")},
        {fc::SupportNotHex, QT_TRANSLATE_NOOP("FailureText", "A value should be hexadecimal and is not."),
            QT_TRANSLATE_NOOP("FailureText", "A mistake in the issuer's file."),
            QT_TRANSLATE_NOOP("FailureText", "Correct the file and import it again.")},
        {fc::SupportNotPhone,
            QT_TRANSLATE_NOOP(
                "FailureText", "A value should be a telephone number of ten digits and is not."),
            QT_TRANSLATE_NOOP("FailureText", "A mistake in the issuer's file."),
            QT_TRANSLATE_NOOP("FailureText", "Correct the file and import it again.")},
    };
    return table;
}

} // namespace sm
