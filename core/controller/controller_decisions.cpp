// SPDX-License-Identifier: GPL-3.0-or-later
// What people decide about single cards and records, carried into the live queue and its counts.
#include "base/failures/controller.h"
#include "controller/controller.h"

#include <algorithm>

namespace sm {

Outcome<Done> Controller::rejectCard(StationId station)
{
    StationDesk* asked = desk(station);
    if (!asked)
        return fail(fc::StationUnknown, {{"station", station.text()}});
    if (!asked->session || !asked->session->reject())
        return fail(fc::NoCardToReject, {{"station", station.text()}});
    return Done{};
}

void Controller::takeDecision(JobId job, const DecisionResult& result)
{
    JobRun* of = run(job);
    if (!of)
        return;
    RecordCounts& records = of->counts.records;
    CardCounts& cards = of->counts.cards;
    const qint64 scrapped = result.scrappedQuarantine + result.scrappedAtStation;
    records.inDoubt -= scrapped;
    records.remakeOpen += scrapped - result.reopened - result.withdrawnOpen;
    records.waiting += result.reopened - result.withdrawnWaiting;
    records.withdrawn += result.withdrawnOpen + result.withdrawnWaiting;
    cards.quarantine -= result.scrappedQuarantine;
    cards.inStations -= result.scrappedAtStation;
    cards.spoiled += scrapped;
    of->forget(result.touched);
    if (hasEnded(of->state))
        return; // its queue is read anew when it is started again
    for (const RecordRow& row : result.rows) {
        // What the queue has not read yet it will find by itself: answers of the store come in the order of
        // the questions.
        const bool read = of->allFetched || row.sequence < of->nextSequence;
        const bool known = std::any_of(
            of->ready.begin(), of->ready.end(), [&row](const RecordRow& r) { return r.id == row.id; });
        if (!read || known)
            continue;
        RecordRow again = row;
        const bool inPlace = of->mode == RemakeMode::AsTheyCome;
        if (inPlace && again.tries < decisionLimit(of->mode))
            of->ready.push_front(std::move(again)); // its place in the file's order has long come
        else
            of->place(std::move(again));
    }
    feedAll();
    settle(*of);
}

void Controller::setRemakeMode(JobId job, RemakeMode mode)
{
    JobRun* of = run(job);
    if (!of)
        return;
    of->setMode(mode);
    feedAll();
    settle(*of);
}

void Controller::noteClosed(JobId job)
{
    JobRun* of = run(job);
    if (!of)
        return;
    of->state = JobState::Complete;
    of->context->row.state = JobState::Complete;
}

} // namespace sm
