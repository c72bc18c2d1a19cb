// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace sm {

/// What is done with a file that has records with errors. Blocking findings are never accepted in part.
enum class ImportPolicy : quint8 {
    AllOrNothing,
    AcceptValid, ///< the rest goes to a rejects file
    StopAfter ///< as AcceptValid, but nothing at all once there are too many errors
};

} // namespace sm
