// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/floor_document.h"
#include "server/setup_commands.h"

#include <optional>
#include <vector>

namespace sm {

/// A machine of the draft that is not as it is on the floor. Its stations are edits of their own.
struct MachineEdit {
    quint16 machine = 0;
    StationEdit::What what = StationEdit::What::Changed; ///< Changed: another name
    QString name; ///< as it is to be; of one that goes as it is
    QString before; ///< Changed: as it is
};

/// The floor as persons want it, beside the floor as it runs. Each edit can be undone; typing into one field
/// is one edit. A value; the draft may be wrong for a time, and says where.
class FloorDraft {
public:
    bool loaded() const { return m_running.has_value(); }
    /// From now on this floor runs, and nothing is edited.
    void start(FloorDocument running);
    /// What runs may have changed meanwhile. Edits stay as they are. True: it did, and there are edits.
    bool follow(FloorDocument running);

    std::vector<MachineRow> machines() const;
    std::vector<MachineRow> runningMachines() const;
    std::optional<StationRow> station(StationId id) const;
    QByteArray json() const;
    QJsonObject definition(StationId id) const; ///< changes with whatever is said about the station
    std::optional<FloorDocument::Spot> find(const QString& path) const;

    quint16 addMachine(const QString& name);
    void renameMachine(quint16 machine, const QString& name);
    void removeMachine(quint16 machine);
    StationId addStation(quint16 machine, const StationRow& row);
    /// `member`: the field that is typed into.
    void changeStation(const StationRow& row, const QString& member);
    void removeStation(StationId id);
    bool canUndo() const { return !m_before.empty(); }
    void undo();
    void discard();

    /// Of a station that is, or is not any more, in the draft. Nothing: it stays what it is.
    std::optional<StationEdit::What> change(StationId id) const;
    std::vector<MachineEdit> machineEdits() const;
    int edits() const; ///< stations and machines that are not as they run
    const std::optional<Failure>& wrong() const { return m_wrong; } ///< FloorFileUnexpected

private:
    void remember(const QString& what);
    void look();

    std::optional<FloorDocument> m_running;
    std::optional<FloorDocument> m_wanted;
    QHash<StationId, QJsonObject> m_runningDefinitions; ///< of m_running
    QHash<StationId, QJsonObject> m_wantedDefinitions; ///< of m_wanted
    std::optional<Failure> m_wrong;
    std::vector<FloorDocument> m_before; ///< newest last
    QString m_typing; ///< what the newest edit was about; empty: nothing joins it
};

} // namespace sm
