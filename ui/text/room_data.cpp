// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/data.h"
#include "ui/text/rooms.h"

#include <QtGlobal>

namespace sm {

const FailureTextTable& dataFailureTexts()
{
    static const FailureTextTable table{
        {fc::DataSourceUnknown,
            QT_TRANSLATE_NOOP("FailureText", "The data source[ \"{source}\"] is not open."),
            QT_TRANSLATE_NOOP("FailureText", "It is missing in the profile or in the floor file."),
            QT_TRANSLATE_NOOP("FailureText", "Call the engineer: check the data source.")},
        {fc::DataSourceKindUnknown,
            QT_TRANSLATE_NOOP(
                "FailureText", "The data source[ \"{source}\"] is of an unknown kind[ \"{kind}\"]."),
            QT_TRANSLATE_NOOP("FailureText", "A typing mistake in the profile."),
            QT_TRANSLATE_NOOP("FailureText", "Call the engineer: check the data source.")},
        {fc::DataSourceUnreadable,
            QT_TRANSLATE_NOOP("FailureText", "The data source[ \"{source}\"] can not be read."),
            QT_TRANSLATE_NOOP("FailureText", "It was moved, or this user may not read it."),
            QT_TRANSLATE_NOOP("FailureText", "Call the engineer: check the data source.")},
        {fc::DataSourceMalformed,
            QT_TRANSLATE_NOOP("FailureText", "The data source[ \"{source}\"] is not complete[: {missing}]."),
            QT_TRANSLATE_NOOP("FailureText", "Another file, or another version of it."),
            QT_TRANSLATE_NOOP("FailureText", "Call the engineer: check the data source.")},
        {fc::DataSourceVanished,
            QT_TRANSLATE_NOOP("FailureText", "The file of the data source[ \"{source}\"] is gone."),
            QT_TRANSLATE_NOOP("FailureText", "It was moved or deleted while the job ran."),
            QT_TRANSLATE_NOOP("FailureText", "Call the engineer: check the data source.")},
        {fc::DataSourceChanged,
            QT_TRANSLATE_NOOP("FailureText", "The data source[ \"{source}\"] was changed while the job ran."),
            QT_TRANSLATE_NOOP("FailureText", "Somebody edited or replaced the file."),
            QT_TRANSLATE_NOOP("FailureText", "Call the engineer: check the data source.")},
        {fc::DataRowMissing,
            QT_TRANSLATE_NOOP("FailureText", "The data source[ \"{source}\"] has no data for this card."),
            QT_TRANSLATE_NOOP("FailureText", "The data and the job file do not belong together."),
            QT_TRANSLATE_NOOP("FailureText", "Call the engineer: check the data source.")},
        {fc::DataRowRepeated,
            QT_TRANSLATE_NOOP("FailureText", "The data source[ \"{source}\"] has data for this card twice."),
            QT_TRANSLATE_NOOP("FailureText", "A record was exported twice."),
            QT_TRANSLATE_NOOP("FailureText", "Call the engineer: check the data source.")},
        {fc::DataRowBroken, QT_TRANSLATE_NOOP("FailureText", "The data for this card can not be read."),
            QT_TRANSLATE_NOOP("FailureText", "The data source is damaged."),
            QT_TRANSLATE_NOOP("FailureText", "Call the engineer: check the data source.")},
        {fc::DataSourceOpenAlready,
            QT_TRANSLATE_NOOP("FailureText", "A data source[ \"{source}\"] is open already."),
            QT_TRANSLATE_NOOP("FailureText", "Two sources have the same name."),
            QT_TRANSLATE_NOOP("FailureText", "Call the engineer: check the data source.")},
    };
    return table;
}

} // namespace sm
