// SPDX-License-Identifier: GPL-3.0-or-later
// What people see of the lines: order, children, shelves.
#include "metrics/alarm_lines.h"

#include <algorithm>

namespace sm {

AlarmEntry AlarmLines::shown(const AlarmKey& key, const Line& line) const
{
    AlarmEntry entry = line.entry;
    entry.standing = line.on;
    const bool steady = entry.times == 1 || m_clock.now() - line.raised >= quickReturn;
    entry.audible = line.on && !entry.acknowledged && steady && !parentOf(key) && !m_shelves.contains(key);
    const auto shelf = m_shelves.find(key);
    if (shelf != m_shelves.end()) {
        entry.shelvedUntil = milliseconds(shelf->second.until);
        entry.shelveReason = shelf->second.reason;
    }
    const bool holdsStations = key.code == AlarmCode::HsmLost || key.code == AlarmCode::AllHsmsLost;
    if (holdsStations && !parentOf(key))
        entry.waiting.assign(m_waiting.begin(), m_waiting.end());
    return entry;
}

bool AlarmLines::before(const AlarmEntry& a, const AlarmEntry& b) const
{
    if (a.acknowledged != b.acknowledged)
        return !a.acknowledged;
    if (m_flood && (a.id == m_floodFirst) != (b.id == m_floodFirst))
        return a.id == m_floodFirst;
    if (a.priority() != b.priority())
        return a.priority() > b.priority();
    return std::tie(a.raisedAt, a.id) < std::tie(b.raisedAt, b.id);
}

AlarmView AlarmLines::view() const
{
    AlarmView view;
    view.revision = m_revision;
    std::map<quint64, std::vector<quint64>> children;
    std::vector<AlarmEntry> standing;
    for (const auto& [key, line] : m_lines) {
        if (!line.open)
            continue;
        AlarmEntry entry = shown(key, line);
        standing.push_back(entry);
        if (entry.shelvedUntil > 0) {
            view.shelved.push_back(std::move(entry));
        } else if (const Line* parent = parentOf(key)) {
            children[parent->entry.id].push_back(entry.id);
            view.folded.push_back(std::move(entry));
        } else {
            view.active.push_back(std::move(entry));
        }
    }
    for (AlarmEntry& entry : view.active)
        entry.children = children[entry.id];
    std::sort(view.active.begin(), view.active.end(),
        [this](const AlarmEntry& a, const AlarmEntry& b) { return before(a, b); });
    view.flood = m_flood;
    view.silencedUntil = milliseconds(m_silencedUntil);
    view.history = m_history.newestFirst();
    view.figures = m_history.figures(std::move(standing));
    return view;
}

} // namespace sm
