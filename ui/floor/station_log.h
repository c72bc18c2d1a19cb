// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"

#include <QTime>

#include <deque>
#include <map>

namespace sm {

/// One thing that happened at a station, ready to show.
struct StationEntry {
    QTime time;
    QString text;
    bool operator==(const StationEntry&) const = default;
};

/// The last five events of every station, newest first, from the server's events and from what changed
/// between two snapshots.
class StationLog {
public:
    static constexpr size_t mostKept = 5;

    void note(const ServerEvent& event, const QDateTime& wall);
    void look(const Snapshot& snapshot);
    const std::deque<StationEntry>& recent(StationId station) const;

private:
    void add(StationId station, const QDateTime& wall, const QString& text);
    void noteChange(const StationSnapshot& station, TileState before, const QDateTime& wall);

    std::map<StationId, std::deque<StationEntry>> m_entries;
    std::map<StationId, TileState> m_states;
};

} // namespace sm
