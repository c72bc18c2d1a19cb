// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failures/server.h"
#include "base/overloaded.h"
#include "base/secret_bytes.h"
#include "server/demo_job.h"
#include "server/simulated_server.h"

#include <QTemporaryDir>

#include <algorithm>
#include <map>

namespace sm {

/// A demo floor on simulated time with a store of its own, driven as a user interface would: commands in,
/// events and snapshots out.
class SimulatedFloor {
public:
    explicit SimulatedFloor(const FloorPlan& plan, quint64 seed, const QString& folder = QString(),
        const QString& profileFolder = QString(),
        const QDateTime& start = QDateTime({2026, 11, 21}, {6, 0}, Qt::UTC),
        const TraceStoreOptions& traceStore = TraceStoreOptions())
        : m_folder(folder.isEmpty() ? m_own.path() : folder)
    {
        ServerOptions options;
        options.floor = plan;
        options.dataFolder = m_folder;
        options.traceStore = traceStore;
        if (!profileFolder.isEmpty())
            options.profileFolders.append(profileFolder);
        server = std::make_unique<SimulatedServer>(std::move(options), seed, start);
    }

    QString folder() const { return m_folder; }

    bool open()
    {
        return until([this] { return opened.has_value(); });
    }
    /// Imports the demo job and starts it; the job's id, invalid when it was refused.
    JobId startDemo(int cards)
    {
        const auto file = writeDemoJob(m_folder + QStringLiteral("/demo-job"), cards);
        if (!file)
            return JobId();
        command::ImportFile import;
        import.file = *file;
        import.startWhenImported = true;
        server->post(import);
        until([this] { return imported.has_value(); });
        return imported ? imported->job : JobId();
    }
    bool finish(JobId job, Nanos limit = std::chrono::hours(48))
    {
        return until([&] { return ended(job); }, limit);
    }
    bool ended(JobId job) const
    {
        const auto it = states.find(job);
        return it != states.end()
            && (it->second == JobState::Complete || it->second == JobState::CompleteOpen
                || it->second == JobState::Aborted);
    }
    bool until(const std::function<bool()>& condition, Nanos limit = std::chrono::hours(48))
    {
        return server->run(
            [&] {
                take();
                return condition();
            },
            limit);
    }
    /// Lets what follows from the last event, such as the final counts, happen too.
    void settle()
    {
        const Nanos end = server->now() + seconds(5);
        until([&] { return server->now() > end; }, seconds(6));
    }
    /// Posts a command and waits for its answer; the refusal, or nothing.
    std::optional<Failure> order(ServerCommand command)
    {
        const quint64 ticket = server->post(std::move(command));
        std::optional<Failure> refusal;
        const bool answered = until([&] {
            for (const event::Refused& one : refused) {
                if (one.ticket == ticket)
                    refusal = one.why;
            }
            return refusal.has_value()
                || std::find(accepted.begin(), accepted.end(), ticket) != accepted.end();
        });
        return answered ? refusal : fail(fc::NotOpenYet);
    }
    std::vector<RecordView> records(JobId id)
    {
        listed.reset();
        server->post(command::ListRecords{id});
        until([this] { return listed.has_value(); });
        return listed ? listed->records : std::vector<RecordView>();
    }
    JobSnapshot job(JobId id) const
    {
        for (const JobSnapshot& candidate : server->snapshot()->jobs) {
            if (candidate.id == id)
                return candidate;
        }
        return {};
    }

    std::unique_ptr<SimulatedServer> server;
    std::optional<event::Opened> opened;
    std::optional<event::Imported> imported;
    std::vector<ImportEvent> imports; ///< what checks of files told, in order
    std::vector<event::Refused> refused;
    std::vector<event::CardRejected> rejected;
    std::vector<event::StationStopped> stopped;
    std::map<JobId, JobState> states;
    std::optional<event::RecordsListed> listed;
    std::optional<event::RecoveredListed> recovered;
    std::optional<event::ReportWritten> report;
    std::vector<quint64> accepted;
    std::map<quint64, std::shared_ptr<const StoredTrace>> traces; ///< by ticket
    int good = 0;
    QStringList log; ///< every event in order, for comparing two runs

private:
    void take()
    {
        for (const ServerEvent& event : server->takeEvents()) {
            log.append(QString::number(server->now().count()) + u' ' + QString::number(event.index()));
            std::visit(Overloaded{
                           [this](const event::Opened& e) { opened = e; },
                           [this](const event::Imported& e) { imported = e; },
                           [this](const ImportEvent& e) { imports.push_back(e); },
                           [this](const event::Refused& e) { refused.push_back(e); },
                           [this](const event::CardRejected& e) { rejected.push_back(e); },
                           [this](const event::StationStopped& e) { stopped.push_back(e); },
                           [this](const event::JobChanged& e) { states[e.job] = e.state; },
                           [this](const event::CardGood&) { ++good; },
                           [this](const event::RecordsListed& e) { listed = e; },
                           [this](const event::RecoveredListed& e) { recovered = e; },
                           [this](const event::ReportWritten& e) { report = e; },
                           [this](const event::TraceRead& e) { traces[e.ticket] = e.trace; },
                           [this](const event::Accepted& e) { accepted.push_back(e.ticket); },
                           [](const auto&) {},
                       },
                event);
        }
    }

    QTemporaryDir m_own;
    QString m_folder;
};

} // namespace sm
