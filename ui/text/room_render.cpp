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
        {fc::ReportKindUnknown,
            QT_TRANSLATE_NOOP("FailureText", "A report is written as .pdf, .csv or .json."),
            QT_TRANSLATE_NOOP("FailureText", "The name of the file has another ending."),
            QT_TRANSLATE_NOOP("FailureText", "Choose another name. Write the report again.")},
        {fc::FaceImageRefused,
            QT_TRANSLATE_NOOP("FailureText", "A picture for the card's face can not be used[ ({item})]."),
            QT_TRANSLATE_NOOP(
                "FailureText", "The file is missing, too large, broken, or neither PNG, JPEG nor BMP."),
            QT_TRANSLATE_NOOP("FailureText", "Put the right picture in its place. Start the job again.")},
        {fc::FaceTextUnprintable,
            QT_TRANSLATE_NOOP(
                "FailureText", "A text for the card's face has a character without a shape[ ({item})]."),
            QT_TRANSLATE_NOOP("FailureText", "The fonts for faces have Latin, Greek and Cyrillic letters."),
            QT_TRANSLATE_NOOP("FailureText", "Correct the record at its issuer. Import it again.")},
        {fc::FaceTextOutside,
            QT_TRANSLATE_NOOP("FailureText", "A part of the card's face does not fit[ ({item})]."),
            QT_TRANSLATE_NOOP(
                "FailureText", "The text of this record is longer than the place that the profile gives it."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Call the engineer: the profile needs a smaller font or more room.")},
        {fc::FaceFontBroken,
            QT_TRANSLATE_NOOP("FailureText", "A font for card faces can not be read[: {font}]."),
            QT_TRANSLATE_NOOP("FailureText", "The program is not installed as a whole."),
            QT_TRANSLATE_NOOP("FailureText", "Install the program again.")},
    };
    return table;
}

} // namespace sm
