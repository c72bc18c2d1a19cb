// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alarms/alarm_centre.h"

#include <algorithm>

namespace sm {

AlarmCentre::AlarmCentre(SoundPlayer& player, QObject* parent)
    : QObject(parent)
    , m_player(player)
    , m_sounds(player)
{
}

void AlarmCentre::update(const Snapshot& snapshot, qint64 age, qint64 now)
{
    m_now = now;
    m_clock = snapshot.now + (age > linkLostAfter ? age : 0);
    const quint64 revision = snapshot.alarms ? snapshot.alarms->revision : 0;
    const bool lost = age > linkLostAfter;
    const bool renew = snapshot.alarms != m_source || lost || m_linkLost;
    const bool news = revision != m_revision || lost != m_linkLost || (lost && m_view.active.empty());
    m_linkLost = lost;
    m_linkSeen = m_linkSeen && lost;
    // A view without a new revision may still have newer figures.
    if (renew)
        m_view = snapshot.alarms ? *snapshot.alarms : AlarmView();
    m_source = snapshot.alarms;
    if (lost)
        addLinkAlarm(snapshot, age);
    m_revision = revision;
    placeCursor();
    m_sounds.update(m_view.active, !lost && snapshot.alarms && snapshot.alarms->silencedUntil > 0, now);
    callForAttention();
    if (news)
        Q_EMIT changed();
}

void AlarmCentre::addLinkAlarm(const Snapshot& snapshot, qint64 age)
{
    AlarmEntry entry;
    entry.id = linkAlarm;
    entry.code = AlarmCode::EngineLinkLost;
    entry.value = double(age / 1000);
    entry.raisedAt = snapshot.now + linkLostAfter;
    entry.acknowledged = m_linkSeen;
    entry.audible = !m_linkSeen;
    // What the engine said before is old: this line goes first until somebody has seen it.
    m_view.active.insert(m_linkSeen ? m_view.active.end() : m_view.active.begin(), entry);
}

void AlarmCentre::placeCursor()
{
    const auto& active = m_view.active;
    const auto shown = std::find_if(
        active.begin(), active.end(), [this](const AlarmEntry& entry) { return entry.id == m_shown; });
    if (shown == active.end()) {
        m_chosen = m_visited = false;
        m_cursor = 0;
    } else {
        m_cursor = m_chosen ? int(shown - active.begin()) : 0;
    }
    const quint64 now = active.empty() ? 0 : active[size_t(m_cursor)].id;
    m_visited = m_visited && now == m_shown;
    m_shown = now;
}

void AlarmCentre::callForAttention()
{
    quint64 newest = 0;
    bool urgent = false;
    for (const AlarmEntry& entry : m_view.active) {
        const bool fresh = entry.id > m_newest;
        newest = std::max(newest, entry.id);
        urgent |= fresh && !entry.acknowledged && entry.priority() >= AlarmPriority::High;
    }
    m_newest = newest;
    if (urgent && !m_player.available())
        Q_EMIT attentionWanted();
}

const AlarmEntry* AlarmCentre::current() const
{
    return m_view.active.empty() ? nullptr : &m_view.active[size_t(m_cursor)];
}

const AlarmEntry* AlarmCentre::step(bool forward)
{
    const int count = int(m_view.active.size());
    if (count == 0)
        return nullptr;
    if (m_visited || !forward)
        m_cursor = ((m_cursor + (forward ? 1 : -1)) % count + count) % count;
    m_visited = m_chosen = true;
    m_shown = m_view.active[size_t(m_cursor)].id;
    Q_EMIT changed();
    return current();
}

void AlarmCentre::acknowledgeCurrent()
{
    if (const AlarmEntry* entry = current())
        acknowledge(entry->id);
}

void AlarmCentre::acknowledge(quint64 id)
{
    m_chosen = m_visited = false; // on to what nobody has seen yet
    if (id != linkAlarm) {
        Q_EMIT command(command::AcknowledgeAlarm{id});
        return;
    }
    m_linkSeen = true;
    for (AlarmEntry& entry : m_view.active) {
        if (entry.id == linkAlarm)
            entry.acknowledged = true;
    }
    Q_EMIT changed();
}

void AlarmCentre::silence()
{
    m_sounds.silenceFrom(m_now);
    Q_EMIT command(command::SilenceAlarms{});
    Q_EMIT changed();
}

bool AlarmCentre::silenced() const
{
    return m_sounds.isSilent(m_now) || (!m_linkLost && m_view.silencedUntil > 0);
}

} // namespace sm
