// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"

namespace sm {

/// A key that names no row; a row whose names no version of the program writes.
Failure rowUnknown(const char* kind, qint64 id);
Failure rowBroken(const char* table, qint64 id);

} // namespace sm
