// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controller/job_run.h"
#include "controller/station_desk.h"

#include <map>

namespace sm {

struct ControllerSettings {
    int rejectRunLimit = 3; ///< a station holds itself after this many rejects in a row
    Nanos startStagger{}; ///< between two stations' first cards, so that they do not all ask the HSMs at once
    int fetchBatch = 256;
};

/// Hears what the controller did. Server thread.
class ControllerListener {
public:
    ControllerListener() = default;
    ControllerListener(const ControllerListener&) = delete;
    ControllerListener& operator=(const ControllerListener&) = delete;
    virtual void jobChanged(const JobRun& job) = 0;
    virtual void cardFinished(const JobRun& job, const StationDesk& desk, const SessionResult& result) = 0;
    virtual void stationStopped(const StationDesk& desk, const Failure& why) = 0;
    /// Its card ended badly: the last look at the session, which is gone when cardFinished is called.
    virtual void cardFails(const StationDesk&, const SessionResult&) { }
    /// Its life cycle, its session's phase or a wait for an HSM changed.
    virtual void stationChanged(const StationDesk&) { }
    virtual void runAnswered(quint32 commands, Nanos overhead) = 0;
    virtual void storeFailed(const Failure& why) = 0;

protected:
    ~ControllerListener() = default;
};

/// The personalization controller (120): receives the ids of card objects and routes each to a waiting
/// station; starts, holds and ends sessions. Server thread.
class Controller final : private SessionObserver {
public:
    Controller(SessionServices services, ControllerSettings settings, ControllerListener& listener);
    ~Controller();

    /// Also while jobs run: it gets its cards as the others do, and is held while the floor is.
    void addStation(std::unique_ptr<Station> station);
    /// It goes, with its link and devices. False, and nothing happens: it has a session, or a card that a
    /// person has to take away. Not from within an event of a station.
    bool removeStation(StationId station);
    static bool isOccupied(const StationDesk& desk);
    const std::vector<std::unique_ptr<StationDesk>>& desks() const { return m_desks; }
    const std::vector<std::unique_ptr<JobRun>>& runs() const { return m_runs; }
    StationDesk* desk(StationId station) const;
    JobRun* run(JobId job) const;

    /// Gives out the job's records from now on. Counts come from the store.
    void start(std::shared_ptr<JobContext> context, JobCounts counts);
    Outcome<Done> hold(JobId job);
    Outcome<Done> resume(JobId job);
    Outcome<Done> abort(JobId job, const QString& reason);

    /// The card in the station goes to the reject bin. NoCardToReject.
    Outcome<Done> rejectCard(StationId station);

    /// What the store has done upon a person's decision, for the live counts and the queue. A job without a
    /// run needs none of it.
    void takeDecision(JobId job, const DecisionResult& result);
    void setRemakeMode(JobId job, RemakeMode mode);
    /// The store has closed it.
    void noteClosed(JobId job);

    /// The floor: nothing new is given out; cards in stations are finished. Not a safety stop. What is held
    /// one by one, or after a run of rejects, stays held when the floor goes on.
    void holdFloor();
    void resumeFloor();
    bool floorHeld() const { return m_floorHeld; }
    Outcome<Done> holdStation(StationId station);
    Outcome<Done> resumeStation(StationId station); ///< FloorIsHeld
    /// The card was taken away and the operator pressed Continue.
    Outcome<Done> clearStation(StationId station);

    int sessionsRunning() const { return m_sessions; }
    /// Ends every session at once. Wait for sessionsRunning() to become 0 before destroying anything.
    void cancelAll();

private:
    class StaggerQueue;

    void sessionChanged(const Session& session) override;
    void waitChanged(const Session& session) override;
    void runAnswered(const Session& session, quint32 commands, Nanos overhead) override;
    void sessionFinished(Session& session, const SessionResult& result) override;

    /// Sessions of the job that still wait for a card give their id back; the others finish theirs.
    void giveBackCardless(JobId job);
    void feedAll();
    void feed(StationDesk& desk);
    bool mayWork(const StationDesk& desk) const;
    void startSession(StationDesk& desk, JobRun& run);
    bool canMake(const StationDesk& desk, const JobRun& run) const;
    JobRun* nextRun(const StationDesk& desk) const;
    static QCoro::Task<> fetch(Controller* self, JobRun* run);
    static QCoro::Task<> persist(Controller* self, JobId job, JobState state, QString reason);
    void setState(JobRun& run, JobState state, const QString& reason = QString());
    void settle(JobRun& run); ///< state changes that follow from what is in flight
    void account(JobRun& run, StationDesk& desk, const RecordRow& record, const SessionResult& result);
    void releaseRecord(JobRun& run, const RecordRow& record, const SessionResult& result);
    void releaseStation(StationDesk& desk, const SessionResult& result);
    void onStationChanged(Station& station);
    Nanos now() const { return m_services.reactor.clock->now(); }

    SessionServices m_services;
    ControllerSettings m_settings;
    ControllerListener& m_listener;
    std::vector<std::unique_ptr<StationDesk>> m_desks;
    QHash<StationId, StationDesk*> m_byId;
    std::vector<std::unique_ptr<JobRun>> m_runs; ///< in order of start
    std::unique_ptr<StaggerQueue> m_stagger;
    bool m_floorHeld = false;
    bool m_ending = false;
    int m_sessions = 0;
};

} // namespace sm
