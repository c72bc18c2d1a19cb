// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alarms/sound_desk.h"

#include <algorithm>

namespace sm {

void SoundDesk::noteNew(const std::vector<AlarmEntry>& active)
{
    std::set<quint64> known;
    m_worst = AlarmPriority::Low;
    m_fresh = false;
    for (const AlarmEntry& entry : active) {
        known.insert(entry.id);
        if (!entry.acknowledged)
            m_worst = std::max(m_worst, entry.priority());
        if (!m_known.contains(entry.id) && !entry.acknowledged) {
            m_fresh = true;
            if (entry.priority() >= m_silenced)
                m_silentUntil = 0;
        }
    }
    m_known = std::move(known);
    std::erase_if(m_sounded, [this](quint64 id) { return !m_known.contains(id); });
}

/// The most urgent alarm that wants to be heard now.
std::optional<AlarmPriority> SoundDesk::due(const std::vector<AlarmEntry>& active, bool repeat) const
{
    std::optional<AlarmPriority> found;
    for (const AlarmEntry& entry : active) {
        const SoundMode mode = m_modes[size_t(entry.priority())];
        const bool first = !m_sounded.contains(entry.id);
        const bool wants
            = mode != SoundMode::Off && entry.audible && (first || (repeat && mode == SoundMode::Repeat));
        if (wants && (!found || entry.priority() > *found))
            found = entry.priority();
    }
    return found;
}

void SoundDesk::update(const std::vector<AlarmEntry>& active, bool silenced, qint64 now)
{
    noteNew(active);
    if (silenced || isSilent(now))
        return;
    const auto priority = due(active, now - m_played >= repeatEvery);
    if (!priority)
        return;
    for (const AlarmEntry& entry : active) {
        if (entry.audible)
            m_sounded.insert(entry.id); // one sound stands for all that came together
    }
    m_played = now;
    m_player.play(*priority);
}

void SoundDesk::silenceFrom(qint64 now)
{
    m_silentUntil = now + silence;
    m_silenced = m_worst;
}

} // namespace sm
