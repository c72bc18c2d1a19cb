// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/record_desk.h"

#include "base/failures/server.h"
#include "base/overloaded.h"
#include "server/stop_watch.h"

#include <algorithm>

namespace sm {

PersonalizationServer::RecordDesk::RecordDesk(PersonalizationServer& server)
    : m_server(server)
{
}

PersonalizationServer::RecordDesk::~RecordDesk() = default;

bool PersonalizationServer::RecordDesk::carryOut(quint64 ticket, const ServerCommand& wanted)
{
    return std::visit(Overloaded{
                          [&](const command::ListRecords& order) {
                              list(this, ticket, order.job);
                              return true;
                          },
                          [&](const command::ListRecovered&) {
                              listRecovered(this, ticket);
                              return true;
                          },
                          [&](const command::ScrapCards& order) {
                              scrap(this, ticket, order.job, order.records, order.reason);
                              return true;
                          },
                          [&](const command::RemakeRecords& order) {
                              remake(this, ticket, order.job, order.records);
                              return true;
                          },
                          [&](const command::WithdrawRecords& order) {
                              withdraw(this, ticket, order.job, order.records, order.reason);
                              return true;
                          },
                          [&](const command::CloseJob& order) {
                              close(this, ticket, order.job, order.reason);
                              return true;
                          },
                          [&](const command::SetRemakeMode& order) {
                              setMode(this, ticket, order.job, order.mode);
                              return true;
                          },
                          [&](const command::RejectCard& order) {
                              reject(this, ticket, order.station, order.reason);
                              return true;
                          },
                          [&](const command::WriteReport& order) {
                              writeReport(this, ticket, order.job, order.file, order.compose, order.letter);
                              return true;
                          },
                          [](const auto&) { return false; },
                      },
        wanted);
}

void PersonalizationServer::RecordDesk::noteGood(JobId job)
{
    const Nanos now = m_server.m_environment.reactor.clock->now();
    Pace& pace = m_paces[job];
    pace.rate.good(now);
    pace.eta.good(now);
}

void PersonalizationServer::RecordDesk::stationChanged(const StationDesk& desk)
{
    const JobId job = desk.session ? desk.session->record().job : JobId();
    const JobId before = std::exchange(m_atWork[desk.station->id()], job);
    if (before == job)
        return;
    const Nanos now = m_server.m_environment.reactor.clock->now();
    const bool goesOn = std::any_of(
        m_atWork.begin(), m_atWork.end(), [before](const auto& one) { return one.second == before; });
    if (before.isValid() && !goesOn)
        m_paces[before].eta.work(false, now);
    if (job.isValid())
        m_paces[job].eta.work(true, now);
}

QString PersonalizationServer::RecordDesk::productOf(const JobRow& row)
{
    const auto known = m_products.find(row.job.profile);
    if (known != m_products.end())
        return known->second;
    const auto profile = m_server.m_shelf ? m_server.m_shelf->find(row.job.profile)
                                          : Outcome<std::shared_ptr<const Profile>>(fail(fc::NotOpenYet));
    return m_products[row.job.profile] = profile ? (*profile)->title() : QString();
}

void PersonalizationServer::RecordDesk::fill(JobSnapshot& snapshot, const JobRow& row, const JobRun* run)
{
    snapshot.product = productOf(row);
    snapshot.sourceSha256 = row.job.sourceSha256;
    snapshot.remakeMode = row.remakeMode;
    snapshot.changed = row.changed;
    snapshot.producing = run && run->inFlight > 0;
    const auto pace = m_paces.find(row.id);
    if (!snapshot.producing || pace == m_paces.end())
        return;
    const Nanos now = m_server.m_environment.reactor.clock->now();
    snapshot.ratePerHour = pace->second.rate.perHour(now);
    const RecordCounts& records = snapshot.counts.records;
    const double wait
        = pace->second.eta.secondsFor(records.waiting - records.tooOften + records.inStations, now);
    if (wait >= 0 && !m_server.m_controller->floorHeld())
        snapshot.eta = m_server.m_environment.reactor.clock->wall().addMSecs(qint64(wait * 1000));
}

bool PersonalizationServer::RecordDesk::isProducing(JobId job) const
{
    const auto booked = m_server.m_jobs.find(job);
    if (booked == m_server.m_jobs.end())
        return false;
    const JobState state = booked->second.row.state;
    return state == JobState::Running || state == JobState::Holding || state == JobState::Held
        || state == JobState::Finishing;
}

Outcome<Done> PersonalizationServer::RecordDesk::checkJob(JobId job) const
{
    if (m_server.m_jobs.contains(job))
        return Done{};
    return fail(fc::JobUnknown, {{"job", QString::number(job.value)}});
}

Outcome<Done> PersonalizationServer::RecordDesk::checkNotAtStation(const std::vector<RecordId>& records) const
{
    for (const auto& desk : m_server.m_controller->desks()) {
        const bool here = desk->session
            && std::find(records.begin(), records.end(), desk->session->record().id) != records.end();
        if (here)
            return fail(fc::RecordAtStation, {{"station", desk->station->id().text()}});
    }
    return Done{};
}

Decision PersonalizationServer::RecordDesk::decided(QString reason) const
{
    // Until people log in there is one person. That somebody else agrees, and who that is, can't be shown:
    // what needs two is refused by the store, but on test keys.
    return {std::move(reason), QStringLiteral("operator")};
}

void PersonalizationServer::RecordDesk::taken(
    quint64 ticket, JobId job, const Outcome<DecisionResult>& result)
{
    if (!result)
        return m_server.answer(ticket, result.failure());
    m_server.m_controller->takeDecision(job, *result);
    refreshCounts(&m_server, job);
    m_server.answer(ticket, Done{});
}

QCoro::Task<> PersonalizationServer::RecordDesk::scrap(
    RecordDesk* self, quint64 ticket, JobId job, std::vector<RecordId> records, QString reason)
{
    const Busy busy(&self->m_server);
    const auto known = self->checkJob(job);
    const auto away = known ? self->checkNotAtStation(records) : known;
    if (!away) {
        self->m_server.answer(ticket, away);
        co_return;
    }
    const bool byHand = self->m_server.m_jobs[job].row.remakeMode == RemakeMode::ByHand;
    const bool requeue = self->isProducing(job) && !byHand;
    auto writing = self->ledger().scrap(job, std::move(records), self->decided(std::move(reason)), requeue);
    const auto result = co_await writing;
    self->taken(ticket, job, result);
}

QCoro::Task<> PersonalizationServer::RecordDesk::remake(
    RecordDesk* self, quint64 ticket, JobId job, std::vector<RecordId> records)
{
    const Busy busy(&self->m_server);
    const auto known = self->checkJob(job);
    if (!known) {
        self->m_server.answer(ticket, known);
        co_return;
    }
    const RecordCounts& counts = self->m_server.m_jobs[job].counts.records;
    const bool over = self->m_server.m_jobs[job].row.state == JobState::CompleteOpen;
    // A remake whose job could not be started then: it waits already.
    const bool waits
        = over && records.empty() && counts.remakeOpen == 0 && counts.tooOften == 0 && counts.waiting > 0;
    if (!waits) {
        auto writing
            = self->ledger().remake(job, std::move(records), self->decided(QStringLiteral("remake")));
        const auto result = co_await writing;
        if (!result || !over) {
            self->taken(ticket, job, result);
            co_return;
        }
        self->m_server.m_controller->takeDecision(job, *result);
        refreshCounts(&self->m_server, job); // also when the start that follows is refused
    }
    startJob(&self->m_server, ticket, job);
}

QCoro::Task<> PersonalizationServer::RecordDesk::withdraw(
    RecordDesk* self, quint64 ticket, JobId job, std::vector<RecordId> records, QString reason)
{
    const Busy busy(&self->m_server);
    const auto known = self->checkJob(job);
    if (!known) {
        self->m_server.answer(ticket, known);
        co_return;
    }
    auto writing = self->ledger().withdraw(job, std::move(records), self->decided(std::move(reason)));
    const auto result = co_await writing;
    self->taken(ticket, job, result);
}

QCoro::Task<> PersonalizationServer::RecordDesk::close(
    RecordDesk* self, quint64 ticket, JobId job, QString reason)
{
    const Busy busy(&self->m_server);
    const auto known = self->checkJob(job);
    if (!known) {
        self->m_server.answer(ticket, known);
        co_return;
    }
    auto writing = self->ledger().closeJob(job, self->decided(std::move(reason)));
    const auto result = co_await writing;
    if (result) {
        self->m_server.m_controller->noteClosed(job);
        JobRow& row = self->m_server.m_jobs[job].row;
        row.state = JobState::Complete;
        row.changed = self->m_server.m_environment.reactor.clock->wall();
        self->m_server.report(event::JobChanged{job, JobState::Complete});
    }
    self->taken(ticket, job, result);
}

QCoro::Task<> PersonalizationServer::RecordDesk::setMode(
    RecordDesk* self, quint64 ticket, JobId job, RemakeMode mode)
{
    const Busy busy(&self->m_server);
    auto writing = self->ledger().setRemakeMode(job, mode);
    const auto written = co_await writing;
    if (written) {
        self->m_server.m_jobs[job].row.remakeMode = mode;
        self->m_server.m_controller->setRemakeMode(job, mode);
        refreshCounts(&self->m_server, job);
    }
    self->m_server.answer(ticket, written);
}

QCoro::Task<> PersonalizationServer::RecordDesk::reject(
    RecordDesk* self, quint64 ticket, StationId station, QString reason)
{
    const Busy busy(&self->m_server);
    const StationDesk* desk = self->m_server.m_controller->desk(station);
    const bool card = desk && desk->session && desk->session->cardArrived();
    if (!card) { // the controller knows how to say it
        self->m_server.answer(ticket, self->m_server.m_controller->rejectCard(station));
        co_return;
    }
    const AttemptKey attempt = desk->session->attempt();
    auto writing = self->ledger().noteReject(attempt, self->decided(std::move(reason)));
    const auto noted = co_await writing;
    const Session* now = desk->session.get();
    // Meanwhile the card may have gone and another may be here.
    const bool same = noted && now && now->attempt() == attempt;
    if (noted && !same) {
        self->m_server.answer(ticket, fail(fc::RecordAtStation, {{"station", station.text()}}));
        co_return;
    }
    self->m_server.answer(ticket, noted ? self->m_server.m_controller->rejectCard(station) : noted);
}

} // namespace sm
