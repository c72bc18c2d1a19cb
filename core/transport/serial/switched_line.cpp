// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/serial/switched_line.h"

namespace sm {

SwitchedLine::SwitchedLine(std::shared_ptr<SwitchedPort> port, LinkSide side)
    : m_port(std::move(port))
    , m_side(side)
{
    m_port->side(m_side).line = this;
}

SwitchedLine::~SwitchedLine()
{
    close();
    m_port->side(m_side).line = nullptr;
}

Outcome<Done> SwitchedLine::open()
{
    close();
    return m_port->openSide(m_side);
}

void SwitchedLine::close()
{
    forget();
    m_port->closeSide(m_side);
}

bool SwitchedLine::isOpen() const
{
    return m_port->side(m_side).open;
}

void SwitchedLine::forget()
{
    m_port->m_reactor.clock->disarm(this);
    m_wait = {};
    m_waiting = m_expecting = false;
    m_held.clear();
    m_turn.reset();
}

void SwitchedLine::write(QByteArrayView bytes)
{
    if (!isOpen())
        return;
    if (m_turn) {
        m_port->write(m_side, bytes);
        stayAwhile();
        return;
    }
    if (m_held.size() + bytes.size() > mostHeld) {
        m_port->m_losses.turnMissed += quint64(bytes.size());
        return;
    }
    m_held.append(bytes.data(), bytes.size());
    if (m_waiting)
        return;
    m_waiting = true;
    m_wait = m_port->request(m_side, m_port->m_settings.turnMost);
    m_wait.then([this](Outcome<LineTurn> turn) { turnCame(std::move(turn)); });
}

void SwitchedLine::turnCame(Outcome<LineTurn> turn)
{
    m_waiting = false;
    const QByteArray held = std::exchange(m_held, {});
    if (!turn) {
        m_port->m_losses.turnMissed += quint64(held.size());
        return;
    }
    m_turn.emplace(turn.take());
    m_port->write(m_side, held);
    stayAwhile();
}

void SwitchedLine::setBaud(int baud)
{
    m_port->setBaud(m_side, baud);
}

void SwitchedLine::expectAnswer(bool expected)
{
    if (m_expecting == expected)
        return;
    m_expecting = expected;
    if (m_turn)
        stayAwhile();
}

/// Bytes that are on their way count as traffic: the turn outlasts them.
void SwitchedLine::stayAwhile()
{
    Clock& clock = *m_port->m_reactor.clock;
    clock.disarm(this);
    if (!m_expecting)
        clock.arm(
            this, clock.dueIn(m_port->m_settings.quiet + sendingTime(qsizetype(m_port->m_port->unsent()))));
}

void SwitchedLine::expire()
{
    m_turn.reset();
}

QString SwitchedLine::address() const
{
    return m_port->m_port->address();
}

Nanos SwitchedLine::sendingTime(qsizetype bytes) const
{
    return m_port->m_port->sendingTime(bytes);
}

void SwitchedLine::portReceived(QByteArrayView bytes)
{
    if (m_turn)
        stayAwhile();
    if (m_events.received)
        m_events.received(bytes);
}

void SwitchedLine::portLost(const Failure& why)
{
    forget();
    if (m_events.lost)
        m_events.lost(why);
}

} // namespace sm
