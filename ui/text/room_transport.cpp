// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/transport.h"
#include "ui/text/rooms.h"

#include <QtGlobal>

namespace sm {

const FailureTextTable& transportFailureTexts()
{
    static const FailureTextTable table{
        {fc::PcscDown,
            QT_TRANSLATE_NOOP("FailureText", "The smart-card service of the computer is not running."),
            QT_TRANSLATE_NOOP("FailureText", "The service pcscd stopped or was restarted."),
            QT_TRANSLATE_NOOP("FailureText", "Call the engineer: start pcscd.")},
        {fc::PcscBroken, QT_TRANSLATE_NOOP("FailureText", "The link to the smart-card service broke."),
            QT_TRANSLATE_NOOP("FailureText", "The service pcscd was restarted."),
            QT_TRANSLATE_NOOP("FailureText", "Press Continue. Call the engineer if it repeats.")},
        {fc::PcscHandleDead,
            QT_TRANSLATE_NOOP("FailureText", "The link to the reader is not valid any more."),
            QT_TRANSLATE_NOOP("FailureText", "The reader was unplugged or the service was restarted."),
            QT_TRANSLATE_NOOP("FailureText", "Check cable and power of the reader. Press Continue.")},
        {fc::PcscReaderUnknown, QT_TRANSLATE_NOOP("FailureText", "The reader[ {reader}] is not there."),
            QT_TRANSLATE_NOOP("FailureText", "It is unplugged, or has another name in the floor file."),
            QT_TRANSLATE_NOOP("FailureText", "Check cable and power of the reader. Press Continue.")},
        {fc::PcscReaderUnavailable,
            QT_TRANSLATE_NOOP("FailureText", "The reader[ {reader}] can not be used."),
            QT_TRANSLATE_NOOP("FailureText", "It is unplugged or faulty."),
            QT_TRANSLATE_NOOP("FailureText", "Check cable and power of the reader. Press Continue.")},
        {fc::PcscSharingViolation,
            QT_TRANSLATE_NOOP("FailureText", "Another program uses the reader[ {reader}]."),
            QT_TRANSLATE_NOOP("FailureText", "A second program is open on this computer."),
            QT_TRANSLATE_NOOP("FailureText", "Close the other program. Press Continue.")},
        {fc::PcscCardRemoved, QT_TRANSLATE_NOOP("FailureText", "The card was taken out while it was in use."),
            QT_TRANSLATE_NOOP("FailureText", "The card was pulled, or does not sit firmly."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Take the card away and put it in the reject tray. Press Continue.")},
        {fc::PcscNoCard, QT_TRANSLATE_NOOP("FailureText", "There is no card in the reader."),
            QT_TRANSLATE_NOOP("FailureText", "The feeder is empty, or the card does not sit firmly."),
            QT_TRANSLATE_NOOP("FailureText", "Insert a card.")},
        {fc::PcscCardReset, QT_TRANSLATE_NOOP("FailureText", "Another program reset the card."),
            QT_TRANSLATE_NOOP("FailureText", "A second program uses the reader."),
            QT_TRANSLATE_NOOP("FailureText", "Close the other program. Take the card away. Press Continue.")},
        {fc::PcscMute, QT_TRANSLATE_NOOP("FailureText", "The card does not answer."),
            QT_TRANSLATE_NOOP("FailureText", "The card lies upside down, has dirty contacts or is faulty."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Take the card away and put it in the reject tray. Press Continue.")},
        {fc::PcscNotTransacted,
            QT_TRANSLATE_NOOP("FailureText", "The exchange between reader and card failed."),
            QT_TRANSLATE_NOOP("FailureText", "The card moved, or its contacts are dirty."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Take the card away and put it in the reject tray. Press Continue.")},
        {fc::PcscDataLost, QT_TRANSLATE_NOOP("FailureText", "Data between reader and card was lost."),
            QT_TRANSLATE_NOOP("FailureText", "Dirty contacts, or a faulty cable."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Take the card away and put it in the reject tray. Press Continue.")},
        {fc::PcscCardUnsupported,
            QT_TRANSLATE_NOOP("FailureText", "Card and reader do not understand each other."),
            QT_TRANSLATE_NOOP("FailureText", "The wrong card type, or a reader set to another protocol."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Take the card away and put it in the reject tray. Press Continue.")},
        {fc::PcscAnswerTooLong, QT_TRANSLATE_NOOP("FailureText", "The card gave an answer that is too long."),
            QT_TRANSLATE_NOOP("FailureText", "A faulty chip."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Take the card away and put it in the reject tray. Press Continue.")},
        {fc::PcscForbidden, QT_TRANSLATE_NOOP("FailureText", "This user may not use the reader."),
            QT_TRANSLATE_NOOP("FailureText", "Rights of the smart-card service are missing."),
            QT_TRANSLATE_NOOP("FailureText", "Call the engineer: give this user the right to use readers.")},
        {fc::PcscUnexpected,
            QT_TRANSLATE_NOOP("FailureText", "The smart-card service gave an unknown answer[ ({code})]."),
            QT_TRANSLATE_NOOP("FailureText", "A fault of the reader driver."),
            QT_TRANSLATE_NOOP("FailureText", "Call support and name the code.")},
        {fc::PcscNotConnected, QT_TRANSLATE_NOOP("FailureText", "The card[ in {reader}] is not powered."),
            QT_TRANSLATE_NOOP("FailureText", "The connection broke before the command."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Take the card away and put it in the reject tray. Press Continue.")},
        {fc::PrintQueueUnusable,
            QT_TRANSLATE_NOOP("FailureText", "The print queue[ {queue}] can not be used[: {cause}]."),
            QT_TRANSLATE_NOOP(
                "FailureText", "The printer is off or stopped, or has something else to print."),
            QT_TRANSLATE_NOOP("FailureText", "Look at the printer and at its queue.")},
        {fc::LinkUnreachable,
            QT_TRANSLATE_NOOP("FailureText", "Nobody answers at the other end of the link[ {address}]."),
            QT_TRANSLATE_NOOP(
                "FailureText", "The other computer or program is off, or a cable is not plugged in."),
            QT_TRANSLATE_NOOP("FailureText", "Check cable and power. The link is tried again by itself.")},
        {fc::LinkClosed, QT_TRANSLATE_NOOP("FailureText", "The other end closed the link[ {address}]."),
            QT_TRANSLATE_NOOP("FailureText", "The program there ended or was restarted."),
            QT_TRANSLATE_NOOP("FailureText",
                "The link is tried again by itself. Call the engineer if it does not come back by itself.")},
        {fc::LinkSilent,
            QT_TRANSLATE_NOOP(
                "FailureText", "The other end of the link[ {address}] does not answer any more."),
            QT_TRANSLATE_NOOP("FailureText", "The other computer hangs, or a cable is broken."),
            QT_TRANSLATE_NOOP("FailureText", "Check cable and power. The link is tried again by itself.")},
        {fc::LinkFrameBroken,
            QT_TRANSLATE_NOOP("FailureText",
                "The other end of the link[ {address}] sent something that can not be understood."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Another program listens there, or the line is set up differently."),
            QT_TRANSLATE_NOOP("FailureText", "Call the engineer: compare the settings of both ends.")},
        {fc::LinkMessageTooLong,
            QT_TRANSLATE_NOOP("FailureText", "A message was too long for the link[ {address}]."),
            QT_TRANSLATE_NOOP("FailureText", "A fault of the program at the other end."),
            QT_TRANSLATE_NOOP("FailureText", "Call support.")},
        {fc::LinkPeerRefused,
            QT_TRANSLATE_NOOP("FailureText",
                "The other end of the link[ {address}] is not one that is allowed[: {cause}]."),
            QT_TRANSLATE_NOOP("FailureText", "Its certificate or line key is not enrolled, or has expired."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Call the security officer: check the fingerprint and enrol it.")},
        {fc::LinkVersionRefused,
            QT_TRANSLATE_NOOP(
                "FailureText", "The program at the other end of the link[ {address}] has another version."),
            QT_TRANSLATE_NOOP("FailureText", "One of the two computers was not updated."),
            QT_TRANSLATE_NOOP("FailureText", "Call the engineer: install the same version on both.")},
        {fc::LinkBroken, QT_TRANSLATE_NOOP("FailureText", "The link[ {address}] broke[ ({cause})]."),
            QT_TRANSLATE_NOOP("FailureText", "A cable, a network or the computer at the other end failed."),
            QT_TRANSLATE_NOOP("FailureText", "Check cable and power. The link is tried again by itself.")},
        {fc::LinkCredentialsUnusable,
            QT_TRANSLATE_NOOP(
                "FailureText", "The certificate, key or list of allowed peers[ {path}] can not be used."),
            QT_TRANSLATE_NOOP("FailureText", "A file is missing, damaged or readable by others."),
            QT_TRANSLATE_NOOP("FailureText", "Call the security officer.")},
        {fc::LinkNotListening, QT_TRANSLATE_NOOP("FailureText", "Nothing can be received at[ {address}]."),
            QT_TRANSLATE_NOOP("FailureText", "Another program uses the address, or it is not allowed."),
            QT_TRANSLATE_NOOP("FailureText", "Call the engineer: check the address.")},
        {fc::LinkNotSwitchable,
            QT_TRANSLATE_NOOP(
                "FailureText", "The port[ {address}] can not switch between the server and the reader."),
            QT_TRANSLATE_NOOP("FailureText", "It has no control line, or its adaptor does not pass it on."),
            QT_TRANSLATE_NOOP("FailureText",
                "Call the engineer: use a port with RTS and DTR and check the station profile.")},
        {fc::VpcdUnreachable, QT_TRANSLATE_NOOP("FailureText", "No virtual reader listens at this address."),
            QT_TRANSLATE_NOOP("FailureText", "The virtual reader of pcscd is not installed or not running."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Call the engineer: install vsmartcard-vpcd and restart pcscd.")},
        {fc::VpcdClosed, QT_TRANSLATE_NOOP("FailureText", "The virtual reader closed its link."),
            QT_TRANSLATE_NOOP("FailureText", "pcscd was restarted."),
            QT_TRANSLATE_NOOP("FailureText", "Start the virtual card again.")},
        {fc::ReaderSilent, QT_TRANSLATE_NOOP("FailureText", "The reader on the serial line does not answer."),
            QT_TRANSLATE_NOOP("FailureText", "It is off, its cable is loose, or the line is disturbed."),
            QT_TRANSLATE_NOOP("FailureText", "Check cable and power of the reader. Press Continue.")},
        {fc::ReaderAnswerBroken,
            QT_TRANSLATE_NOOP("FailureText", "The reader on the serial line answers with nonsense."),
            QT_TRANSLATE_NOOP(
                "FailureText", "The station profile is for another reader, or the reader is faulty."),
            QT_TRANSLATE_NOOP("FailureText", "Call the engineer: check the station profile.")},
        {fc::ReaderRefused,
            QT_TRANSLATE_NOOP("FailureText", "The reader refused a command[ with its error {status}]."),
            QT_TRANSLATE_NOOP("FailureText", "The exchange with the card failed inside the reader."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Take the card away and put it in the reject tray. Press Continue.")},
        {fc::ReaderCardAbsent, QT_TRANSLATE_NOOP("FailureText", "The reader says that no card lies in it."),
            QT_TRANSLATE_NOOP("FailureText", "The card was taken out, or its contacts do not touch."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Take the card away and put it in the reject tray. Press Continue.")},
        {fc::ReaderCardMute, QT_TRANSLATE_NOOP("FailureText", "The card does not answer to a reset."),
            QT_TRANSLATE_NOOP(
                "FailureText", "The card is faulty, lies the wrong way round, or is no chip card."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Take the card away and put it in the reject tray. Press Continue.")},
        {fc::ReaderNotReady, QT_TRANSLATE_NOOP("FailureText", "The reader on the serial line is not ready."),
            QT_TRANSLATE_NOOP("FailureText", "It is off, or its port is used by another program."),
            QT_TRANSLATE_NOOP("FailureText", "Check cable and power of the reader. Press Continue.")},
        {fc::ReaderCommandRefused,
            QT_TRANSLATE_NOOP("FailureText", "A command can not pass through this reader."),
            QT_TRANSLATE_NOOP("FailureText", "The job's commands are longer than reader and card can take."),
            QT_TRANSLATE_NOOP("FailureText", "Call the engineer: run the job at another station.")},
    };
    return table;
}

} // namespace sm
