// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/failure.h"

/// Codes 600 to 699 belong to core/data.
#define SM_DATA_FAILURES(X)                                                                                  \
    X(600, DataSourceUnknown, "a look-up names a data source that is not open")                              \
    X(601, DataSourceKindUnknown, "a data source is of a kind that this program cannot read")                \
    X(602, DataSourceUnreadable, "a data source could not be opened or read")                                \
    X(603, DataSourceMalformed, "a data source lacks its table, its key column or a readable header")        \
    X(604, DataSourceVanished, "the file of a data source is gone")                                          \
    X(605, DataSourceChanged, "the file of a data source was changed while it was open")                     \
    X(606, DataRowMissing, "a data source has no row for a card object id")                                  \
    X(607, DataRowRepeated, "a data source has more than one row for a card object id")                      \
    X(608, DataRowBroken, "the row of a card object id cannot be read")                                      \
    X(609, DataSourceOpenAlready, "a data source of that name is open already")                              \
    X(610, ControlDeviceAbsent, "a card is in a machine that has no control device, and its data is there")  \
    X(611, ControlDeviceSilent, "a machine's control device did not answer in time, or is not connected")    \
    X(612, ControlDeviceUnable, "a machine's control device says that it can give no data now")              \
    X(613, ControlColumnMissing, "a machine's control device has not all columns that a profile asks for")   \
    X(614, ControlAnswerBroken, "a machine's control device sent what is no answer to what it was asked")    \
    X(620, PictureNotServed, "a picture server answered, but not with the picture of a card")                \
    X(621, PictureServerSilent, "a picture server can not be reached, or stopped in the middle of a picture")

namespace sm::fc {
SM_DATA_FAILURES(SM_FAILURE_CONSTANT)
}
