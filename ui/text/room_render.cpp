// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/render.h"
#include "ui/text/rooms.h"

#include <QtGlobal>

namespace sm {

const FailureTextTable& renderFailureTexts()
{
    static const FailureTextTable table{
        {fc::ReportUnwritable, QT_TRANSLATE_NOOP("FailureText", "The report could not be written[: {file}]."),
            QT_TRANSLATE_NOOP("FailureText", "The folder is missing, full or write protected."),
            QT_TRANSLATE_NOOP("FailureText", "Choose another folder. Write the report again.")},
        {fc::ReportKindUnknown, QT_TRANSLATE_NOOP("FailureText", "A report is written as .pdf, .csv or .json."),
            QT_TRANSLATE_NOOP("FailureText", "The name of the file has another ending."),
            QT_TRANSLATE_NOOP("FailureText", "Choose another name. Write the report again.")},
    };
    return table;
}

} // namespace sm
