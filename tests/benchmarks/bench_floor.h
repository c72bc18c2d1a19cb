// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controller/controller.h"
#include "security/soft_hsm.h"
#include "store/sqlite_journal.h"

#include <QTemporaryDir>

namespace sm::bench {

/// Answers at once and keeps nothing: what a session costs without durability.
class MemoryJournal final : public Journal {
public:
    MemoryJournal(Reactor reactor, std::vector<RecordRow> records)
        : m_reactor(std::move(reactor))
        , m_records(std::move(records))
    {
    }
    Pending<JobId> beginImport(NewJob, QByteArray) override { return refused<JobId>(); }
    Pending<Done> addRecords(JobId, std::vector<NewRecord>) override { return refused<Done>(); }
    Pending<JobRow> commitImport(JobId) override { return refused<JobRow>(); }
    Pending<Done> cancelImport(JobId) override { return refused<Done>(); }
    Pending<bool> removeImportPart(JobId) override { return refused<bool>(); }
    Pending<std::vector<CardObjectId>> known(std::vector<CardObjectId>) override
    {
        return refused<std::vector<CardObjectId>>();
    }
    Pending<std::vector<KnownObject>> whereKnown(std::vector<CardObjectId>) override
    {
        return refused<std::vector<KnownObject>>();
    }
    Pending<std::vector<JobRow>> jobs() override { return refused<std::vector<JobRow>>(); }
    using Journal::setJobState;
    Pending<Done> setJobState(JobId, JobState, QString) override { return ready<Done>(Done{}); }
    Pending<std::vector<RecordRow>> waiting(JobId, quint64 from, int limit) override;
    Pending<JobCounts> counts(JobId) override { return refused<JobCounts>(); }
    Pending<AttemptKey> claim(RecordId, StationId) override
    {
        return ready<AttemptKey>(AttemptKey(AttemptId(++m_attempts), Epoch(1)));
    }
    Pending<Done> append(AttemptKey, std::vector<JournalEntry>) override { return ready<Done>(Done{}); }
    Pending<std::vector<RecoveredAttempt>> recover() override
    {
        return refused<std::vector<RecoveredAttempt>>();
    }
    Pending<std::vector<AttemptRow>> attempts(JobId) override { return refused<std::vector<AttemptRow>>(); }

private:
    template <class T> Pending<T> ready(Outcome<T> outcome)
    {
        return Pending<T>::ready(m_reactor, std::move(outcome));
    }
    template <class T> Pending<T> refused() { return ready<T>(fail(fc::WaitCancelled)); }

    Reactor m_reactor;
    std::vector<RecordRow> m_records;
    qint64 m_attempts = 0;
};

/// The core as the server composes it, on this thread, with card links of the benchmark's own: store, soft
/// HSMs on threads, data service, controller, sessions. Runs the demo job "Harbour Transit Pass".
class BenchFloor final : private ControllerListener {
public:
    enum class Store { Durable, Memory };
    BenchFloor(int records, Store store);
    ~BenchFloor();

    /// Imports the job through a server of its own, then opens everything. False, with a line of why, when
    /// that fails.
    bool open();
    /// At least one. Feeders may look at nothing of the floor.
    void addStation(std::unique_ptr<CardLink> link);
    /// Waits until all stations can work.
    bool waitUntilUsable();
    /// Lets go of controller and stations, and so of the readers. Nothing may be running.
    void closeStations();
    /// Produces the whole job; false unless every record became a good card.
    bool produce();

    const Reactor& reactor() const { return m_reactor; }
    Controller& controller() { return *m_controller; }
    Journal& journal() { return *m_journal; }
    HsmPool& hsms() { return *m_hsms; }
    const JobContext& context() const { return *m_context; }
    const std::vector<RecordRow>& records() const { return m_rows; }
    /// One record's commands, for a blank with this serial number.
    Outcome<CardProgram> programOf(const RecordRow& record);

    int good = 0;
    quint64 apdus = 0;
    Nanos overhead{}; ///< sum over the runs, as the snapshot's figures count it
    Nanos processTime{}; ///< sum over the cards, from arrival to acknowledgement
    Nanos cardTime{}; ///< sum over the cards

private:
    void jobChanged(const JobRun& job) override;
    void cardFinished(const JobRun& job, const StationDesk& desk, const SessionResult& result) override;
    void stationStopped(const StationDesk& desk, const Failure& why) override;
    void runAnswered(quint32 commands, Nanos spent) override;
    void storeFailed(const Failure& why) override;

    bool import();
    bool openStore();
    bool openJob(const JobRow& row);
    bool openSources();

    int m_wanted;
    Store m_store;
    QTemporaryDir m_folder;
    SteadyClock m_clock;
    std::shared_ptr<Inbox> m_inbox = std::make_shared<Inbox>(Inbox::Wake::ByDescriptor);
    InboxPump m_pump{m_inbox};
    Reactor m_reactor{&m_clock, m_inbox};
    ThreadExecutorFactory m_executors;
    SystemRandom m_random;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<HsmPool> m_hsms;
    std::unique_ptr<DataService> m_data;
    std::shared_ptr<JobContext> m_context;
    std::vector<RecordRow> m_rows;
    std::unique_ptr<Controller> m_controller;
    bool m_ended = false;
    bool m_failed = false;
};

/// The answer of a wait, on the thread of its reactor.
template <class T> Outcome<T> answerOf(Pending<T> pending)
{
    std::optional<Outcome<T>> answer;
    pending.then([&](Outcome<T> outcome) { answer.emplace(std::move(outcome)); });
    while (!answer)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return std::move(*answer);
}

} // namespace sm::bench
