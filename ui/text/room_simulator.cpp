// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/simulator.h"
#include "ui/text/rooms.h"

#include <QtGlobal>

namespace sm {

const FailureTextTable& simulatorFailureTexts()
{
    static const FailureTextTable table{
        {fc::CardContentBroken,
            QT_TRANSLATE_NOOP("FailureText", "The memory of a virtual card can not be read."),
            QT_TRANSLATE_NOOP("FailureText", "The file was altered."),
            QT_TRANSLATE_NOOP("FailureText", "Delete the virtual card and make a new one.")},
        {fc::CardContentAbsent, QT_TRANSLATE_NOOP("FailureText", "There is no virtual card[ {serial}]."),
            QT_TRANSLATE_NOOP("FailureText", "It was deleted."),
            QT_TRANSLATE_NOOP("FailureText", "Make a new virtual card.")},
        {fc::CardMemoryUnwritable,
            QT_TRANSLATE_NOOP("FailureText", "The memory of a virtual card could not be written."),
            QT_TRANSLATE_NOOP("FailureText", "The disk is full or write protected."),
            QT_TRANSLATE_NOOP("FailureText", "Check disk space and rights.")},
        {fc::CardLogUnwritable,
            QT_TRANSLATE_NOOP("FailureText", "The command log of the virtual cards could not be written."),
            QT_TRANSLATE_NOOP("FailureText", "The disk is full or write protected."),
            QT_TRANSLATE_NOOP("FailureText", "Check disk space and rights.")},
        {fc::VirtualHsmGone, QT_TRANSLATE_NOOP("FailureText", "The virtual HSM was told to refuse."),
            QT_TRANSLATE_NOOP("FailureText", "A fault planned by the demo."),
            QT_TRANSLATE_NOOP("FailureText", "Nothing to do: other HSMs carry the load.")},
    };
    return table;
}

} // namespace sm
