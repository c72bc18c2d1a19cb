// SPDX-License-Identifier: GPL-3.0-or-later
// Lists for people: records that need a decision, cards that a restart found, and the report of a job.
#include "base/failures/render.h"
#include "base/failures/server.h"
#include "base/failures/session.h"
#include "base/failures/store.h"
#include "render/job_report.h"
#include "render/report_pdf.h"
#include "server/record_desk.h"
#include "server/stop_watch.h"

#include <QSet>

#include <algorithm>

namespace sm {
namespace {

constexpr int listLimit = 10'000;

std::optional<Failure> failureNamed(const QString& stored)
{
    const FailureEntry* entry = failureEntry(stored.section(u' ', 0, 0));
    return entry ? std::optional<Failure>(Failure(entry->code, {})) : std::nullopt;
}

DecisionKind kindOf(RecordNeed need)
{
    switch (need) {
    case RecordNeed::InDoubt:
        return DecisionKind::InDoubt;
    case RecordNeed::Quarantined:
        return DecisionKind::Quarantined;
    case RecordNeed::RemakeOpen:
        return DecisionKind::RemakeOpen;
    case RecordNeed::None:
    case RecordNeed::TooOften:
        break;
    }
    return DecisionKind::TooOften;
}

RecordView viewOf(const RecordLine& line)
{
    RecordView view;
    view.id = line.id;
    view.kind = kindOf(line.need);
    view.tail = idTail(line.object);
    view.issue = line.issue;
    view.arrivals = line.arrivals;
    if (line.last) {
        view.station = line.last->station;
        view.step = line.last->step;
        view.failure = failureNamed(line.last->failure);
        view.changed = line.last->changed;
    }
    return view;
}

RecoveredKind recoveredKind(AttemptState now)
{
    if (now == AttemptState::BinnedGood || now == AttemptState::Complete)
        return RecoveredKind::Verified;
    if (now == AttemptState::ReleasedClean)
        return RecoveredKind::NotWritten;
    return now == AttemptState::InDoubt ? RecoveredKind::Unconfirmed : RecoveredKind::Unknown;
}

RecoveredView recoveredView(const AttemptRow& attempt)
{
    RecoveredView view;
    view.job = attempt.job;
    view.record = attempt.record;
    view.kind = recoveredKind(attempt.state);
    view.tail = idTail(attempt.object);
    view.chipTail = toHex(attempt.chipSerial).right(8);
    view.station = attempt.station;
    view.stopped = attempt.changed;
    return view;
}

/// On the printer's thread.
Outcome<Done> written(
    const JobReport& report, ReportKind kind, ReportComposer compose, PaperSize paper, const QString& file)
{
    if (kind == ReportKind::Pdf)
        return writeReportPdf(compose ? compose(report) : ReportDocument(), paper, file);
    return writeReportBytes(kind == ReportKind::Csv ? reportCsv(report) : reportJson(report), file);
}

} // namespace

void PersonalizationServer::RecordDesk::noteRecovered(const std::vector<RecoveredAttempt>& found)
{
    for (const RecoveredAttempt& one : found) {
        // An id that was given out but met no card says nothing to a person.
        if (one.found == AttemptState::Claimed && !one.attempt.arrived)
            continue;
        m_recovered.push_back(recoveredView(one.attempt));
    }
}

QCoro::Task<> PersonalizationServer::RecordDesk::list(RecordDesk* self, quint64 ticket, JobId job)
{
    const Busy busy(&self->m_server);
    const auto known = self->checkJob(job);
    if (!known) {
        self->m_server.answer(ticket, known);
        co_return;
    }
    auto reading = self->ledger().recordLines(job, RecordList::NeedsDecision, listLimit + 1);
    const auto lines = co_await reading;
    if (!lines) {
        self->m_server.answer(ticket, lines.failure());
        co_return;
    }
    event::RecordsListed listed;
    listed.ticket = ticket;
    listed.job = job;
    listed.all = int(lines->size()) <= listLimit;
    for (const RecordLine& line : *lines) {
        if (int(listed.records.size()) < listLimit)
            listed.records.push_back(viewOf(line));
    }
    self->m_server.report(std::move(listed));
}

/// False: each of its records is made or withdrawn, and the store need not be asked for others.
bool PersonalizationServer::RecordDesk::mayNeedDecision(JobId job) const
{
    const JobRun* run = m_server.m_controller->run(job);
    const RecordCounts& booked = m_server.m_jobs.at(job).counts.records;
    const auto allDecided = [](const RecordCounts& of) { return of.good + of.withdrawn >= of.accepted; };
    return !allDecided(booked)
        || (run && run->state != JobState::Aborted && !allDecided(run->counts.records));
}

QCoro::Task<> PersonalizationServer::RecordDesk::listRecovered(RecordDesk* self, quint64 ticket)
{
    const Busy busy(&self->m_server);
    event::RecoveredListed listed;
    listed.ticket = ticket;
    listed.cards = self->m_recovered;
    std::vector<JobId> jobs;
    for (const auto& [id, booked] : self->m_server.m_jobs) {
        if (self->mayNeedDecision(id)) // most jobs of a year do not
            jobs.push_back(id);
    }
    for (const JobId job : jobs) {
        auto reading = self->ledger().recordLines(job, RecordList::NeedsDecision, listLimit);
        const auto lines = co_await reading;
        if (!lines) {
            self->m_server.answer(ticket, lines.failure());
            co_return;
        }
        for (const RecordLine& line : *lines) {
            const bool doubtful = line.need == RecordNeed::InDoubt || line.need == RecordNeed::Quarantined;
            if (!doubtful || !line.last)
                continue;
            const auto same = std::find_if(listed.cards.begin(), listed.cards.end(),
                [&line](const RecoveredView& view) { return view.record == line.id; });
            if (same != listed.cards.end()) {
                same->open = true;
                continue;
            }
            // Ended at once by a person, or by a stop before this start; never decided about.
            const auto failure = failureNamed(line.last->failure);
            const bool stopped
                = failure && (*failure == fc::AttemptInterrupted || *failure == fc::SessionCancelled);
            if (!stopped)
                continue;
            RecoveredView view = recoveredView(*line.last);
            view.open = true;
            listed.cards.push_back(std::move(view));
        }
    }
    self->m_server.report(std::move(listed));
}

QCoro::Task<Outcome<JobReportSource>> PersonalizationServer::RecordDesk::gather(JobId job)
{
    JobReportSource source;
    source.job = m_server.m_jobs[job].row;
    auto counting = m_server.m_journal->counts(job);
    const auto counts = co_await counting;
    if (!counts)
        co_return counts.failure();
    source.counts = *counts;
    auto reading = m_server.m_journal->attempts(job);
    auto attempts = co_await reading;
    if (!attempts)
        co_return attempts.failure();
    source.attempts = attempts.take();
    auto listing = ledger().recordLines(job, RecordList::NeedsDecision, listLimit);
    auto open = co_await listing;
    if (!open)
        co_return open.failure();
    source.open = open.take();
    auto asking = ledger().decisions(job);
    auto decisions = co_await asking;
    if (!decisions)
        co_return decisions.failure();
    source.decisions = decisions.take();
    co_return source;
}

QCoro::Task<> PersonalizationServer::RecordDesk::writeReport(
    RecordDesk* self, quint64 ticket, JobId job, QString file, ReportComposer compose, bool letter)
{
    const Busy busy(&self->m_server);
    const auto known = self->checkJob(job);
    if (!known) {
        self->m_server.answer(ticket, known);
        co_return;
    }
    const auto kind = reportKind(file);
    if (!kind) {
        self->m_server.answer(ticket, kind.failure());
        co_return;
    }
    auto source = co_await self->gather(job);
    if (!source) {
        self->m_server.answer(ticket, source.failure());
        co_return;
    }
    if (!self->m_printer)
        self->m_printer = self->m_server.m_environment.executors->make("render");
    auto pair = makePending<Done>(self->m_server.m_environment.reactor, seconds(120));
    const PaperSize paper = letter ? PaperSize::Letter : PaperSize::A4;
    const QString product = self->productOf(source->job);
    const QDateTime made = self->m_server.m_environment.reactor.clock->wall().toUTC();
    // A job of a hundred thousand cards keeps a thread busy for seconds, during which stations would wait.
    self->m_printer->post([completer = std::move(pair.completer), material = source.take(), product, made,
                              file, compose, paper, kind = *kind]() mutable {
        completer.complete(
            written(makeJobReport(std::move(material), product, made), kind, compose, paper, file));
    });
    const auto done = co_await pair.pending;
    if (!done) {
        self->m_server.answer(ticket, done);
        co_return;
    }
    self->m_server.report(event::ReportWritten{ticket, job, file});
}

} // namespace sm
