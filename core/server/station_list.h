// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "server/station_commands.h"

#include <QSet>

namespace sm {

/// Which keys may take which places: the allow-list of the stations that come over TLS. Kept in a file of the
/// data folder, whole or old, that only its owner can read; what floor.json says is on the list and not in
/// the file. To revoke is to remove.
class StationList {
public:
    /// StationListUnusable. A missing file is an empty list.
    static Outcome<StationList> load(const QString& path);

    void addPlanned(StationId station, const QByteArray& pin); ///< from floor.json
    void removePlanned(StationId station);
    bool allows(const QByteArray& pin, StationId station) const;
    bool isPlanned(const QByteArray& pin, StationId station) const;
    bool knows(const QByteArray& pin) const; ///< for any place
    QSet<QByteArray> pins() const;
    const std::vector<ListedStation>& entries() const { return m_entries; }

    /// Both are on the disk before they count. StationListUnusable: nothing has changed.
    Outcome<Done> add(ListedStation entry);
    Outcome<Done> remove(const QByteArray& pin, StationId station);

private:
    explicit StationList(QString path)
        : m_path(std::move(path))
    {
    }
    Outcome<Done> save(const std::vector<ListedStation>& entries) const;
    const ListedStation* find(const QByteArray& pin, StationId station) const;

    QString m_path;
    std::vector<ListedStation> m_entries;
};

} // namespace sm
