// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"

/// The failures that several files of this room raise; lengths and names only, never content.
namespace sm {

Failure cryptoUnavailable(const char* what);
Failure keyLengthWrong(qsizetype length);
Failure inputLengthWrong(qsizetype length);

} // namespace sm
