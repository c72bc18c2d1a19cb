// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "controller/controller.h"
#include "server/alarm_desk.h"
#include "server/disk_watch.h"
#include "server/floor_plan.h"
#include "server/history_desk.h"
#include "server/import_desk.h"
#include "server/import_task.h"
#include "server/snapshot_board.h"
#include "server/snapshot_folder.h"
#include "trace/trace_folder.h"

#include <map>

namespace sm {

struct ServerOptions {
    FloorPlan floor;
    QString dataFolder; ///< the store lives here; made when it is missing
    QString floorFile; ///< where a changed floor is kept; empty: nowhere
    QStringList profileFolders{QStringLiteral(":/stationmaster/profiles")};
    SessionSettings session;
    TraceStoreOptions traceStore; ///< without a folder: `traces` in the data folder
    QString hsmProgram; ///< stationmaster-hsm; empty: the one beside this program
};

/// What the server runs on: threads and real time, or one thread and simulated time. The pointers outlive the
/// server.
struct ServerEnvironment {
    Reactor reactor;
    ExecutorFactory* executors = nullptr;
    bool threaded = true; ///< false: executors run inline
    Random* random = nullptr;
    SnapshotBoard* board = nullptr;
};

/// The personalization server (100): composition of the core's rooms; takes commands, gives events and
/// snapshots. Everything in it runs on one thread, the server thread, except what executors do.
class PersonalizationServer final : private ControllerListener {
public:
    PersonalizationServer(ServerEnvironment environment, ServerOptions options);
    ~PersonalizationServer();

    /// Opens store, HSMs and stations; answers with event::Opened or event::Refused with ticket 0. After that
    /// refusal each command is refused with the same failure, and snapshots tell it.
    void open();
    using Reply = std::function<void(const Outcome<Done>&)>;
    /// Answered by an event with the ticket, and by the reply when there is one.
    void handle(quint64 ticket, ServerCommand command, Reply reply = {});
    /// Folds and publishes a snapshot.
    void publish();
    bool isStopped() const { return m_stopped; }

private:
    class StopWatch;
    class RecordDesk; // record_desk.h
    class SetupDesk; // setup_desk.h
    struct Busy; ///< counts coroutines in flight, so that nothing is destroyed under them
    struct BookedJob {
        JobRow row;
        JobCounts counts;
        double seconds = 0;
        std::optional<std::vector<ModuleNeed>> modules; ///< of its profile, once looked up
        bool asksMachines = false; ///< the same
    };

    void jobChanged(const JobRun& job) override;
    void cardFinished(const JobRun& job, const StationDesk& desk, const SessionResult& result) override;
    void cardFails(const StationDesk& desk, const SessionResult& result) override
    {
        m_folder.cardFails(desk, result);
    }
    void stationStopped(const StationDesk& desk, const Failure& why) override;
    void stationChanged(const StationDesk& desk) override;
    void runAnswered(quint32 commands, Nanos overhead) override;
    void storeFailed(const Failure& why) override;

    static QCoro::Task<> openAll(PersonalizationServer* self);
    void openFailed(const Failure& why);
    static QCoro::Task<> openHistory(PersonalizationServer* self);
    void openTraces();
    static QCoro::Task<> startJob(PersonalizationServer* self, quint64 ticket, JobId job);
    QCoro::Task<Outcome<Done>> openAndStart(JobId job);
    Outcome<Done> checkStartable(JobId job) const;
    static QCoro::Task<> abortStored(PersonalizationServer* self, quint64 ticket, JobId job, QString reason);
    static QCoro::Task<> refreshCounts(PersonalizationServer* self, JobId job);
    QCoro::Task<Outcome<std::shared_ptr<JobContext>>> openContext(JobRow row);
    QCoro::Task<Outcome<SecurityReply>> unwrapDataKey(QByteArray wrapped);
    QCoro::Task<Outcome<Done>> openSources(JobRow row, std::shared_ptr<const Profile> profile);
    QCoro::Task<Outcome<Done>> recover();

    void carryOut(quint64 ticket, const ServerCommand& command);
    std::optional<Outcome<Done>> stationDecision(const ServerCommand& wanted);
    void answer(quint64 ticket, const Outcome<Done>& outcome);
    void makeImportDesk();
    void import(quint64 ticket, const command::ImportFile& order);
    void imported(const ImportTask& task, ImportTask::Result result);
    void importGone();
    void resumeJob(quint64 ticket, JobId job);
    void abortJob(quint64 ticket, JobId job, const QString& reason);
    void stop(bool finishCards);
    template <class F> void forStations(quint64 ticket, const std::vector<StationId>& stations, F action);
    std::vector<JobSnapshot> jobSnapshots();
    std::optional<Failure> whatIsMissing(BookedJob& booked) const;
    std::vector<JobId> jobsOf(const HistoryScope& scope) const;
    void report(ServerEvent event) { m_environment.board->report(std::move(event)); }

    ServerEnvironment m_environment;
    ServerOptions m_options;
    std::shared_ptr<const ProfileShelf> m_shelf;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<HsmPool> m_hsms;
    std::unique_ptr<HistoryDesk> m_history;
    std::unique_ptr<DataService> m_data;
    std::unique_ptr<Executor> m_importer;
    std::unique_ptr<class FloorBuilder> m_builder;
    std::unique_ptr<class KeyDesk> m_keys; ///< before the processes that its lines reach
    std::unique_ptr<class TraceDesk> m_traces; ///< outlives the sessions, whose cards end in it
    std::unique_ptr<Controller> m_controller;
    AlarmDesk m_alarms;
    SnapshotFolder m_folder;
    DiskWatch m_disk;
    std::unique_ptr<ImportDesk> m_importDesk;
    std::shared_ptr<ImportTask> m_import;
    std::vector<std::pair<quint64, command::ImportFile>> m_laterImports; ///< wait for what a refused one left
    std::map<JobId, BookedJob> m_jobs;
    std::map<JobId, std::vector<quint64>> m_starting; ///< jobs that are being opened, and who asked for it
    std::vector<std::pair<quint64, ServerCommand>> m_early; ///< posted before everything was open
    std::map<quint64, Reply> m_replies;
    std::unique_ptr<RecordDesk> m_records;
    std::unique_ptr<SetupDesk> m_setup;
    std::unique_ptr<StopWatch> m_stopWatch;
    int m_busy = 0;
    int m_released = 0;
    int m_doubtful = 0;
    bool m_open = false;
    std::optional<Failure> m_openFailure; ///< stands until the end of the program
    std::optional<Failure> m_lineStopped; ///< the same
    bool m_stopped = false;
};

} // namespace sm
