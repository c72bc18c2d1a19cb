// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "job/record_ledger.h"
#include "render/job_report.h"
#include "server/personalization_server.h"
#include "server/rate_meter.h"

#include <map>

namespace sm {

/// The part of the server where people decide about records and cards: lists, scrap, remake, withdrawal,
/// close, reject by hand, what a restart found, and reports. Server thread.
class PersonalizationServer::RecordDesk {
public:
    explicit RecordDesk(PersonalizationServer& server);
    ~RecordDesk();

    /// False: the command is somebody else's.
    bool carryOut(quint64 ticket, const ServerCommand& command);
    void noteRecovered(const std::vector<RecoveredAttempt>& found);
    void noteGood(JobId job);
    void stationChanged(const StationDesk& desk);
    /// What a job's snapshot shows beside its counts.
    void fill(JobSnapshot& snapshot, const JobRow& row, const JobRun* run);

private:
    /// Rate and remaining time of one job.
    struct Pace {
        RateMeter rate;
        EtaMeter eta;
    };

    static QCoro::Task<> list(RecordDesk* self, quint64 ticket, JobId job);
    static QCoro::Task<> listRecovered(RecordDesk* self, quint64 ticket);
    static QCoro::Task<> scrap(
        RecordDesk* self, quint64 ticket, JobId job, std::vector<RecordId> records, QString reason);
    static QCoro::Task<> remake(RecordDesk* self, quint64 ticket, JobId job, std::vector<RecordId> records);
    static QCoro::Task<> withdraw(
        RecordDesk* self, quint64 ticket, JobId job, std::vector<RecordId> records, QString reason);
    static QCoro::Task<> close(RecordDesk* self, quint64 ticket, JobId job, QString reason);
    static QCoro::Task<> setMode(RecordDesk* self, quint64 ticket, JobId job, RemakeMode mode);
    static QCoro::Task<> reject(RecordDesk* self, quint64 ticket, StationId station, QString reason);
    static QCoro::Task<> writeReport(
        RecordDesk* self, quint64 ticket, JobId job, QString file, ReportComposer compose, bool letter);
    QCoro::Task<Outcome<JobReportSource>> gather(JobId job);
    bool mayNeedDecision(JobId job) const;

    bool isProducing(JobId job) const;
    Outcome<Done> checkNotAtStation(const std::vector<RecordId>& records) const;
    Outcome<Done> checkJob(JobId job) const;
    /// Carries what the store did into the live counts, then answers.
    void taken(quint64 ticket, JobId job, const Outcome<DecisionResult>& result);
    Decision decided(QString reason) const;
    QString productOf(const JobRow& row);
    RecordLedger& ledger() const { return *m_server.m_journal->ledger(); }

    PersonalizationServer& m_server;
    std::vector<RecoveredView> m_recovered; ///< of this start
    std::map<JobId, Pace> m_paces;
    std::map<StationId, JobId> m_atWork; ///< stations that have a session
    std::map<QString, QString> m_products; ///< by profile name
    std::unique_ptr<Executor> m_printer; ///< made with the first report
};

} // namespace sm
