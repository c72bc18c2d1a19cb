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
        {fc::FileUnreadable, QT_TRANSLATE_NOOP("FailureText", "[The file {file} ]could not be read."),
            QT_TRANSLATE_NOOP("FailureText", "It was moved, or this user may not read it."),
            QT_TRANSLATE_NOOP("FailureText", "Check the file and its rights. Try again.")},
        {fc::FileUnwritable, QT_TRANSLATE_NOOP("FailureText", "[The file {file} ]could not be written."),
            QT_TRANSLATE_NOOP("FailureText", "The disk is full or write protected."),
            QT_TRANSLATE_NOOP("FailureText", "Check disk space and rights. Try again.")},
        {fc::JsonBroken, QT_TRANSLATE_NOOP("FailureText", "[{file}: ]The file is not valid JSON."),
            QT_TRANSLATE_NOOP("FailureText", "It was edited by hand or cut short."),
            QT_TRANSLATE_NOOP("FailureText", "Restore the file. Call the engineer.")},
        {fc::JsonUnexpected,
            QT_TRANSLATE_NOOP(
                "FailureText", "[{file}: ]The file does not have the expected form[ at {path}]."),
            QT_TRANSLATE_NOOP("FailureText", "It was made for another version or edited by hand."),
            QT_TRANSLATE_NOOP("FailureText", "Restore the file. Call the engineer.")},
        {fc::HexBroken, QT_TRANSLATE_NOOP("FailureText", "A value should be hexadecimal and is not."),
            QT_TRANSLATE_NOOP("FailureText", "A typing mistake in a profile or file."),
            QT_TRANSLATE_NOOP("FailureText", "Correct the value. Try again.")},
    };
    return table;
}

} // namespace sm
