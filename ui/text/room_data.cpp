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
        {fc::ControlDeviceAbsent,
            QT_TRANSLATE_NOOP("FailureText", "The machine[ {machine}] has no control device."),
            QT_TRANSLATE_NOOP("FailureText", "It was taken out of floor.json while the job ran."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Call the engineer: give the machine its data plane in floor.json.")},
        {fc::ControlDeviceSilent,
            QT_TRANSLATE_NOOP(
                "FailureText", "The control device of a machine[ ({machine})] does not answer[: {cause}]."),
            QT_TRANSLATE_NOOP(
                "FailureText", "It is off, its cable is out, or its key or certificate is another one."),
            QT_TRANSLATE_NOOP("FailureText",
                "Check the control device and its cable, then resume the stations that stand. The card "
                "carries "
                "nothing of the record.")},
        {fc::ControlDeviceUnable,
            QT_TRANSLATE_NOOP(
                "FailureText", "The control device of a machine[ ({machine})] can not give data now."),
            QT_TRANSLATE_NOOP("FailureText", "Its data is not loaded, or it has too much to do."),
            QT_TRANSLATE_NOOP("FailureText", "Check the control device, then resume the station.")},
        {fc::ControlColumnMissing,
            QT_TRANSLATE_NOOP("FailureText",
                "The control device of a machine[ ({machine})] lacks data that this job needs."),
            QT_TRANSLATE_NOOP("FailureText", "It holds the data of another job, or an older export."),
            QT_TRANSLATE_NOOP("FailureText", "Call the engineer: compare its columns with the profile.")},
        {fc::ControlAnswerBroken,
            QT_TRANSLATE_NOOP("FailureText",
                "The control device of a machine[ ({machine})] sent what it was not asked for. Nothing of it "
                "was "
                "used."),
            QT_TRANSLATE_NOOP("FailureText", "A fault or another version of its program."),
            QT_TRANSLATE_NOOP("FailureText", "Call the engineer: check the control device's program.")},
        {fc::PictureNotServed,
            QT_TRANSLATE_NOOP(
                "FailureText", "The picture server[ {host}] does not give this card's picture[ ({cause})]."),
            QT_TRANSLATE_NOOP(
                "FailureText", "It does not have the picture, refuses it, or the picture is too large."),
            QT_TRANSLATE_NOOP("FailureText", "Call the engineer: check the picture on the server.")},
        {fc::PictureServerSilent,
            QT_TRANSLATE_NOOP("FailureText", "The picture server[ {host}] does not answer."),
            QT_TRANSLATE_NOOP("FailureText", "The server is off, or the network to it is cut."),
            QT_TRANSLATE_NOOP("FailureText", "Call the engineer: check the server and the network.")},
    };
    return table;
}

} // namespace sm
