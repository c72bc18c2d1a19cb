// SPDX-License-Identifier: GPL-3.0-or-later
// How a dashboard's question is answered: rows from memory, what is older from the store, sums on a worker.
#include "server/history_questions.h"

#include <algorithm>

namespace sm {

namespace {

constexpr qint64 rowsAtOnce = 500; ///< read from the store in one piece, so that no journal piece waits long

} // namespace

/// Rows of a span: what memory holds, and a note of what it does not.
void HistoryDesk::collect(
    std::vector<StoreRead>& missing, std::vector<RollUpRow>& out, const HistorySpan& span)
{
    const qint64 at = now();
    // Memory begins on a whole span, so that none comes twice.
    const qint64 held = spanStart(span.level, at - keptMs(span.level)) + spanMs(span.level);
    out = m_rollUps->rows(span.level, std::max(span.from, held), span.to, at);
    const qint64 step = rowsAtOnce * spanMs(span.level);
    for (qint64 from = span.from; from < std::min(span.to, held); from += step)
        missing.push_back({&out, span.level, from, std::min({from + step, span.to, held})});
}

void HistoryDesk::read(quint64 ticket, HistoryQuery query, std::vector<JobId> jobs)
{
    const qint64 at = now();
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(at, m_services.zone);
    auto question = std::make_unique<Question>();
    question->ticket = ticket;
    HistoryMaterial& material = *question->material;
    std::optional<JobSpan> job;
    if (const auto known = m_jobs.find(query.rangeJob); known != m_jobs.end())
        job = known->second;
    material.query = std::move(query);
    material.jobs = std::move(jobs);
    material.zone = m_services.zone;
    material.now = at;
    material.remaining = m_remaining;
    material.ratePerHour = m_rate;
    material.devices = m_devices;
    material.stations = m_listed;
    material.span = resolveRange(material.query, local, job);
    collect(question->missing, material.sums, material.span);
    const qint64 fineFrom = material.span.from - rateWindowMs;
    if (fineFrom > at - keptMs(RollUpLevel::Second))
        material.fine = m_rollUps->rows(RollUpLevel::Second, fineFrom, material.span.to, at);
    material.comparedSpan = comparedRange(material.query, material.span, local);
    if (material.comparedSpan)
        collect(question->missing, material.compared, *material.comparedSpan);
    m_questions[ticket] = std::move(question);
    next(ticket);
}

void HistoryDesk::next(quint64 ticket)
{
    Question& question = *m_questions[ticket];
    if (question.missing.empty())
        return answer(question);
    const StoreRead read = question.missing.back();
    question.missing.pop_back();
    question.reading = m_services.store->readRollUps(read.level, read.from, read.to);
    question.reading.then([this, ticket, read](Outcome<std::vector<RollUpRow>> rows) {
        if (!rows) {
            const auto gone = m_questions.extract(ticket);
            m_services.board->report(event::Refused{ticket, rows.failure()});
            return;
        }
        // Pieces are read from the newest to the oldest: each goes before what is there.
        read.into->insert(read.into->begin(), rows->begin(), rows->end());
        const auto kept = std::move(m_questions[ticket]->reading);
        next(ticket);
    });
}

void HistoryDesk::answer(Question& question)
{
    m_services.worker->post(
        [board = m_services.board, ticket = question.ticket, material = std::move(question.material)] {
            board->report(event::HistoryRead{ticket, buildHistory(*material)});
        });
    const auto gone = m_questions.extract(question.ticket);
}

} // namespace sm
