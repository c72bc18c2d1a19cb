// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/card.h"
#include "ui/text/rooms.h"

#include <QtGlobal>

namespace sm {

const FailureTextTable& cardFailureTexts()
{
    static const FailureTextTable table{
        {fc::CardAnswerTooShort,
            QT_TRANSLATE_NOOP("FailureText", "The card gave an answer without a status word."),
            QT_TRANSLATE_NOOP("FailureText", "Dirty contacts, or a faulty chip."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Take the card away and put it in the reject tray. Press Continue.")},
        {fc::ApduMalformed,
            QT_TRANSLATE_NOOP("FailureText", "A command has a form that no card understands."),
            QT_TRANSLATE_NOOP("FailureText", "A mistake in the profile."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Call the engineer: the profile or the card stock must be checked.")},
        {fc::TlvBroken, QT_TRANSLATE_NOOP("FailureText", "The card sent data that can not be read."),
            QT_TRANSLATE_NOOP("FailureText", "The wrong card type, or a faulty chip."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Take the card away and put it in the reject tray. Press Continue.")},
        {fc::AtrBroken, QT_TRANSLATE_NOOP("FailureText", "The answer to reset of the card is incomplete."),
            QT_TRANSLATE_NOOP("FailureText", "Dirty contacts, or a faulty chip."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Take the card away and put it in the reject tray. Press Continue.")},
        {fc::CplcBroken, QT_TRANSLATE_NOOP("FailureText", "The card sent no valid production data."),
            QT_TRANSLATE_NOOP("FailureText", "The wrong card type, or a faulty chip."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Take the card away and put it in the reject tray. Press Continue.")},
        {fc::DgiBroken, QT_TRANSLATE_NOOP("FailureText", "A data group is cut short."),
            QT_TRANSLATE_NOOP("FailureText", "A mistake in the data or the profile."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Call the engineer: the profile or the card stock must be checked.")},
        {fc::ResponseChainTooLong,
            QT_TRANSLATE_NOOP("FailureText", "The card announces more data without end."),
            QT_TRANSLATE_NOOP("FailureText", "A faulty chip."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Take the card away and put it in the reject tray. Press Continue.")},
        {fc::T1BlockBroken,
            QT_TRANSLATE_NOOP("FailureText", "A transmission block from the card is damaged."),
            QT_TRANSLATE_NOOP("FailureText", "Dirty contacts, or interference at the reader."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Take the card away. Clean the contacts of the reader. Press Continue.")},
        {fc::GpCommandTooLong, QT_TRANSLATE_NOOP("FailureText", "A command is too long for the card."),
            QT_TRANSLATE_NOOP(
                "FailureText", "The data of this record or a step of the profile is too large."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Call the engineer: the profile or the card stock must be checked.")},
        {fc::GpFieldWrong,
            QT_TRANSLATE_NOOP(
                "FailureText", "A field of a command has a length that the standard does not allow."),
            QT_TRANSLATE_NOOP("FailureText", "A mistake in the profile."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Call the engineer: the profile or the card stock must be checked.")},
        {fc::TrackCharacterRefused,
            QT_TRANSLATE_NOOP(
                "FailureText", "A magnetic track can not carry a character[ at place {place}]."),
            QT_TRANSLATE_NOOP(
                "FailureText", "The data of the record has a character outside the set of its track."),
            QT_TRANSLATE_NOOP("FailureText", "Correct the record in the job file.")},
        {fc::TrackTooLong,
            QT_TRANSLATE_NOOP("FailureText", "The data of magnetic track[ {track}] is too long."),
            QT_TRANSLATE_NOOP("FailureText", "The record has more characters than the track holds."),
            QT_TRANSLATE_NOOP("FailureText", "Correct the record in the job file.")},
        {fc::TrackBroken,
            QT_TRANSLATE_NOOP("FailureText", "What was read from the magnetic stripe is damaged."),
            QT_TRANSLATE_NOOP("FailureText", "The stripe is dirty, damaged, or was written badly."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Take the card away and put it in the reject tray. Press Continue.")},
    };
    return table;
}

} // namespace sm
