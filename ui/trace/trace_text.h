// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/decoded.h"
#include "trace/filter.h"

namespace sm {

/// Sentences of the trace: from codes and arguments to what is read.
QString noteText(const TraceNote& note);
/// One line of the tree: what it is, then what that means.
QString nodeText(const TraceNode& node);
QString tagName(TagBook book, quint32 tag); ///< empty: not known
/// "6A82 file or application not found", "no answer", "" for what has none.
QString resultText(const TraceRow& row);
QString stepText(const TraceRow& row);
/// "Card ...0912  started 14:31:30  Harbour Transit" without the times, which the list formats.
QString separatorText(const TraceRow& row);
QString filterErrorText(const FilterError& error);

} // namespace sm
