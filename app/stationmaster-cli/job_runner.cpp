// SPDX-License-Identifier: GPL-3.0-or-later
#include "job_runner.h"

#include "base/failures/server.h"
#include "base/overloaded.h"
#include "exit_codes.h"
#include "say.h"
#include "server/snapshot_json.h"
#include "ui/text/numbers.h"

#include <algorithm>
#include <iterator>

namespace sm {

JobRunner::JobRunner(ServerPort& server, Order order, ConsoleOutput& output, bool watch)
    : m_server(server)
    , m_order(std::move(order))
    , m_output(output)
    , m_job(m_order.job)
    , m_last(server.snapshot())
    , m_watch(watch)
{
}

void JobRunner::next()
{
    for (const ServerEvent& event : m_server.takeEvents())
        take(event);
    if (!m_watch || m_stage != Stage::Producing)
        return;
    m_last = m_server.snapshot();
    m_output.progress(*m_last, m_job);
    checkStuck(*m_last);
}

void JobRunner::take(const ServerEvent& taken)
{
    std::visit(Overloaded{
                   [this](const event::Opened& e) { opened(e); },
                   [this](const event::Imported& e) { imported(e); },
                   [this](const event::JobChanged& e) { jobChanged(e); },
                   [this](const event::Refused& e) { refused(e); },
                   [this](const event::StationStopped& e) { stationStopped(e); },
                   [this](const event::Stopped&) { stopped(); },
                   [](const auto&) {},
               },
        taken);
}

void JobRunner::stationStopped(const event::StationStopped& event)
{
    m_output.endProgress();
    m_output.message(event.station.text() + u':');
    m_output.failure(event.why);
}

void JobRunner::stopped()
{
    m_output.endProgress();
    m_last = m_server.snapshot();
    m_stage = Stage::Stopped;
    if (m_exit == exit_code::done && m_order.produce)
        m_exit = codeForCounts();
}

void JobRunner::opened(const event::Opened& event)
{
    if (event.released + event.doubtful > 0) {
        m_output.message(
            Say::tr("The last run ended unexpectedly. Untouched cards, whose records wait again: %1. "
                    "Cards that may carry data and stay in doubt: %2.")
                .arg(event.released)
                .arg(event.doubtful));
    }
    if (m_stage != Stage::Opening)
        return;
    m_stage = Stage::Importing;
    if (m_order.file) {
        command::ImportFile import = *m_order.file;
        import.startWhenImported = m_order.produce;
        m_ticket = m_server.post(std::move(import));
    } else {
        m_stage = Stage::Producing;
        m_ticket = m_server.post(command::StartJob{m_job});
    }
}

void JobRunner::imported(const event::Imported& event)
{
    m_summary = event.summary;
    m_output.findings(event.summary);
    if (m_stage != Stage::Importing) { // interrupted meanwhile: what was imported stays and waits
        m_job = event.job;
        return;
    }
    if (!event.job.isValid()) {
        if (m_exit == 0)
            m_exit = exit_code::input;
        return stop(m_exit);
    }
    m_job = event.job;
    if (!m_order.produce)
        return stop(event.summary.findings.empty() ? exit_code::done : exit_code::withFindings);
    m_stage = Stage::Producing;
}

void JobRunner::jobChanged(const event::JobChanged& event)
{
    if (event.job != m_job || m_stage != Stage::Producing)
        return;
    if (event.state == JobState::Complete || event.state == JobState::CompleteOpen
        || event.state == JobState::Aborted)
        stop(exit_code::done); // refined by the counts at the end
}

void JobRunner::refused(const event::Refused& event)
{
    if (event.ticket != 0 && event.ticket != m_ticket)
        return; // somebody's wish through the control socket; that is where the answer goes
    if (event.why == fc::ControlSocketTaken)
        return; // this run is not steered from outside
    m_output.endProgress();
    m_output.failure(event.why);
    if (m_stage == Stage::Importing && m_order.file) {
        m_exit = exit_code::of(event.why); // the summary follows
        return;
    }
    const int code = exit_code::of(event.why);
    if (m_stage == Stage::Opening) // the store or what goes with it
        return stop(code == exit_code::internal ? exit_code::dataFolder : code);
    if (m_stage != Stage::Stopping)
        stop(code);
}

void JobRunner::checkStuck(const Snapshot& snapshot)
{
    // Every station stands and nobody is here to clear one: waiting on would be for ever.
    bool working = snapshot.holding; // held by a person through the control socket
    for (const MachineSnapshot& machine : snapshot.machines) {
        for (const StationSnapshot& station : machine.stations) {
            working = working
                || (station.state != TileState::Fault && station.state != TileState::Held
                    && station.state != TileState::Offline && station.state != TileState::Maintenance);
        }
    }
    constexpr qint64 patience = 15'000;
    if (working)
        m_stuckSince = -1;
    else if (m_stuckSince < 0)
        m_stuckSince = snapshot.now;
    else if (snapshot.now - m_stuckSince > patience)
        stop(exit_code::unavailable);
}

void JobRunner::interrupt()
{
    m_exit = exit_code::interrupted;
    m_output.endProgress();
    m_output.message(++m_interrupts == 1
            ? Say::tr("Finishing the cards in stations. Ctrl+C again stops now and leaves them in doubt.")
            : Say::tr("Stopping now."));
    m_stage = Stage::Stopping;
    m_server.post(command::StopServer{m_interrupts == 1});
}

void JobRunner::stop(int exitCode)
{
    if (m_stage == Stage::Stopping || m_stage == Stage::Stopped)
        return;
    m_exit = exitCode;
    m_stage = Stage::Stopping;
    m_server.post(command::StopServer{true});
}

int exit_code::of(const Failure& why)
{
    if (why == fc::ImportRefused)
        return why.param("producedBefore").isEmpty() ? input : policy;
    constexpr FailureCode inputs[] = {fc::ProfileNotFound, fc::ImportFileUnreadable, fc::JobUnknown,
        fc::JobEnded, fc::ImportPolicyRefused, fc::ImportBlocked, fc::ImportFileChanged, fc::ProfileChanged,
        fc::ControlRequestBroken};
    if (std::find(std::begin(inputs), std::end(inputs), why.code()) != std::end(inputs))
        return input;
    constexpr FailureCode absent[] = {fc::JobKeysUnusable, fc::JobKeysOutdated, fc::JobModulesMissing,
        fc::JobPlaneMissing, fc::NotOpenYet, fc::ImportBusy};
    if (std::find(std::begin(absent), std::end(absent), why.code()) != std::end(absent))
        return unavailable;
    if (why == fc::LineStopped || why == fc::RejectsUnwritable)
        return dataFolder;
    const quint16 code = quint16(why.code());
    if ((code >= 500 && code < 600) || (code >= 1300 && code < 1400)) // issuer, controller
        return input;
    if (code >= 1100 && code < 1200) // store
        return dataFolder;
    if (code >= 800 && code < 1000) // security, station
        return unavailable;
    return internal;
}

int JobRunner::codeForCounts() const
{
    for (const JobSnapshot& job : m_last->jobs) {
        if (job.id != m_job)
            continue;
        if (!job.counts.balances())
            return exit_code::integrity;
        return job.counts.records.good == job.counts.records.accepted ? exit_code::done
                                                                      : exit_code::withFindings;
    }
    return exit_code::internal;
}

void JobRunner::printResult() const
{
    if (!m_order.produce || !m_job.isValid()) {
        if (!m_summary)
            return;
        if (m_output.json())
            return m_output.result(importJson(*m_summary, m_job));
        if (m_summary->lines == 0)
            return; // nothing was read; why is on stderr
        const ImportSummary& s = *m_summary;
        return m_output.result(
            Say::tr("%1 lines, %2 records = %3 valid + %4 invalid + %5 duplicate in file + %6 "
                    "produced before   %7")
                .arg(grouped(s.lines), grouped(s.records), grouped(s.valid), grouped(s.invalid),
                    grouped(s.duplicateInFile), grouped(s.producedBefore),
                    s.balances ? Say::tr("adds up") : Say::tr("DOES NOT ADD UP")));
    }
    if (m_output.json())
        m_output.result(runJson(*m_last, m_job));
    else
        m_output.result(runText(*m_last, m_job));
}

} // namespace sm
