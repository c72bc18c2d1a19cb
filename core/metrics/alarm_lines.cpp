// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/alarm_lines.h"

#include <algorithm>
#include <utility>

namespace sm {

AlarmLines::AlarmLines(const Clock& clock)
    : m_clock(clock)
    , m_history(clock)
{
}

qint64 AlarmLines::milliseconds(Nanos time) const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(time).count();
}

void AlarmLines::set(const AlarmKey& key, AlarmLevel level, AlarmDetail detail)
{
    auto found = m_lines.find(key);
    if (found == m_lines.end()) {
        if (!level.raise)
            return;
        found = m_lines.emplace(key, Line()).first;
    }
    Line& line = found->second;
    const bool wanted = line.on ? level.clear : level.raise;
    if (!wanted)
        line.since.reset();
    else if (!line.since)
        line.since = m_clock.now();
    if (level.raise) {
        if (line.open && line.entry.value != detail.value)
            changed();
        line.entry.why = std::move(detail.why);
        line.entry.value = detail.value;
    }
    evaluate(key, line);
}

void AlarmLines::drop(const AlarmKey& key)
{
    const auto found = m_lines.find(key);
    if (found == m_lines.end())
        return;
    Line& line = found->second;
    line.since.reset();
    if (!std::exchange(line.on, false))
        return; // it has ended, or waits out its chatter: its time of clearing stays
    if (line.open && line.entry.times <= chatterReturns)
        end(line);
    else
        line.cleared = m_clock.now();
    changed();
}

void AlarmLines::evaluate(const AlarmKey& key, Line& line)
{
    const Nanos now = m_clock.now();
    const AlarmRule& rule = alarmRule(key.code);
    if (!line.on && line.since && now - *line.since >= rule.raiseDelay) {
        line.since.reset();
        raise(key, line);
    } else if (line.on && line.since && now - *line.since >= rule.clearDelay) {
        line.since.reset();
        line.on = false;
        line.cleared = now;
        // One that came often stays a while, so that it does not come and go as a new line each time.
        if (line.entry.times <= chatterReturns)
            end(line);
        changed();
    } else if (line.open && !line.on && now - line.cleared >= chatterHold) {
        end(line);
        changed();
    }
}

void AlarmLines::raise(const AlarmKey& key, Line& line)
{
    const Nanos now = m_clock.now();
    const bool back = revive(line);
    line.on = true;
    line.raised = now;
    line.raises.push_back(now);
    while (line.raises.front() < now - window)
        line.raises.pop_front();
    line.entry.times = int(line.raises.size());
    if (!back) {
        line.entry.id = ++m_lastId;
        line.entry.code = key.code;
        line.entry.station = key.station;
        line.entry.subject = key.subject;
        line.entry.raisedAt = milliseconds(now);
        line.entry.clearedAt = 0;
        line.entry.acknowledged = false;
        line.open = true;
        noteNew(key, line.entry.id);
    }
    m_history.noteRaise(line.entry);
    changed();
}

/// True when the line is the one that was there before.
bool AlarmLines::revive(Line& line)
{
    if (line.open)
        return true;
    if (line.entry.id == 0)
        return false;
    const Nanos now = m_clock.now();
    const auto recent = std::count_if(
        line.raises.begin(), line.raises.end(), [now](Nanos time) { return time >= now - window; });
    if (now - line.cleared > quickReturn && recent <= chatterReturns)
        return false;
    m_history.takeBack(line.entry.id);
    line.open = true;
    return true;
}

void AlarmLines::noteNew(const AlarmKey& key, quint64 id)
{
    if (parentOf(key) || m_shelves.contains(key))
        return;
    m_new.emplace_back(m_clock.now(), id);
    if (m_silencedUntil > m_clock.now() && alarmPriority(key.code) >= m_silenced)
        m_silencedUntil = Nanos(0);
    updateFlood();
}

void AlarmLines::updateFlood()
{
    while (!m_new.empty() && m_new.front().first < m_clock.now() - window)
        m_new.pop_front();
    const int fresh = int(m_new.size());
    const bool flood = m_flood ? fresh > floodEnds : fresh > floodRaises;
    if (flood != m_flood) {
        m_flood = flood;
        changed();
    }
    const quint64 before = std::exchange(m_floodFirst, 0);
    for (const auto& [time, id] : m_new) {
        const Line* line = byId(id);
        if (m_flood && line && line->open) {
            m_floodFirst = id;
            break;
        }
    }
    if (before != m_floodFirst)
        changed();
}

void AlarmLines::end(Line& line)
{
    line.open = false;
    line.cleared = m_clock.now();
    line.entry.clearedAt = milliseconds(line.cleared);
    m_history.add(line.entry);
    updateFlood();
}

void AlarmLines::tick()
{
    // The cause before its consequences: what is raised as a child makes no line and no sound.
    for (const AlarmCode first : {AlarmCode::AllHsmsLost, AlarmCode::HsmLost, AlarmCode::None}) {
        for (auto& [key, line] : m_lines) {
            if (first == AlarmCode::None || key.code == first)
                evaluate(key, line);
        }
    }
    std::erase_if(m_shelves, [this](const auto& shelf) {
        const bool over = shelf.second.until <= m_clock.now();
        if (over)
            changed();
        return over;
    });
    std::erase_if(m_lines, [this](const auto& line) {
        return !line.second.open && !line.second.on && !line.second.since
            && m_clock.now() - line.second.cleared > window;
    });
    const bool silent = m_silencedUntil > Nanos(0);
    if (silent && m_silencedUntil <= m_clock.now()) {
        m_silencedUntil = Nanos(0);
        changed();
    }
    updateFlood();
}

bool AlarmLines::stands(const AlarmKey& key) const
{
    const auto found = m_lines.find(key);
    return found != m_lines.end() && found->second.on;
}

bool AlarmLines::standsAny(AlarmCode code) const
{
    return openLine(code) != nullptr;
}

const AlarmLines::Line* AlarmLines::openLine(AlarmCode code, StationId station) const
{
    AlarmKey from;
    from.code = code;
    from.station = station;
    for (auto it = m_lines.lower_bound(from); it != m_lines.end() && it->first.code == code; ++it) {
        if (it->second.open && (!station.isValid() || it->first.station == station))
            return &it->second;
    }
    return nullptr;
}

const AlarmLines::Line* AlarmLines::parentOf(const AlarmKey& key) const
{
    switch (key.code) {
    case AlarmCode::HsmLost:
        return openLine(AlarmCode::AllHsmsLost);
    case AlarmCode::HsmQueueLong:
    case AlarmCode::TaktSlow: {
        const Line* all = openLine(AlarmCode::AllHsmsLost);
        return all ? all : openLine(AlarmCode::HsmLost);
    }
    case AlarmCode::RejectRate:
    case AlarmCode::WrongCardType: {
        if (!key.station.isValid())
            return nullptr;
        const Line* run = openLine(AlarmCode::RejectRun, key.station);
        return run ? run : openLine(AlarmCode::StationFault, key.station);
    }
    default:
        return nullptr;
    }
}

AlarmLines::Line* AlarmLines::byId(quint64 id)
{
    for (auto& [key, line] : m_lines) {
        if (line.entry.id == id && id != 0)
            return &line;
    }
    return nullptr;
}

void AlarmLines::setWaiting(std::set<StationId> stations)
{
    if (m_waiting == stations)
        return;
    m_waiting = std::move(stations);
    if (standsAny(AlarmCode::HsmLost) || standsAny(AlarmCode::AllHsmsLost))
        changed();
}

void AlarmLines::acknowledge(quint64 id)
{
    Line* line = byId(id);
    if (!line || line->entry.acknowledged)
        return;
    line->entry.acknowledged = true;
    m_history.acknowledged(id);
    // Who has seen the cause has seen its consequences.
    for (auto& [key, child] : m_lines) {
        if (child.open && parentOf(key) == line)
            child.entry.acknowledged = true;
    }
    changed();
}

void AlarmLines::silence()
{
    m_silencedUntil = m_clock.now() + silenceTime;
    m_silenced = AlarmPriority::Low;
    for (const auto& [key, line] : m_lines) {
        if (line.open && !line.entry.acknowledged)
            m_silenced = std::max(m_silenced, alarmPriority(key.code));
    }
    changed();
}

bool AlarmLines::shelve(quint64 id, int minutes, const QString& reason, Nanos most)
{
    if (minutes < leastShelf || minutes > longestShelf || reason.trimmed().isEmpty())
        return false;
    for (const auto& [key, line] : m_lines) {
        if (line.entry.id != id || !line.open)
            continue;
        const Nanos time = std::min<Nanos>(std::chrono::minutes(minutes), most);
        m_shelves[key] = {m_clock.now() + time, reason.trimmed()};
        m_history.noteShelf();
        changed();
        return true;
    }
    return false;
}

void AlarmLines::unshelve(quint64 id)
{
    for (const auto& [key, line] : m_lines) {
        if (line.entry.id == id && m_shelves.erase(key) > 0)
            changed();
    }
}

} // namespace sm
