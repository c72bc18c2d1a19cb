// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/trace_scan.h"

namespace sm {

void TraceScan::take(const TraceRow& row, std::vector<quint64>& out)
{
    const qint64 attempt = row.attempt.value;
    if (row.kind == TraceKind::CardStarted) {
        Card card{row.id, m_filter.isEmpty()};
        if (card.listed)
            out.push_back(row.id);
        m_cards.insert(attempt, card);
        return;
    }
    const bool folded = m_folded.contains(attempt);
    if (row.kind == TraceKind::CardEnded) {
        const Card card = m_cards.take(attempt);
        if (!folded && (card.listed || m_filter.isEmpty()))
            out.push_back(row.id);
        return;
    }
    if (!m_filter.matches(row))
        return;
    Card& card = m_cards[attempt];
    if (!std::exchange(card.listed, true) && card.start != 0)
        out.push_back(card.start);
    if (!folded)
        out.push_back(row.id);
}

bool TraceScan::scan(
    const TraceView& view, quint64 to, std::vector<quint64>& out, const std::atomic_bool& stop)
{
    quint64 next = std::max(m_done, view.firstId());
    view.forEach(next, to, [&](const TraceRow& row) {
        if ((row.id & 0xFFF) == 0 && stop.load(std::memory_order_relaxed))
            return false;
        take(row, out);
        next = row.id + 1;
        return true;
    });
    m_done = next;
    return next >= std::min(to, view.endId());
}

} // namespace sm
