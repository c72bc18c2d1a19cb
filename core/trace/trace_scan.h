// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/filter.h"
#include "trace/trace_view.h"

#include <QHash>
#include <QSet>

#include <atomic>

namespace sm {

/// Goes through the rows of a trace once, piece by piece as they arrive, and says which are to be listed:
/// those that pass the filter, and around them the separators of their cards. Of a folded card only the first
/// separator is listed. One thread at a time.
class TraceScan {
public:
    TraceScan(TraceFilter filter, QSet<qint64> folded)
        : m_filter(std::move(filter))
        , m_folded(std::move(folded))
    {
    }

    /// Appends the ids to list. Returns false when it was stopped before the end. `stop` is looked at every
    /// few thousand rows.
    bool scan(const TraceView& view, quint64 to, std::vector<quint64>& out, const std::atomic_bool& stop);
    quint64 done() const { return m_done; } ///< everything before this id has been looked at

private:
    struct Card {
        quint64 start = 0; ///< id of its first separator; 0: not kept
        bool listed = false;
    };
    void take(const TraceRow& row, std::vector<quint64>& out);

    TraceFilter m_filter;
    QSet<qint64> m_folded; ///< attempts
    QHash<qint64, Card> m_cards; ///< those that have not ended yet, by attempt
    quint64 m_done = 0;
};

} // namespace sm
