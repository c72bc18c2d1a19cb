// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/job.h"
#include "ui/text/rooms.h"

#include <QtGlobal>

namespace sm {

const FailureTextTable& jobFailureTexts()
{
    static const FailureTextTable table{
        {fc::TransitionRefused,
            QT_TRANSLATE_NOOP("FailureText", "This is not possible in the present state."),
            QT_TRANSLATE_NOOP("FailureText", "The state changed in the meantime."),
            QT_TRANSLATE_NOOP("FailureText", "Look at the state and try again.")},
    };
    return table;
}

} // namespace sm
