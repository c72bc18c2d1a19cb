// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/overloaded.h"
#include "base/secret_bytes.h"
#include "server/demo_job.h"
#include "server/simulated_server.h"

#include <QTemporaryDir>

#include <map>

namespace sm {

/// A demo floor on simulated time with a store of its own, driven as a user interface would: commands in,
/// events and snapshots out.
class SimulatedFloor {
public:
    explicit SimulatedFloor(const FloorPlan& plan, quint64 seed, const QString& folder = QString())
        : m_folder(folder.isEmpty() ? m_own.path() : folder)
    {
        ServerOptions options;
        options.floor = plan;
        options.dataFolder = m_folder;
        server = std::make_unique<SimulatedServer>(std::move(options), seed);
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
    std::vector<event::Refused> refused;
    std::vector<event::CardRejected> rejected;
    std::vector<event::StationStopped> stopped;
    std::map<JobId, JobState> states;
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
                           [this](const event::Refused& e) { refused.push_back(e); },
                           [this](const event::CardRejected& e) { rejected.push_back(e); },
                           [this](const event::StationStopped& e) { stopped.push_back(e); },
                           [this](const event::JobChanged& e) { states[e.job] = e.state; },
                           [this](const event::CardGood&) { ++good; },
                           [](const auto&) {},
                       },
                event);
        }
    }

    QTemporaryDir m_own;
    QString m_folder;
};

} // namespace sm
