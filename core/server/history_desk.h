// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "controller/controller.h"
#include "metrics/history_builder.h"
#include "metrics/roll_ups.h"
#include "server/civil_time.h"
#include "server/floor_plan.h"
#include "server/snapshot_board.h"

#include <map>

namespace sm {

/// Keeps the roll-ups of the floor: fed by the controller's events, written to the store once a minute, read
/// by dashboards. Sums of a range are made on a worker; on the server thread an event costs a few additions
/// and a question the copying of handles to closed spans. A store that cannot be written costs history, never
/// cards. Server thread.
class HistoryDesk {
public:
    struct Services {
        Reactor reactor;
        HistoryStore* store = nullptr; ///< outlives the desk
        SnapshotBoard* board = nullptr;
        std::unique_ptr<Executor> worker;
        QTimeZone zone = QTimeZone::systemTimeZone();
    };
    HistoryDesk(Services services, const FloorPlan& plan);
    ~HistoryDesk(); ///< writes what is not written yet

    /// Reads back what earlier runs wrote. Before anything happens.
    static QCoro::Task<> restore(HistoryDesk* self);

    void stationComes(StationId station); ///< onto a floor that runs
    void stationGoes(StationId station);
    void stationChanged(const StationDesk& desk);
    void cardFinished(const JobRun& job, const StationDesk& desk, const SessionResult& result);
    void hsmWaited(Nanos wait);
    /// Called with each snapshot: time passes, devices have worked, a minute may have ended.
    void tick(const Snapshot& snapshot);

    /// `jobs`: those of a job's or profile's scope.
    void read(quint64 ticket, HistoryQuery query, std::vector<JobId> jobs);
    void readAttempts(quint64 ticket, AttemptFilter filter);
    /// Refuses when none of them stands.
    Outcome<Done> giveReason(const std::vector<StationId>& stations, IdleReason reason);

private:
    struct Question;
    struct StoreRead;

    qint64 now() const { return m_time.at(m_services.reactor.clock->now()); }
    void noteJob(JobId job, qint64 from, qint64 to);
    void flush(bool ending);
    void collect(std::vector<StoreRead>& missing, std::vector<RollUpRow>& out, const HistorySpan& span);
    void next(quint64 ticket);
    void answer(Question& question);

    Services m_services;
    QStringList m_devices;
    double m_speed;
    CivilTime m_time;
    qint64 m_base; ///< its start
    std::unique_ptr<RollUps> m_rollUps;
    std::vector<StationId> m_listed; ///< stations of this floor since the start, in order
    std::map<JobId, JobSpan> m_jobs;
    std::map<JobId, qint64> m_firstPass; ///< of a job's run, as counted last
    std::vector<Nanos> m_busy; ///< of each device, as read last
    qint64 m_busyAt = 0;
    qint64 m_flushed;
    qint64 m_remaining = 0;
    double m_rate = -1;
    Pending<Done> m_writing;
    std::map<quint64, std::unique_ptr<Question>> m_questions;
    std::map<quint64, Pending<std::vector<FinishedAttempt>>> m_lists;
};

} // namespace sm
