// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/decoded.h"

namespace sm {

/// The untranslated phrase of a code, context "Trace"; %1, %2 stand for its arguments. Null for none: a test
/// asks for every code.
const char* phraseOf(TraceCode code);

} // namespace sm
