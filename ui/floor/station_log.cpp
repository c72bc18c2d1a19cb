// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/floor/station_log.h"

#include "base/overloaded.h"
#include "ui/text/failure_text.h"

#include <QCoreApplication>

namespace sm {

namespace {

QString say(const char* text)
{
    return QCoreApplication::translate("StationLog", text);
}

} // namespace

void StationLog::add(StationId station, const QDateTime& wall, const QString& text)
{
    std::deque<StationEntry>& entries = m_entries[station];
    entries.push_front({wall.toLocalTime().time(), text});
    if (entries.size() > mostKept)
        entries.pop_back();
}

void StationLog::note(const ServerEvent& event, const QDateTime& wall)
{
    std::visit(
        Overloaded{
            [&](const event::CardGood& e) {
                add(e.station, wall, say(QT_TRANSLATE_NOOP("StationLog", "Card good")));
            },
            [&](const event::CardRejected& e) {
                const QString what = e.quarantined
                    ? say(QT_TRANSLATE_NOOP("StationLog", "Card to quarantine: %1"))
                    : say(QT_TRANSLATE_NOOP("StationLog", "Card given back untouched: %1"));
                add(e.station, wall, what.arg(failureText(e.why).sentence));
            },
            [&](const event::StationStopped& e) {
                add(e.station, wall,
                    say(QT_TRANSLATE_NOOP("StationLog", "Stopped: %1")).arg(failureText(e.why).sentence));
            },
            [](const auto&) {},
        },
        event);
}

void StationLog::noteChange(const StationSnapshot& station, TileState before, const QDateTime& wall)
{
    const TileState now = station.state;
    if (now == TileState::Held)
        add(station.id, wall, say(QT_TRANSLATE_NOOP("StationLog", "Held")));
    else if (now == TileState::Offline)
        add(station.id, wall, say(QT_TRANSLATE_NOOP("StationLog", "Link lost")));
    else if (before == TileState::Held)
        add(station.id, wall, say(QT_TRANSLATE_NOOP("StationLog", "Resumed")));
    else if (before == TileState::Fault)
        add(station.id, wall, say(QT_TRANSLATE_NOOP("StationLog", "Continued after fault")));
    else if (before == TileState::Offline)
        add(station.id, wall, say(QT_TRANSLATE_NOOP("StationLog", "Link restored")));
}

void StationLog::look(const Snapshot& snapshot)
{
    for (const MachineSnapshot& machine : snapshot.machines) {
        for (const StationSnapshot& station : machine.stations) {
            const auto [it, added] = m_states.try_emplace(station.id, station.state);
            if (added || it->second == station.state)
                continue;
            noteChange(station, it->second, snapshot.wall);
            it->second = station.state;
        }
    }
}

const std::deque<StationEntry>& StationLog::recent(StationId station) const
{
    static const std::deque<StationEntry> none;
    const auto it = m_entries.find(station);
    return it == m_entries.end() ? none : it->second;
}

} // namespace sm
