// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/latency_histogram.h"
#include "controller/controller.h"
#include "server/alarm_desk.h"
#include "server/floor_plan.h"
#include "server/rate_meter.h"
#include "server/snapshot.h"

#include <QHash>
#include <QSet>

#include <map>

namespace sm {

class KeyDesk;

/// Folds what the core knows into the value that user interfaces draw. Masking happens here, by class, before
/// anything leaves the core. Server thread.
class SnapshotFolder {
public:
    SnapshotFolder(const FloorPlan& plan, const Clock& clock);

    void cardFinished(const StationDesk& desk, const SessionResult& result);
    /// What a person who comes to the station wants to see of the card: kept, masked, while it stands.
    void cardFails(const StationDesk& desk, const SessionResult& result);
    void stationChanged(const StationDesk& desk);
    /// One that this run of the program has not produced before, or whose remakes begin.
    void jobStarts();
    void runAnswered(quint32 commands, Nanos overhead);
    void noteEvent() { ++m_events; }
    void setDiskFree(double share) { m_diskFree = share; }
    void setStationDoor(std::shared_ptr<const StationDoorView> door);
    void setTraceStore(TraceStoreFigures figures) { m_traceStore = std::move(figures); }
    void useAlarms(AlarmDesk* alarms) { m_alarms = alarms; } ///< outlives the folder
    void useKeyDesk(const KeyDesk* desk) { m_keyDesk = desk; } ///< the same
    void setChanging(std::vector<StationId> stations) { m_changing = std::move(stations); }
    /// Off the floor, or another one in its place: what was kept of its cards goes.
    void stationGoes(const StationDesk& desk);
    void setTarget(qint64 cards) { m_target = cards; }
    void setLineStopped(const Failure& why) { m_lineStopped = why; }

    /// Jobs come ready-made; everything else is read from the controller and the pool.
    std::shared_ptr<const Snapshot> fold(
        const Controller& controller, const HsmPool& hsms, std::vector<JobSnapshot> jobs);
    /// Of a server that could not open.
    std::shared_ptr<const Snapshot> foldFailure(const Failure& why);
    const LatencyHistogram& overhead() const { return m_overhead; }
    quint64 apdus() const { return m_apdus; }

private:
    StationSnapshot station(const StationDesk& desk) const;
    /// Seconds that a card of the session's profile may take on this floor.
    double targetSeconds(const Session& session) const;
    void addSession(const StationDesk& desk, StationSnapshot& out) const;
    void addFailed(StationSnapshot& out) const;
    MachineSnapshot machine(const MachinePlan& plan, const Controller& controller);
    FloorFigures figures(const Controller& controller, const Snapshot& snapshot);
    std::shared_ptr<Snapshot> blank();
    const std::vector<MaskedExchange>& exchanges(const Session& session) const;

    const FloorPlan& m_plan;
    AlarmDesk* m_alarms = nullptr;
    std::shared_ptr<const StationDoorView> m_stationDoor;
    QHash<StationId, StationLinkState> m_links;
    const KeyDesk* m_keyDesk = nullptr;
    const Clock& m_clock;
    quint64 m_generation = 0;
    quint64 m_events = 0;
    quint64 m_apdus = 0;
    qint64 m_target = 0;
    QDateTime m_saved;
    double m_diskFree = -1;
    TraceStoreFigures m_traceStore;
    std::optional<Failure> m_lineStopped;
    LatencyHistogram m_overhead;
    RateMeter m_floorRate;
    EtaMeter m_eta;
    QSet<StationId> m_atWork; ///< stations that have a session
    std::map<quint16, RateMeter> m_machineRates;
    std::map<quint16, UtilisationMeter> m_machineUse;
    std::map<quint16, Nanos> m_gone; ///< time that stations which have left a machine had cards in work
    std::vector<StationId> m_changing;
    struct Cached {
        Nanos newest{-1};
        std::vector<MaskedExchange> exchanges;
    };
    struct LastCard {
        QString job;
        StationSnapshot shown;
    };
    mutable QHash<StationId, LastCard> m_failed; ///< of stations that stand in fault
    mutable QHash<QString, QStringList> m_stepNames; ///< by profile and version
    mutable QHash<StationId, Cached> m_exchanges; ///< masked anew only when a command was added
};

} // namespace sm
