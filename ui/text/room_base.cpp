// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/base.h"
#include "ui/text/rooms.h"

#include <QtGlobal>

namespace sm {

const FailureTextTable& baseFailureTexts()
{
    static const FailureTextTable table{
        {fc::WaitTimedOut, QT_TRANSLATE_NOOP("FailureText", "No answer came in time."),
            QT_TRANSLATE_NOOP("FailureText", "A reader, an HSM or a card is slow or stuck."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Wait a moment and try again. Call the engineer if it repeats.")},
        {fc::WaitCancelled,
            QT_TRANSLATE_NOOP(
                "FailureText", "The step was given up because its session or the program is ending."),
            QT_TRANSLATE_NOOP("FailureText", "Somebody held or stopped the floor."),
            QT_TRANSLATE_NOOP("FailureText", "Nothing to do.")},
        {fc::SecretHeapExhausted,
            QT_TRANSLATE_NOOP("FailureText", "There is no protected memory left for keys."),
            QT_TRANSLATE_NOOP("FailureText", "Too many keys are open at once."),
            QT_TRANSLATE_NOOP("FailureText", "Hold the floor. Call the engineer.")},
        {fc::RandomUnavailable, QT_TRANSLATE_NOOP("FailureText", "The random source of the computer failed."),
            QT_TRANSLATE_NOOP("FailureText", "A fault of the operating system."),
            QT_TRANSLATE_NOOP("FailureText", "Hold the floor. Call the engineer.")},
    };
    return table;
}

} // namespace sm
