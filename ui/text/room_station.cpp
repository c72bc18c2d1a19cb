// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/station.h"
#include "ui/text/rooms.h"

#include <QtGlobal>

namespace sm {

const FailureTextTable& stationFailureTexts()
{
    static const FailureTextTable table{
        {fc::CardAbsent, QT_TRANSLATE_NOOP("FailureText", "There is no card in the station."),
            QT_TRANSLATE_NOOP("FailureText", "The feeder is empty, or the card did not arrive."),
            QT_TRANSLATE_NOOP("FailureText", "Insert a card. Press Continue.")},
        {fc::CardMute, QT_TRANSLATE_NOOP("FailureText", "The card does not answer."),
            QT_TRANSLATE_NOOP("FailureText", "The card lies upside down, has dirty contacts or is faulty."),
            QT_TRANSLATE_NOOP("FailureText",
                "Take the card away and put it in the reject tray. Clean the contacts if it repeats. Press "
                "Continue.")},
        {fc::CardChanged,
            QT_TRANSLATE_NOOP("FailureText", "Another card lies in the station than at the start."),
            QT_TRANSLATE_NOOP("FailureText", "Somebody exchanged the card."),
            QT_TRANSLATE_NOOP("FailureText", "Put both cards in the reject tray. Press Continue.")},
        {fc::CardTorn, QT_TRANSLATE_NOOP("FailureText", "The card was pulled while it was being written."),
            QT_TRANSLATE_NOOP("FailureText", "The card was removed too early, or does not sit firmly."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Take the card away and put it in the reject tray. Press Continue.")},
        {fc::ReaderLost, QT_TRANSLATE_NOOP("FailureText", "The reader[ {reader}] is gone."),
            QT_TRANSLATE_NOOP("FailureText", "It is unplugged, or its driver stopped."),
            QT_TRANSLATE_NOOP("FailureText", "Check cable and power of the reader. Press Continue.")},
        {fc::ReaderBusy, QT_TRANSLATE_NOOP("FailureText", "The reader[ {reader}] is in use."),
            QT_TRANSLATE_NOOP("FailureText", "Another program uses it, or a call is stuck."),
            QT_TRANSLATE_NOOP("FailureText", "Close other programs. Press Continue.")},
        {fc::EpochRefused, QT_TRANSLATE_NOOP("FailureText", "The station refused an outdated order."),
            QT_TRANSLATE_NOOP("FailureText", "A second console works on the same stations."),
            QT_TRANSLATE_NOOP("FailureText", "Close the second console. Press Continue.")},
        {fc::CompletionRefused, QT_TRANSLATE_NOOP("FailureText", "The card did not confirm its completion."),
            QT_TRANSLATE_NOOP("FailureText", "A faulty chip."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Take the card away and put it in the reject tray. Press Continue.")},
        {fc::CommandRepeated, QT_TRANSLATE_NOOP("FailureText", "A command was sent twice."),
            QT_TRANSLATE_NOOP("FailureText", "A link broke and came back."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Take the card away and put it in the reject tray. Press Continue.")},
        {fc::ReaderStuck, QT_TRANSLATE_NOOP("FailureText", "The reader[ {reader}] is stuck."),
            QT_TRANSLATE_NOOP("FailureText", "A fault of the reader or its driver."),
            QT_TRANSLATE_NOOP("FailureText", "Unplug the reader and plug it in again. Press Continue.")},
        {fc::CardNotTaken, QT_TRANSLATE_NOOP("FailureText", "Nobody took the card out[ of {reader}]."),
            QT_TRANSLATE_NOOP("FailureText", "The finished card is still in the reader."),
            QT_TRANSLATE_NOOP("FailureText", "Take the card out. Press Continue.")},
        {fc::StationMessageBroken,
            QT_TRANSLATE_NOOP(
                "FailureText", "What came over the link of a station makes no sense[: {what}]."),
            QT_TRANSLATE_NOOP("FailureText", "Another version of the station's program, or another program."),
            QT_TRANSLATE_NOOP("FailureText", "Install the same version at the station as here.")},
        {fc::StationAnswerTooLong, QT_TRANSLATE_NOOP("FailureText", "The card answered far too much."),
            QT_TRANSLATE_NOOP("FailureText", "A faulty or hostile card."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Take the card away and put it in the reject tray. Press Continue.")},
        {fc::StationReported,
            QT_TRANSLATE_NOOP("FailureText", "The station reported a fault[ in {reader}][: {cause}]."),
            QT_TRANSLATE_NOOP("FailureText", "The station's program reports more in its own log."),
            QT_TRANSLATE_NOOP("FailureText", "Look at the station's log. Press Continue.")},
        {fc::StationRefused,
            QT_TRANSLATE_NOOP("FailureText", "A station was not let in[ at {station}][: {cause}]."),
            QT_TRANSLATE_NOOP("FailureText",
                "It is not enrolled for this place, another one has the place, or its program is of another "
                "version."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Look at the list of stations. Accept it there, or correct its settings.")},
        {fc::ModuleDataRefused,
            QT_TRANSLATE_NOOP("FailureText", "The device can not put this on a card[: {what}]."),
            QT_TRANSLATE_NOOP(
                "FailureText", "The record has a character or a length that the machine does not know."),
            QT_TRANSLATE_NOOP("FailureText", "Correct the record in the job file.")},
        {fc::ModuleSilent, QT_TRANSLATE_NOOP("FailureText", "The device does not answer."),
            QT_TRANSLATE_NOOP("FailureText", "It is off, it jams, or its cable is loose."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Take the card away and put it in the reject tray. Press Continue.")},
        {fc::ModuleAnswerBroken, QT_TRANSLATE_NOOP("FailureText", "The device answers with nonsense."),
            QT_TRANSLATE_NOOP(
                "FailureText", "The station profile is for another device, or the device is faulty."),
            QT_TRANSLATE_NOOP("FailureText", "Call the engineer: check the station profile.")},
        {fc::ModuleRefused, QT_TRANSLATE_NOOP("FailureText", "The device reports an error[ {status}]."),
            QT_TRANSLATE_NOOP("FailureText", "Card, ribbon or foil are used up or jam."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Look at the device. Take the card away and put it in the reject tray.")},
        {fc::TrackReadsOtherwise,
            QT_TRANSLATE_NOOP("FailureText", "The magnetic stripe reads otherwise than it was written."),
            QT_TRANSLATE_NOOP("FailureText", "The stripe is damaged, or the encoder is dirty."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Take the card away and put it in the reject tray. Press Continue.")},
        {fc::ModuleNotReady, QT_TRANSLATE_NOOP("FailureText", "The device is not there."),
            QT_TRANSLATE_NOOP("FailureText", "It is off, or its port is used by another program."),
            QT_TRANSLATE_NOOP("FailureText", "Check cable and power of the device. Press Continue.")},
        {fc::ModuleJobRepeated,
            QT_TRANSLATE_NOOP("FailureText", "The device may have worked on this card already."),
            QT_TRANSLATE_NOOP("FailureText", "Its answer to the first try got lost."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Take the card away and put it in the reject tray. Press Continue.")},
        {fc::StationProfileUnreadable,
            QT_TRANSLATE_NOOP("FailureText", "The station profile[ {file}] can not be read."),
            QT_TRANSLATE_NOOP("FailureText", "It is not there, or it is not JSON."),
            QT_TRANSLATE_NOOP("FailureText", "Call the engineer: check the station profile.")},
        {fc::StationProfileUnexpected,
            QT_TRANSLATE_NOOP("FailureText", "The station profile[ {file}] is wrong[ at {path}]."),
            QT_TRANSLATE_NOOP(
                "FailureText", "It says[ {found}] where something else is expected[: {expected}]."),
            QT_TRANSLATE_NOOP("FailureText", "Call the engineer: check the station profile.")},
    };
    return table;
}

} // namespace sm
