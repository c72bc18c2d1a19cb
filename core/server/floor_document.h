// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "server/setup_rows.h"

#include <QByteArray>
#include <QHash>
#include <QJsonObject>

#include <optional>

namespace sm {

struct FloorPlan;

/// floor.json while it is edited. What it has besides machines and stations stays as it is, and numbers of
/// stations that are not touched never change: where a number would no longer follow from the place in the
/// list it is written down. A value. Edits may make it wrong for a time; check() and save() say so.
class FloorDocument {
public:
    /// FloorFileUnexpected: not JSON, or not a floor.
    static Outcome<FloorDocument> parse(const QByteArray& json, const QString& fileName);
    static Outcome<FloorDocument> load(const QString& fileName);
    /// The file that would make this floor: of the demo, whose floor has none. Machines with virtual stations
    /// and virtual HSMs only.
    static FloorDocument of(const FloorPlan& plan);

    std::vector<MachineRow> machines() const;
    std::optional<StationRow> station(StationId id) const;
    QByteArray json() const;

    quint16 addMachine(const QString& name); ///< its number
    void renameMachine(quint16 machine, const QString& name);
    void removeMachine(quint16 machine); ///< with its stations
    /// The highest number of the machine and one: numbers of removed stations stay theirs while higher ones
    /// are there. Invalid: no such machine.
    StationId addStation(quint16 machine, StationRow row);
    /// The station of row.id; `modules` is not an edit. Members of its entry that no row has are kept while
    /// the kind stays.
    bool changeStation(const StationRow& row);
    bool removeStation(StationId id); ///< with its modules that no other station has

    /// The first thing that is wrong: FloorFileUnexpected with its JSON path.
    Outcome<Done> check() const;
    /// Checked, then written whole or not at all. FloorFileUnexpected, FloorFileUnwritable.
    Outcome<Done> save(const QString& fileName) const;

    /// What a path of a failure points at.
    struct Spot {
        quint16 machine = 0;
        StationId station; ///< invalid: the machine itself
        QString member; ///< "port"; empty: the whole of it
    };
    std::optional<Spot> find(const QString& path) const; ///< nothing: somewhere else in the file

    /// What each station is, its modules included: two that are equal need no change. By id.
    QHash<StationId, QJsonObject> definitions() const;
    /// Members of the file other than its machines, and under "dataPlane" the machines' control devices by
    /// the machines' numbers: what a running floor takes over at its next start only.
    QJsonObject rest() const;

private:
    explicit FloorDocument(QJsonObject root, QString fileName)
        : m_root(std::move(root))
        , m_fileName(std::move(fileName))
    {
    }
    template <class Edit> bool edit(quint16 machine, Edit change);

    QJsonObject m_root;
    QString m_fileName;
};

} // namespace sm
