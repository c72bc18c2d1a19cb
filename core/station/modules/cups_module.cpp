// SPDX-License-Identifier: GPL-3.0-or-later
#include "station/modules/cups_module.h"

#include "base/log.h"
#include "station/link_failures.h"
#include "station/modules/face_file.h"
#include "station/modules/module_script.h"

#include <chrono>
#include <thread>

namespace sm {

namespace {

using Going = std::shared_ptr<std::atomic<bool>>;
constexpr auto pause = std::chrono::milliseconds(200);

Failure notReady(const Failure& why)
{
    return moduleNotReady(QStringLiteral("%1: %2").arg(why.param("queue"), why.param("cause")));
}

using Rest = CupsModule::Rest;

/// Cancels what was left, or it would come onto the next card.
Outcome<Done> settle(const CupsQueue& queue, Rest& rest)
{
    if (rest.title.isEmpty())
        return Done{};
    if (rest.job == 0) {
        const auto found = queue.find(rest.title);
        if (!found)
            return found.failure();
        rest.job = *found;
    }
    if (rest.job != 0) {
        const auto cancelled = queue.cancel(rest.job);
        if (!cancelled)
            return cancelled;
    }
    rest = {};
    return Done{};
}

Outcome<Done> askQueue(const CupsQueue& queue, Rest& rest)
{
    const auto settled = settle(queue, rest);
    return settled ? queue.ready() : settled;
}

/// Follows a print job to its end on the worker.
Outcome<Done> follow(const CupsQueue& queue, Rest& rest, Nanos limit, const Going& going)
{
    const auto end = std::chrono::steady_clock::now() + limit;
    while (*going && std::chrono::steady_clock::now() < end) {
        const auto state = queue.stateOf(rest.job);
        if (state && *state != CupsQueue::State::Waiting) {
            rest = {};
            if (*state == CupsQueue::State::Printed)
                return Done{};
            return *state == CupsQueue::State::Failed ? moduleRefused(QStringLiteral("cancelled or aborted"))
                                                      : moduleSilent();
        }
        std::this_thread::sleep_for(pause); // a queue that can not be asked may be there again soon
    }
    const auto settled = settle(queue, rest); // else before the next card
    if (!settled)
        qCWarning(lcStation).noquote()
            << "a print job can not be cancelled now:" << settled.failure().toString();
    return moduleSilent();
}

Outcome<Done> printOn(const CupsQueue& queue, Rest& rest, const QByteArray& pdf, const QString& title,
    Nanos limit, const Going& going)
{
    const auto ready = askQueue(queue, rest);
    if (!ready)
        return notReady(ready.failure());
    if (!*going)
        return moduleNotReady(QStringLiteral("not wanted any more"));
    const CupsQueue::Handed handed = queue.print(pdf, title);
    if (handed.job == 0 && !handed.unsure)
        return moduleNotReady(handed.why);
    rest = {title, handed.job};
    if (handed.job > 0)
        return follow(queue, rest, limit, going);
    const auto settled = settle(queue, rest);
    if (!settled)
        qCWarning(lcStation).noquote()
            << "a print job can not be cancelled now:" << settled.failure().toString();
    return moduleSilent();
}

} // namespace

CupsModule::CupsModule(
    Reactor reactor, std::unique_ptr<Executor> worker, QString queue, Nanos card, QString name)
    : m_reactor(std::move(reactor))
    , m_queue(std::move(queue))
    , m_card(card)
    , m_name(std::move(name))
    , m_going(std::make_shared<std::atomic<bool>>(false))
    , m_worker(std::move(worker))
{
}

CupsModule::~CupsModule()
{
    *m_going = false;
}

Outcome<Done> CupsModule::check(const ModuleData& data) const
{
    return checkFace(data);
}

Pending<ModuleReport> CupsModule::ready(Nanos limit)
{
    auto pair = makePending<ModuleReport>(m_reactor, limit);
    m_worker->post([queue = m_queue, rest = m_rest, completer = std::move(pair.completer)]() mutable {
        const auto ready = completer.wanted() ? askQueue(queue, *rest) : Outcome<Done>(Done{});
        completer.complete(
            ready ? Outcome<ModuleReport>(ModuleReport()) : Outcome<ModuleReport>(notReady(ready.failure())));
    });
    return std::move(pair.pending);
}

Pending<ModuleReport> CupsModule::perform(ModuleJob job, Nanos limit)
{
    auto pair = makePending<ModuleReport>(m_reactor, limit);
    const auto fits = check(job.data);
    if (!fits || job.epoch < m_highestEpoch) {
        pair.completer.complete(fits ? epochRefused(job.epoch, m_highestEpoch) : fits.failure());
        return std::move(pair.pending);
    }
    m_highestEpoch = job.epoch;
    m_going = std::make_shared<std::atomic<bool>>(true);
    // The queue's list of jobs names the attempt and nobody's card.
    const QString title = QStringLiteral("attempt-%1-%2").arg(job.attempt.value).arg(job.command);
    m_worker->post([queue = m_queue, rest = m_rest, title, card = std::min(m_card, limit), going = m_going,
                       job = std::move(job), completer = std::move(pair.completer)]() mutable {
        const auto printed
            = printOn(queue, *rest, facePdf(std::get<PanelData>(job.data)), title, card, going);
        ModuleReport report;
        report.command = job.command;
        completer.complete(
            printed ? Outcome<ModuleReport>(report) : Outcome<ModuleReport>(printed.failure()));
    });
    return std::move(pair.pending);
}

void CupsModule::abort(const Failure&)
{
    *m_going = false;
}

} // namespace sm
