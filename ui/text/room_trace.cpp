// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/trace.h"
#include "ui/text/rooms.h"

#include <QtGlobal>

namespace sm {

const FailureTextTable& traceFailureTexts()
{
    static const FailureTextTable table{
        {fc::TraceFolderUnusable,
            QT_TRANSLATE_NOOP(
                "FailureText", "Traces are not stored: their folder[ {folder}] can not be used."),
            QT_TRANSLATE_NOOP("FailureText", "It belongs to somebody else, or is a link."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Call the engineer: check the folder. Cards are made all the same.")},
        {fc::TraceUnwritable,
            QT_TRANSLATE_NOOP("FailureText", "Traces are not stored: writing failed[ ({cause})]."),
            QT_TRANSLATE_NOOP("FailureText", "The disk is full or faulty."),
            QT_TRANSLATE_NOOP("FailureText",
                "Free disk space. Storing goes on by itself within a minute. Cards are made all the same.")},
        {fc::TraceDiskLow,
            QT_TRANSLATE_NOOP("FailureText",
                "Traces are not stored: the disk has[ {free} MB] left[, and {reserve} MB are kept free]."),
            QT_TRANSLATE_NOOP("FailureText", "What is left belongs to the store of the cards."),
            QT_TRANSLATE_NOOP("FailureText",
                "Free disk space. Storing goes on by itself within a minute. Cards are made all the same.")},
        {fc::TraceUnreadable, QT_TRANSLATE_NOOP("FailureText", "The stored trace[ {file}] can not be read."),
            QT_TRANSLATE_NOOP("FailureText", "The file was damaged, or this user may not read it."),
            QT_TRANSLATE_NOOP("FailureText", "Check the file and its rights. Call the engineer.")},
        {fc::TraceNotStored, QT_TRANSLATE_NOOP("FailureText", "No trace is stored[ of job {job}]."),
            QT_TRANSLATE_NOOP("FailureText",
                "Its profile stores none, none of its cards came to an end, or it is no longer kept."),
            QT_TRANSLATE_NOOP("FailureText", "Choose another job, or Live.")},
    };
    return table;
}

} // namespace sm
