// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/serial/switched_port.h"

#include "base/failures/transport.h"
#include "transport/serial/switched_line.h"

namespace sm {

static constexpr Nanos drainPause = milliseconds(1);

LineTurn::~LineTurn()
{
    if (const auto port = m_port.lock())
        port->giveBack(m_number);
}

std::shared_ptr<SwitchedPort> SwitchedPort::create(
    Reactor reactor, std::unique_ptr<ControlPort> port, SwitchSettings settings)
{
    return std::shared_ptr<SwitchedPort>(new SwitchedPort(std::move(reactor), std::move(port), settings));
}

SwitchedPort::SwitchedPort(Reactor reactor, std::unique_ptr<ControlPort> port, SwitchSettings settings)
    : m_reactor(std::move(reactor))
    , m_port(std::move(port))
    , m_settings(settings)
    , m_timer(this)
{
    m_port->setEvents(
        {[this](QByteArrayView bytes) { received(bytes); }, [this](const Failure& why) { lost(why); }});
}

SwitchedPort::~SwitchedPort()
{
    m_reactor.clock->disarm(&m_timer);
    m_port->setEvents({});
}

std::unique_ptr<ByteLine> SwitchedPort::line(LinkSide which)
{
    return std::make_unique<SwitchedLine>(shared_from_this(), which);
}

Outcome<Done> SwitchedPort::openSide(LinkSide which)
{
    if (m_state == State::Closed) {
        const auto opened = m_port->open();
        if (!opened)
            return opened;
        m_target = m_settings.rest.value_or(which);
        change();
        if (m_state == State::Closed) {
            m_port->close();
            return fail(fc::LinkNotSwitchable, {{"address", m_port->address()}});
        }
    }
    if (m_connected == which && m_state == State::Still)
        m_port->setBaud(m_settings.baud);
    side(which) = {side(which).line, true, m_settings.baud};
    return Done{};
}

void SwitchedPort::closeSide(LinkSide which)
{
    if (!side(which).open)
        return;
    side(which).open = false;
    if (!m_sides[0].open && !m_sides[1].open) {
        m_port->close();
        shut();
    }
}

/// Whoever still waits for a turn is told.
void SwitchedPort::shut()
{
    m_reactor.clock->disarm(&m_timer);
    m_state = State::Closed;
    m_connected.reset();
    m_turn = 0;
    for (Request& request : std::exchange(m_requests, {}))
        request.completer.complete(fail(fc::LinkClosed, {{"address", m_port->address()}}));
}

void SwitchedPort::lost(const Failure& why)
{
    const auto self = shared_from_this(); // those who are told may let go of it
    std::deque<Request> requests = std::exchange(m_requests, {});
    shut();
    for (Request& request : requests)
        request.completer.complete(why);
    std::array<bool, 2> told{m_sides[0].open, m_sides[1].open};
    m_sides[0].open = m_sides[1].open = false;
    for (size_t i = 0; i < told.size(); ++i) {
        if (told[i] && m_sides[i].line)
            m_sides[i].line->portLost(why);
    }
}

Pending<LineTurn> SwitchedPort::request(LinkSide which, Nanos limit)
{
    if (m_state == State::Closed)
        return Pending<LineTurn>::ready(m_reactor, fail(fc::LinkClosed, {{"address", m_port->address()}}));
    auto pair = makePending<LineTurn>(m_reactor, limit);
    m_requests.push_back({which, std::move(pair.completer)});
    goOn();
    return std::move(pair.pending);
}

void SwitchedPort::giveBack(quint64 number)
{
    if (number == 0 || number != m_turn)
        return;
    m_turn = 0;
    goOn();
}

/// What is to be done next while the port stands still. A turn that nobody took comes back from within.
void SwitchedPort::goOn()
{
    if (m_going)
        return;
    m_going = true;
    while (m_state == State::Still && m_turn == 0) {
        while (!m_requests.empty() && !m_requests.front().completer.wanted())
            m_requests.pop_front();
        const auto wanted
            = m_requests.empty() ? m_settings.rest : std::optional<LinkSide>(m_requests.front().side);
        if (wanted && wanted != m_connected)
            switchTo(*wanted);
        else if (m_requests.empty())
            break;
        else
            grant();
    }
    m_going = false;
}

void SwitchedPort::grant()
{
    Completer<LineTurn> completer = std::move(m_requests.front().completer);
    m_requests.pop_front();
    m_turn = ++m_lastTurn;
    completer.complete(LineTurn(weak_from_this(), m_turn));
}

void SwitchedPort::switchTo(LinkSide which)
{
    m_target = which;
    m_drainEnd = m_reactor.clock->now() + m_settings.drainMost;
    drainOn();
}

void SwitchedPort::drainOn()
{
    const qint64 left = m_port->unsent();
    if (left > 0 && m_reactor.clock->now() < m_drainEnd) {
        m_state = State::Draining;
        arm(drainPause);
        return;
    }
    if (left > 0) {
        m_losses.undrained += quint64(left);
        m_port->discardOutput();
    }
    m_state = State::Emptying;
    arm(m_port->sendingTime(ControlPort::hardwareHolds));
}

void SwitchedPort::change()
{
    m_connected.reset();
    m_state = State::Settling;
    if (m_port->setControl((m_target == LinkSide::Reader) == m_settings.raisedForReader)) {
        arm(m_settings.settle);
        return;
    }
    m_state = State::Closed;
}

void SwitchedPort::settled()
{
    m_losses.whileSwitching += quint64(m_port->discardInput());
    m_connected = m_target;
    m_state = State::Still;
    if (side(m_target).open)
        m_port->setBaud(side(m_target).baud);
    goOn();
}

void SwitchedPort::onTimer()
{
    const auto self = shared_from_this();
    switch (m_state) {
    case State::Draining:
        drainOn();
        return;
    case State::Emptying:
        change();
        if (m_state == State::Closed) {
            m_port->close();
            lost(fail(fc::LinkNotSwitchable, {{"address", m_port->address()}}));
        }
        return;
    case State::Settling:
        settled();
        return;
    case State::Closed:
    case State::Still:
        return;
    }
}

void SwitchedPort::arm(Nanos delay)
{
    m_reactor.clock->disarm(&m_timer);
    m_reactor.clock->arm(&m_timer, m_reactor.clock->dueIn(delay));
}

void SwitchedPort::received(QByteArrayView bytes)
{
    const auto self = shared_from_this();
    if (!m_connected) {
        m_losses.whileSwitching += quint64(bytes.size());
        return;
    }
    const Side& from = side(*m_connected);
    if (from.open && from.line)
        from.line->portReceived(bytes);
    else
        m_losses.unheard += quint64(bytes.size());
}

/// Only for the holder of a turn.
void SwitchedPort::write(LinkSide which, QByteArrayView bytes)
{
    if (m_turn != 0 && m_connected == which)
        m_port->write(bytes);
}

/// The port has one speed: it changes to the side's when the side is connected.
void SwitchedPort::setBaud(LinkSide which, int baud)
{
    side(which).baud = baud;
    if (m_connected == which && m_state == State::Still)
        m_port->setBaud(baud);
}

} // namespace sm
