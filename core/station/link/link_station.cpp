// SPDX-License-Identifier: GPL-3.0-or-later
#include "station/link/link_station.h"

#include "base/failures/station.h"
#include "base/log.h"
#include "base/overloaded.h"
#include "station/link_failures.h"
#include "station/modules/module_script.h"

#include <algorithm>

namespace sm {

namespace {

constexpr int mostUnasked = 200;

} // namespace

LinkStation::LinkStation(Reactor reactor, Settings settings)
    : m_reactor(std::move(reactor))
    , m_settings(std::move(settings))
    , m_watchdog(this)
{
}

LinkStation::~LinkStation()
{
    m_reactor.clock->disarm(&m_watchdog);
    if (m_gone)
        m_gone();
}

QString LinkStation::description() const
{
    return m_reader.isEmpty() ? m_settings.kind : m_settings.kind + QStringLiteral(": ") + m_reader;
}

Failure LinkStation::lost(const Failure& cause) const
{
    return readerLost(description(), cause);
}

bool LinkStation::waitsForCard() const
{
    return isOpen<station_order::AwaitCard>() || isOpen<station_order::Repower>();
}

/// One wait is open at a time; a wait that its owner forgot is given up by the next.
template <class T> Pending<T> LinkStation::start(Nanos limit, StationOrder::Body body)
{
    // Before the wait's own deadline, so that a wait that has run out ends with the verdict of its kind.
    m_reactor.clock->arm(&m_watchdog, m_reactor.clock->dueIn(limit));
    auto wait = makePending<T>(m_reactor, limit);
    m_open.emplace(StationOrder(++m_lastId, limit, std::move(body)), Completing(std::move(wait.completer)));
    m_open->life = m_life;
    m_answered = 0;
    if (auto* run = std::get_if<CommandRun>(&m_open->order.body)) {
        m_open->rest = std::exchange(run->commands, {});
        nextBatch();
    } else {
        send();
    }
    return std::move(wait.pending);
}

Pending<CardArrival> LinkStation::awaitCard(Nanos limit)
{
    if (!m_link)
        return Pending<CardArrival>::ready(
            m_reactor, m_trouble ? lost(*m_trouble) : readerLost(description()));
    return start<CardArrival>(limit, station_order::AwaitCard{});
}

Pending<CardArrival> LinkStation::repower(Nanos limit)
{
    if (!m_link)
        return Pending<CardArrival>::ready(
            m_reactor, m_trouble ? lost(*m_trouble) : readerLost(description()));
    return start<CardArrival>(limit, station_order::Repower{});
}

Pending<RunAnswers> LinkStation::run(CommandRun run, Nanos limit)
{
    if (run.commands.empty())
        return Pending<RunAnswers>::ready(m_reactor, RunAnswers());
    return start<RunAnswers>(limit, std::move(run));
}

Pending<FormatAcknowledged> LinkStation::formatComplete(FormatComplete message, Nanos limit)
{
    return start<FormatAcknowledged>(limit, std::move(message));
}

Pending<Done> LinkStation::eject(Bin bin, Nanos limit)
{
    return start<Done>(limit, station_order::Eject{bin});
}

Pending<ModuleReport> LinkStation::askModule(const QString& module, Nanos limit)
{
    return start<ModuleReport>(limit, station_order::AskModule{module});
}

Pending<ModuleReport> LinkStation::performModule(const QString& module, ModuleJob job, Nanos limit)
{
    return start<ModuleReport>(limit, station_order::PerformModule(module, std::move(job)));
}

void LinkStation::abortModule(const QString& module, const Failure& why)
{
    const auto* ask = m_open ? std::get_if<station_order::AskModule>(&m_open->order.body) : nullptr;
    const auto* work = m_open ? std::get_if<station_order::PerformModule>(&m_open->order.body) : nullptr;
    if ((ask && ask->module == module) || (work && work->module == module))
        abort(why);
}

/// The next commands of the run become the order; each batch has an id of its own.
void LinkStation::nextBatch()
{
    auto& run = std::get<CommandRun>(m_open->order.body);
    const size_t count = stationBatch(m_open->rest, 0, m_settings.batchRoom);
    const auto until = m_open->rest.begin() + std::ptrdiff_t(count);
    if (!run.commands.empty())
        m_open->order.id = ++m_lastId;
    run.firstCommand += quint32(run.commands.size());
    run.commands.assign(std::make_move_iterator(m_open->rest.begin()), std::make_move_iterator(until));
    m_open->rest.erase(m_open->rest.begin(), until);
    m_open->sent = false;
    send();
}

void LinkStation::send()
{
    if (!m_link)
        return;
    m_open->order.epoch = m_epoch;
    m_sentAt = m_reactor.clock->now();
    m_open->sent = m_link->send(encode(m_open->order)) || m_open->sent;
}

void LinkStation::attach(MessageLink& link, const StationHello& hello, quint64 epoch)
{
    m_link = &link;
    m_epoch = epoch;
    m_trouble.reset();
    m_unasked = 0;
    m_modules = hello.modules;
    const QByteArray former = std::exchange(m_life, hello.life);
    qCInfo(lcStation).noquote() << m_settings.station.text() << "station at" << link.address()
                                << "connected, reader" << hello.reader << "epoch" << epoch;
    setReader(hello.usable, hello.reader);
    if (m_open)
        sendAgain(former);
}

void LinkStation::sendAgain(const QByteArray& formerLife)
{
    const bool sameLife = m_life == m_open->life || (m_open->life.isEmpty() && formerLife.isEmpty());
    if (sameLife || isOpen<station_order::Eject>() || isOpen<station_order::AskModule>()) {
        m_open->life = m_life;
        send();
        m_sentAt.reset(); // what the link's absence took is not its time
    } else {
        qCWarning(lcStation).noquote()
            << m_settings.station.text() << "the station's process is another one: its memory is gone";
        end(readerLost(description()));
    }
}

void LinkStation::detach(const Failure& why)
{
    if (!m_link)
        return;
    m_link = nullptr;
    m_modules.clear();
    m_trouble = why;
    if (waitsForCard())
        end(lost(why));
    setReader(false, m_reader);
}

void LinkStation::abort(const Failure& why)
{
    if (!m_open)
        return;
    StationOrder abort(m_open->order.id, Nanos(0), station_order::Abort{});
    abort.epoch = m_epoch;
    if (m_link && m_open->sent)
        m_link->send(encode(abort));
    m_reactor.clock->disarm(&m_watchdog);
    std::visit([&why](auto& completer) { completer.complete(why); }, m_open->completer);
    m_open.reset();
}

Failure LinkStation::onLimit() const
{
    if (!m_link)
        return m_trouble ? lost(*m_trouble) : readerLost(description());
    if (waitsForCard())
        return cardAbsent();
    if (isOpen<station_order::Eject>())
        return cardNotTaken(description());
    return isOpen<station_order::AskModule>() ? moduleNotReady(description()) : readerStuck(description());
}

void LinkStation::limitReached()
{
    if (!m_open)
        return;
    const Failure why = onLimit();
    const quint64 id = m_open->order.id;
    const bool sent = m_open->sent;
    end(why);
    if (m_link && sent) {
        StationOrder abort(id, Nanos(0), station_order::Abort{});
        abort.epoch = m_epoch;
        m_link->send(encode(abort));
    }
}

void LinkStation::end(const Failure& why)
{
    if (isOpen<station_order::PerformModule>()) {
        finish<ModuleReport>(m_open->sent ? moduleSilent() : moduleNotReady(description()));
        return;
    }
    if (!isOpen<CommandRun>()) {
        std::visit([&why](auto& completer) { completer.complete(why); }, m_open->completer);
        m_open.reset();
        m_reactor.clock->disarm(&m_watchdog);
        return;
    }
    RunAnswers answers = std::move(m_open->gathered);
    answers.end = m_open->sent ? RunEnd::Unknown : RunEnd::NotSent;
    answers.failure = why;
    finish<RunAnswers>(std::move(answers));
}

template <class T> void LinkStation::finish(Outcome<T> outcome)
{
    m_reactor.clock->disarm(&m_watchdog);
    auto* completer = std::get_if<Completer<T>>(&m_open->completer);
    if (completer)
        completer->complete(std::move(outcome));
    m_open.reset();
}

Outcome<Done> LinkStation::take(const QByteArray& message)
{
    auto read = decodeStationAnswer(message);
    if (!read)
        return read.failure();
    if (read->epoch != m_epoch)
        return epochRefused(Epoch(qint64(read->epoch)), Epoch(qint64(m_epoch)));
    // Late answers come by the few. A station that streams them keeps this thread from the others.
    if (++m_unasked > mostUnasked)
        return unexpectedStationMessage();
    if (const auto* reader = std::get_if<station_answer::Reader>(&read->body)) {
        setReader(reader->usable, reader->name);
        return Done{};
    }
    if (read->id > m_lastId)
        return unexpectedStationMessage();
    if (!m_open || read->id != m_open->order.id || !m_open->sent)
        return Done{}; // of an order that is given up
    const Completing& completer = m_open->completer;
    const auto* progress = std::get_if<station_answer::Progress>(&read->body);
    const auto before = quint32(m_open->gathered.answers.size());
    if (!progress || before + progress->answered > m_answered)
        m_unasked = 0; // what says nothing new was waited for by nobody
    if (progress) {
        m_answered = std::max(m_answered, before + progress->answered);
    } else if (const auto* failure = std::get_if<Failure>(&read->body);
               failure && isOpen<station_order::PerformModule>() && *failure != fc::CommandRepeated) {
        finish<ModuleReport>(*failure); // as the device told the station
    } else if (failure) {
        m_open->sent = *failure == fc::CommandRepeated; // else the station says that it did not do it
        end(*failure);
    } else if (auto* run = std::get_if<RunAnswers>(&read->body);
               run && std::holds_alternative<Completer<RunAnswers>>(completer)) {
        const size_t asked = std::get<CommandRun>(m_open->order.body).commands.size();
        const bool all = run->answers.size() == asked;
        if (run->answers.size() > asked || (run->end == RunEnd::Complete && !all))
            return unexpectedStationMessage();
        takeRun(std::move(*run));
    } else if (auto* card = std::get_if<CardArrival>(&read->body);
               card && std::holds_alternative<Completer<CardArrival>>(completer)) {
        finish<CardArrival>(std::move(*card));
    } else if (auto* done = std::get_if<FormatAcknowledged>(&read->body); done
               && std::holds_alternative<Completer<FormatAcknowledged>>(completer)
               && done->command == std::get<FormatComplete>(m_open->order.body).command) {
        finish<FormatAcknowledged>(*done);
    } else if (std::holds_alternative<station_answer::Ejected>(read->body)
        && std::holds_alternative<Completer<Done>>(completer)) {
        finish<Done>(Done{});
    } else if (const auto* report = std::get_if<ModuleReport>(&read->body);
               report && std::holds_alternative<Completer<ModuleReport>>(completer)) {
        const auto* work = std::get_if<station_order::PerformModule>(&m_open->order.body);
        if (work && work->job.command != report->command)
            return unexpectedStationMessage();
        finish<ModuleReport>(*report);
    } else {
        return unexpectedStationMessage();
    }
    return Done{};
}

void LinkStation::takeRun(RunAnswers answers)
{
    if (m_sentAt && m_exchanged)
        m_exchanged(std::max(Nanos(0), m_reactor.clock->now() - *m_sentAt - answers.cardTime));
    RunAnswers& all = m_open->gathered;
    const auto append = [](auto& to, auto& from) {
        to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
    };
    append(all.answers, answers.answers);
    append(all.figures, answers.figures);
    all.cardTime += answers.cardTime;
    all.end = answers.end;
    all.failure = std::move(answers.failure);
    m_answered = quint32(all.answers.size());
    if (all.end == RunEnd::Complete && !m_open->rest.empty())
        nextBatch();
    else
        finish<RunAnswers>(std::move(all));
}

void LinkStation::setReader(bool usable, const QString& name)
{
    m_reader = name;
    const bool now = usable && m_link != nullptr;
    if (std::exchange(m_usable, now) != now && m_usableChanged)
        m_usableChanged(now);
}

} // namespace sm
