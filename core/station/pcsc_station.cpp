// SPDX-License-Identifier: GPL-3.0-or-later
#include "station/pcsc_station.h"

#include "base/log.h"
#include "station/link_failures.h"
#include "station/pcsc_worker.h"

#include <thread>

namespace sm {

/// What letters under way hold of the link: they find nobody when it is gone. Server thread, except for its
/// count of owners.
class PcscCardLink::Face {
public:
    explicit Face(PcscCardLink* l)
        : link(l)
    {
    }
    PcscCardLink* link;
};

class PcscCardLink::RefreshLetter final : public Letter {
public:
    explicit RefreshLetter(std::shared_ptr<Face> face)
        : m_face(std::move(face))
    {
    }

private:
    void deliver() override
    {
        if (m_face->link)
            m_face->link->refresh();
        delete this;
    }
    void drop() override { delete this; }
    std::shared_ptr<Face> m_face;
};

PcscCardLink::PcscCardLink(Reactor reactor, const PcscServices& services, const QString& reader)
    : m_reactor(std::move(reactor))
    , m_reader(reader)
    , m_face(std::make_shared<Face>(this))
    , m_registry(services.registry)
    , m_watchdog(this)
    , m_onLimit(cardAbsent())
{
    auto post = [face = m_face, inbox = m_reactor.inbox] { inbox->push(new RefreshLetter(face)); };
    m_shared = std::make_shared<PcscShared>(std::move(post));
    const QByteArray name = reader.toUtf8();
    services.board->watch(name, m_shared);
    std::thread([shared = m_shared, api = services.api, registry = services.registry, name] {
        PcscWorker(shared, api, registry, name).work();
    }).detach();
}

PcscCardLink::~PcscCardLink()
{
    m_face->link = nullptr;
    m_reactor.clock->disarm(&m_watchdog);
    m_shared->end();
    m_registry->wake();
}

template <class T, class MakeJob>
Pending<T> PcscCardLink::start(Nanos limit, Failure onLimit, MakeJob makeJob)
{
    if (!m_shared->isFree())
        return Pending<T>::ready(m_reactor, readerBusy(m_reader));
    // Before the wait's own deadline, so that a wait which has run out always ends with the watchdog's
    // verdict.
    m_reactor.clock->arm(&m_watchdog, m_reactor.clock->now() + limit);
    m_onLimit = std::move(onLimit);
    auto wait = makePending<T>(m_reactor, limit);
    m_open = wait.pending.canceller();
    PcscJob job;
    job.number = ++m_job;
    makeJob(job, std::move(wait.completer));
    m_shared->submit(std::move(job));
    return std::move(wait.pending);
}

Pending<CardArrival> PcscCardLink::awaitCard(Nanos limit)
{
    return start<CardArrival>(limit, cardAbsent(), [](PcscJob& job, Completer<CardArrival> answer) {
        job.what.emplace<AwaitCardJob>(std::move(answer));
    });
}

Pending<CardArrival> PcscCardLink::repower(Nanos limit)
{
    return start<CardArrival>(limit, readerLost(m_reader),
        [](PcscJob& job, Completer<CardArrival> answer) { job.what.emplace<RepowerJob>(std::move(answer)); });
}

Pending<RunAnswers> PcscCardLink::run(CommandRun run, Nanos limit)
{
    if (!m_shared->isFree()) {
        RunAnswers refused;
        refused.end = RunEnd::NotSent;
        refused.failure = readerBusy(m_reader);
        return Pending<RunAnswers>::ready(m_reactor, std::move(refused));
    }
    return start<RunAnswers>(limit, readerStuck(m_reader), [&](PcscJob& job, Completer<RunAnswers> answer) {
        job.what.emplace<RunJob>(std::move(run), std::move(answer));
    });
}

quint32 PcscCardLink::answered() const
{
    return m_shared->answered();
}

Pending<FormatAcknowledged> PcscCardLink::formatComplete(FormatComplete message, Nanos limit)
{
    return start<FormatAcknowledged>(
        limit, readerStuck(m_reader), [&](PcscJob& job, Completer<FormatAcknowledged> answer) {
            job.what.emplace<FormatCompleteJob>(std::move(message), std::move(answer));
        });
}

Pending<Done> PcscCardLink::eject(Bin, Nanos limit)
{
    return start<Done>(limit, cardNotTaken(m_reader),
        [](PcscJob& job, Completer<Done> answer) { job.what.emplace<EjectJob>(std::move(answer)); });
}

void PcscCardLink::abort(const Failure& why)
{
    // The watchdog stays armed: a thread that does not come back from its call is still noticed.
    // First the verdict, then the thread: giving up makes it drop its end of the wait.
    m_open.abort(why);
    m_shared->abandon(m_job);
}

QString PcscCardLink::description() const
{
    return QStringLiteral("pcsc: ") + m_reader;
}

void PcscCardLink::limitReached()
{
    const auto overdue = m_shared->judgeOverdue(m_job);
    if (overdue == PcscShared::Overdue::Not)
        return;
    if (overdue == PcscShared::Overdue::Waiting) {
        abort(m_shared->isReaderThere() ? m_onLimit : readerLost(m_reader));
        return;
    }
    qCWarning(lcPcsc) << "the thread of reader" << m_reader << "is stuck";
    abort(readerStuck(m_reader));
    refresh();
}

void PcscCardLink::refresh()
{
    const bool usable = m_shared->isUsable();
    if (std::exchange(m_usable, usable) != usable && m_usableChanged)
        m_usableChanged(usable);
}

} // namespace sm
