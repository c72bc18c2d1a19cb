// SPDX-License-Identifier: GPL-3.0-or-later
#include "station/link/station_agent.h"

#include "base/failures/station.h"
#include "base/log.h"
#include "base/overloaded.h"
#include "station/link_failures.h"
#include "station/modules/module_script.h"

#include <algorithm>

namespace sm {

StationAgent::StationAgent(
    Settings settings, Reactor reactor, CardLink& card, std::unique_ptr<LinkKeeper> keeper)
    : m_settings(std::move(settings))
    , m_reactor(std::move(reactor))
    , m_card(card)
    , m_keeper(std::move(keeper))
{
    LinkEvents events;
    events.connected = [this] { onConnected(); };
    events.message = [this](const QByteArray& message) { onMessage(message); };
    events.lost = [this](const Failure&) { onLost(); };
    m_keeper->setEvents(std::move(events));
    m_card.onUsableChanged([this](bool usable) {
        if (!usable)
            m_untouched.reset();
        if (m_welcomed)
            send(0, station_answer::Reader{usable, m_card.description()});
    });
    m_keeper->start();
}

StationAgent::~StationAgent()
{
    m_card.onUsableChanged({});
}

void StationAgent::onConnected()
{
    StationHello hello;
    hello.station = m_settings.station;
    hello.life = m_settings.life;
    hello.epoch = m_epoch;
    hello.usable = m_card.isUsable();
    hello.reader = m_card.description();
    for (const Module& module : m_settings.modules)
        hello.modules.push_back({module.name, module.device->kind()});
    m_welcomed = false;
    m_keeper->link().send(encode(hello));
}

void StationAgent::onLost()
{
    if (std::exchange(m_welcomed, false) && m_changed)
        m_changed(false);
}

void StationAgent::drop(const Failure& why)
{
    qCWarning(lcStation).noquote() << m_settings.station.text() << "link dropped:" << why.toString();
    onLost();
    m_keeper->drop(why);
}

void StationAgent::onMessage(const QByteArray& message)
{
    if (!m_welcomed) {
        onWelcome(message);
        return;
    }
    const auto order = decodeStationOrder(message);
    if (!order)
        drop(order.failure());
    else if (order->epoch != m_epoch)
        drop(epochRefused(Epoch(qint64(order->epoch)), Epoch(qint64(m_epoch))));
    else
        onOrder(*order);
}

void StationAgent::onWelcome(const QByteArray& message)
{
    const auto welcome = decodeStationWelcome(message);
    if (!welcome)
        return drop(welcome.failure());
    if (welcome->version != stationLinkVersion)
        return drop(stationRefused(m_settings.station, "version"));
    if (welcome->epoch <= m_epoch)
        return drop(epochRefused(Epoch(qint64(welcome->epoch)), Epoch(qint64(m_epoch))));
    if (!m_numbers.turnTo(welcome->store))
        return drop(stationRefused(m_settings.station, "too many stores"));
    m_epoch = welcome->epoch;
    if (std::exchange(m_console, welcome->console) != welcome->console) {
        giveUp(); // the orders of a console that is no more
        m_job.reset();
    }
    m_welcomed = true;
    send(0,
        station_answer::Reader{m_card.isUsable(), m_card.description()}); // may have changed since the hello
    if (m_changed)
        m_changed(true);
}

void StationAgent::onOrder(const StationOrder& order)
{
    const bool known = m_job && order.id == m_job->id;
    if (std::holds_alternative<station_order::Abort>(order.body)) {
        if (known)
            giveUp();
        return;
    }
    if (known) {
        if (m_job->answer)
            send(m_job->id, *m_job->answer);
        return; // or it is under way, and its answer follows
    }
    if (m_job && order.id < m_job->id) {
        send(order.id, commandRepeated(quint32(order.id)));
        return;
    }
    if (std::holds_alternative<station_order::AwaitCard>(order.body) && m_job && m_job->waitsForCard
        && !m_job->answer) {
        m_job->id = order.id; // somebody waits on: a card that comes just now is not missed
        return;
    }
    giveUp();
    m_job.emplace(order.id);
    begin(order);
}

/// Ends what is under way; it answers nobody any more.
void StationAgent::giveUp()
{
    if (!m_job || m_job->answer)
        return;
    const Failure why = stationRefused(m_settings.station, "given up");
    m_job->answer = m_job->device ? moduleSilent() : why; // nobody can say what a device did
    m_job->report = {};
    if (m_job->device)
        m_job->device->abort(why);
    else
        m_card.abort(why);
    m_job->arrival = {};
    m_job->answers = {};
    m_job->acknowledged = {};
    m_job->ejected = {};
    m_job->look = {};
}

template <class T> void StationAgent::follow(Pending<T>& pending)
{
    pending.then([this](Outcome<T> outcome) {
        if (!outcome)
            answered(outcome.failure());
        else if constexpr (std::is_same_v<T, Done>)
            answered(station_answer::Ejected{});
        else
            answered(outcome.take());
    });
}

void StationAgent::begin(const StationOrder& order)
{
    const auto untouched = std::exchange(m_untouched, std::nullopt);
    Job& job = *m_job;
    std::visit(Overloaded{[&](const station_order::AwaitCard&) {
                              job.waitsForCard = true;
                              if (untouched)
                                  return meetAgain(order.limit);
                              job.arrival = m_card.awaitCard(order.limit);
                              follow(job.arrival);
                          },
                   [&](const station_order::Repower&) {
                       job.arrival = m_card.repower(order.limit);
                       follow(job.arrival);
                   },
                   [&](const CommandRun& run) { carryOut(run, order.limit); },
                   [&](const FormatComplete& message) { complete(message, order.limit); },
                   [&](const station_order::Eject& eject) {
                       job.ejected = m_card.eject(eject.bin, order.limit);
                       follow(job.ejected);
                   },
                   [&](const station_order::AskModule& question) { ask(question.module, order.limit); },
                   [&](const station_order::PerformModule& work) { perform(work, order.limit); },
                   [](const station_order::Abort&) {}},
        order.body);
}

/// A card came while the console was away. Somebody may have taken it out since.
void StationAgent::meetAgain(Nanos limit)
{
    m_job->arrival = m_card.repower(limit);
    m_job->arrival.then([this, limit](Outcome<CardArrival> outcome) {
        if (outcome)
            return answered(outcome.take());
        if (outcome.failure() != fc::CardAbsent && outcome.failure() != fc::CardChanged)
            return answered(outcome.failure());
        m_job->arrival = m_card.awaitCard(limit);
        follow(m_job->arrival);
    });
}

void StationAgent::carryOut(CommandRun run, Nanos limit)
{
    const auto number = m_numbers.of(run.epoch);
    if (!number) {
        RunAnswers refused;
        refused.end = RunEnd::NotSent;
        refused.failure = number.failure();
        return answered(std::move(refused));
    }
    run.attempt = AttemptId(*number);
    run.epoch = Epoch(*number);
    m_job->answers = m_card.run(std::move(run), limit);
    m_job->answers.then([this](Outcome<RunAnswers> outcome) {
        if (outcome)
            return answered(outcome.take());
        RunAnswers unknown; // the wait itself broke: nobody can say what the card did
        unknown.end = RunEnd::Unknown;
        unknown.failure = outcome.failure();
        answered(std::move(unknown));
    });
    if (!m_job->answer)
        watchProgress();
}

void StationAgent::complete(FormatComplete message, Nanos limit)
{
    const auto number = m_numbers.of(message.epoch);
    if (!number)
        return answered(number.failure());
    message.attempt = AttemptId(*number);
    message.epoch = Epoch(*number);
    m_job->acknowledged = m_card.formatComplete(std::move(message), limit);
    follow(m_job->acknowledged);
}

DeviceModule* StationAgent::device(const QString& name) const
{
    const auto found = std::find_if(m_settings.modules.begin(), m_settings.modules.end(),
        [&name](const Module& module) { return module.name == name; });
    return found == m_settings.modules.end() ? nullptr : found->device;
}

void StationAgent::ask(const QString& module, Nanos limit)
{
    m_job->device = device(module);
    if (!m_job->device)
        return answered(moduleNotReady(module));
    m_job->report = m_job->device->ready(limit);
    follow(m_job->report);
}

/// The device knows attempts by our own numbers, as the card position does, and so never takes one of another
/// store for one that it has worked for.
void StationAgent::perform(station_order::PerformModule order, Nanos limit)
{
    const auto number = m_numbers.of(order.job.epoch);
    if (!number)
        return answered(number.failure());
    m_job->device = device(order.module);
    if (!m_job->device)
        return answered(moduleNotReady(order.module));
    order.job.attempt = AttemptId(*number);
    order.job.epoch = Epoch(*number);
    m_job->report = m_job->device->perform(std::move(order.job), limit);
    follow(m_job->report);
}

/// Lets the console see a long run move, and so tell it from one that is stuck.
void StationAgent::watchProgress()
{
    m_job->look = Pending<Done>::after(m_reactor, m_settings.progress, Done{});
    m_job->look.then([this](const Outcome<Done>&) {
        if (!m_job || m_job->answer)
            return;
        const quint32 count = m_card.answered();
        if (m_welcomed && count != m_job->told)
            send(m_job->id, station_answer::Progress{count});
        m_job->told = count;
        watchProgress();
    });
}

void StationAgent::answered(StationAnswer::Body body)
{
    if (const auto* arrival = std::get_if<CardArrival>(&body); arrival && m_job->waitsForCard)
        m_untouched = *arrival;
    m_job->look = {};
    m_job->answer = std::move(body);
    if (m_welcomed)
        send(m_job->id, *m_job->answer);
}

void StationAgent::send(quint64 id, StationAnswer::Body body)
{
    StationAnswer answer(id, std::move(body));
    answer.epoch = m_epoch;
    m_keeper->link().send(encode(answer));
}

} // namespace sm
