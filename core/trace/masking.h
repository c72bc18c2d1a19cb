// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/trace_ring.h"

namespace sm {

/// The bytes that must not be kept: those that the profile classes as personal or secret, and, whatever the
/// profile says, the data of commands that carry key material or reference data by their nature (VERIFY,
/// PUT KEY, the AUTHENTICATE commands ...). Ordered, apart, inside the bytes.
void maskCommand(const TraceEntry& entry, std::vector<TraceSpan>& out);
void maskAnswer(const TraceEntry& entry, std::vector<TraceSpan>& out);

} // namespace sm
