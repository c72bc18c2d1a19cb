// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/control_device.h"

#include "base/failures/data.h"
#include "base/log.h"

#include <algorithm>

namespace sm {

namespace {

Failure answerBroken(const QString& machine)
{
    return fail(fc::ControlAnswerBroken, {{"machine", machine}});
}

FailureCode codeOf(ControlNone::Reason reason)
{
    switch (reason) {
    case ControlNone::Reason::Missing:
        return fc::DataRowMissing;
    case ControlNone::Reason::Repeated:
        return fc::DataRowRepeated;
    case ControlNone::Reason::Broken:
        return fc::DataRowBroken;
    case ControlNone::Reason::NoColumn:
        return fc::ControlColumnMissing;
    case ControlNone::Reason::NotNow:
        break;
    }
    return fc::ControlDeviceUnable;
}

} // namespace

ControlDevice::ControlDevice(Settings settings, const Reactor& reactor, std::unique_ptr<MessageLink> link)
    : m_settings(std::move(settings))
    , m_reactor(reactor)
    , m_keeper(reactor, std::move(link), m_settings.pauses)
{
    LinkEvents events;
    events.connected = [this] { m_keeper.link().send(encode(ControlOpen())); };
    events.message = [this](const QByteArray& message) { onMessage(message); };
    events.lost = [this](const Failure& why) { onLost(why); };
    m_keeper.setEvents(std::move(events));
    m_keeper.start();
}

ControlDevice::~ControlDevice() = default;

Failure ControlDevice::failure(FailureCode code, const DataSourceSpec& source) const
{
    return fail(code, {{"source", source.name}, {"machine", m_settings.machine}});
}

Pending<DataRow> ControlDevice::ask(
    const DataSourceSpec& source, const QString& job, const CardObjectId& id, Nanos limit)
{
    ControlRequest request;
    request.ticket = ++m_lastTicket;
    request.job = job;
    request.object = id;
    request.columns = source.columnClasses.keys();
    if (encode(request).isEmpty()) // an id or a list of columns that no message carries
        return Pending<DataRow>::ready(m_reactor, failure(fc::DataRowMissing, source));
    // The limit is the flight's own, which says what became of the device.
    auto pair = makePending<DataRow>(m_reactor, Nanos::max());
    Flight& flight = m_flights[request.ticket];
    flight.source = source;
    flight.completer = std::move(pair.completer);
    flight.due = m_reactor.clock->dueIn(limit);
    flight.limit = Pending<Done>::after(m_reactor, std::max(limit, Nanos(1)), Done{});
    flight.limit.then([this, ticket = request.ticket](const Outcome<Done>&) { giveUp(ticket); });
    flight.request = std::move(request);
    if (isConnected())
        send(flight);
    return std::move(pair.pending);
}

void ControlDevice::send(Flight& flight)
{
    flight.request.limit = flight.due - m_reactor.clock->now();
    // One that the link does not take is sent with the next connection.
    m_keeper.link().send(encode(flight.request));
}

void ControlDevice::finish(Flights::iterator flight, Outcome<DataRow> outcome)
{
    auto node = m_flights.extract(flight);
    node.mapped().completer.complete(std::move(outcome));
}

void ControlDevice::giveUp(quint64 ticket)
{
    const auto flight = m_flights.find(ticket);
    if (flight == m_flights.end())
        return;
    Failure why = failure(fc::ControlDeviceSilent, flight->second.source);
    const auto& trouble = m_keeper.lastFailure() ? m_keeper.lastFailure() : m_trouble;
    if (!isConnected() && trouble)
        why = fail(fc::ControlDeviceSilent,
            {{"source", flight->second.source.name}, {"machine", m_settings.machine},
                {"cause", trouble->toString()}});
    finish(flight, why);
}

void ControlDevice::onMessage(const QByteArray& bytes)
{
    const auto message = decodeControlMessage(bytes);
    if (!message)
        return breakLink();
    if (!m_hello)
        return onHello(*message);
    if (const auto* row = std::get_if<ControlRow>(&*message))
        return answer(*row);
    if (const auto* none = std::get_if<ControlNone>(&*message))
        return answer(*none);
    breakLink();
}

void ControlDevice::onHello(const ControlMessage& message)
{
    const auto* hello = std::get_if<ControlHello>(&message);
    if (!hello || hello->version != controlLinkVersion)
        return breakLink();
    m_hello = *hello;
    m_trouble.reset();
    // Quoted: the device's own words.
    qCInfo(lcLink) << "control device of" << m_settings.machine << "reached:" << m_hello->name;
    for (auto& [ticket, flight] : m_flights)
        send(flight);
}

void ControlDevice::onLost(const Failure& why)
{
    m_hello.reset();
    m_trouble = why;
}

ControlDevice::Flights::iterator ControlDevice::meant(quint64 ticket, const CardObjectId& object)
{
    const auto flight = m_flights.find(ticket);
    if (flight == m_flights.end()) {
        if (ticket == 0 || ticket > m_lastTicket)
            breakLink(); // never asked
        return flight;
    }
    if (flight->second.request.object == object)
        return flight;
    finish(flight, answerBroken(m_settings.machine));
    breakLink();
    return m_flights.end();
}

void ControlDevice::answer(const ControlRow& row)
{
    const auto flight = meant(row.ticket, row.object);
    if (flight == m_flights.end())
        return;
    const ControlRequest& request = flight->second.request;
    if (row.values.size() != size_t(request.columns.size())) {
        finish(flight, answerBroken(m_settings.machine));
        return breakLink();
    }
    DataRow out;
    for (qsizetype i = 0; i < request.columns.size(); ++i) {
        const QString& column = request.columns.at(i);
        out.columns.push_back(
            {column, row.values[size_t(i)], flight->second.source.columnClasses.value(column)});
    }
    finish(flight, std::move(out));
}

void ControlDevice::answer(const ControlNone& none)
{
    const auto flight = meant(none.ticket, none.object);
    if (flight != m_flights.end())
        finish(flight, failure(codeOf(none.reason), flight->second.source));
}

/// What the device sends can not be trusted any more. The keeper opens a new connection after a pause.
void ControlDevice::breakLink()
{
    m_keeper.drop(answerBroken(m_settings.machine));
}

} // namespace sm
