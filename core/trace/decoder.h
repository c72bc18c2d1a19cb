// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/decoded.h"
#include "trace/trace_view.h"

namespace sm {

/// What earlier rows of the same card say about a row.
struct TraceContext {
    QByteArray selected; ///< AID of the application that was selected last; empty: none yet
    qsizetype carried = 0; ///< bytes of a data grouping begun in an earlier STORE DATA that are still to come

    /// Whether the application is one of a payment scheme, by its registered provider (ISO/IEC 7816-5).
    bool payment() const;
};
/// Reads back to the start of the row's card. On a click, not for every row of a list.
TraceContext traceContext(const TraceView& view, const TraceRow& row);

/// The whole row as a tree: command, secure messaging, answer, status word. Whatever is not known is said to
/// be so. Any bytes may be in the row.
std::vector<TraceNode> decodeRow(const TraceRow& row, const TraceContext& context);

/// The command in one line, in the words of its standard: "STORE DATA DGI 0101". Empty when it is not known.
QString commandTitle(const TraceRow& row, const TraceContext& context = {});
/// What the data is, in a few words.
TraceNote dataSummary(const TraceRow& row);

/// C-MAC + C-ENC + R-MAC + R-ENC, from P1 of EXTERNAL AUTHENTICATE; empty for none.
QString levelName(quint8 level);
/// "[for personalization]" and so on, GlobalPlatform table 11-42; empty when no bit of the six is set.
QString installVariant(quint8 p1);

} // namespace sm
