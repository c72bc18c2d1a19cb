// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/controller.h"
#include "ui/text/rooms.h"

#include <QtGlobal>

namespace sm {

const FailureTextTable& controllerFailureTexts()
{
    static const FailureTextTable table{
        {fc::RejectRun,
            QT_TRANSLATE_NOOP(
                "FailureText", "[{cards} ]cards in a row were rejected; the station holds itself."),
            QT_TRANSLATE_NOOP("FailureText", "A dirty reader head, the wrong card stock or a faulty reader."),
            QT_TRANSLATE_NOOP("FailureText",
                "Check the reader head and the card stock. Resume the station and watch one card. Call the "
                "engineer if it repeats.")},
        {fc::JobNotRunning, QT_TRANSLATE_NOOP("FailureText", "The job is not in a state for this."),
            QT_TRANSLATE_NOOP("FailureText", "The state changed in the meantime."),
            QT_TRANSLATE_NOOP("FailureText", "Look at the state of the job and try again.")},
        {fc::StationUnknown, QT_TRANSLATE_NOOP("FailureText", "The station[ {station}] is not on the floor."),
            QT_TRANSLATE_NOOP("FailureText", "It was removed from the floor file."),
            QT_TRANSLATE_NOOP("FailureText", "Choose another station.")},
        {fc::StationNotStopped,
            QT_TRANSLATE_NOOP("FailureText", "The station[ {station}] does not wait for Continue."),
            QT_TRANSLATE_NOOP("FailureText", "It went on in the meantime."),
            QT_TRANSLATE_NOOP("FailureText", "Nothing to do.")},
        {fc::FloorIsHeld, QT_TRANSLATE_NOOP("FailureText", "The floor is held: no station goes on alone."),
            QT_TRANSLATE_NOOP("FailureText", "Somebody pressed Hold floor."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Resume the floor. Then resume the station if it still stands.")},
        {fc::NoCardToReject,
            QT_TRANSLATE_NOOP("FailureText", "There is no card to reject in the station[ {station}]."),
            QT_TRANSLATE_NOOP("FailureText", "The card is finished already, or none has arrived."),
            QT_TRANSLATE_NOOP("FailureText", "Look at the tile. Take the card from its bin if it must go.")},
    };
    return table;
}

} // namespace sm
