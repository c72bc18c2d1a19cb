// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/framing/protocol_link.h"

#include "base/failures/transport.h"

namespace sm {

namespace {

/// A peer that asks and does not read must not fill this process's memory.
constexpr qint64 mostUnwritten = 8 << 20;

} // namespace

ProtocolLink::ProtocolLink(Reactor reactor, std::unique_ptr<LinkProtocol> protocol)
    : m_reactor(std::move(reactor))
    , m_protocol(std::move(protocol))
{
}

ProtocolLink::~ProtocolLink()
{
    *m_alive = false;
    m_reactor.clock->disarm(this);
}

bool ProtocolLink::send(const QByteArray& message)
{
    if (!m_running || !m_protocol->send(message, m_reactor.clock->now()))
        return false;
    if (!m_delivering) { // else the end of the delivery writes it, together with what it acknowledges
        flush();
        schedule();
    }
    return true;
}

void ProtocolLink::close()
{
    m_running = false;
    m_reactor.clock->disarm(this);
    closeChannel();
}

bool ProtocolLink::channelOpened()
{
    m_running = true;
    m_protocol->start(m_reactor.clock->now());
    return pump();
}

bool ProtocolLink::channelReceived(QByteArrayView bytes)
{
    if (!m_running)
        return false;
    m_protocol->receive(bytes, m_reactor.clock->now());
    return pump();
}

void ProtocolLink::channelLost(const Failure& why)
{
    const bool ended = m_running && m_protocol->hasEnded(); // its own event was given
    close();
    if (!ended && events().lost) {
        const auto call = events().lost;
        call(why);
    }
}

void ProtocolLink::expire()
{
    if (!m_running)
        return;
    if (unwritten() > mostUnwritten) {
        channelLost(fail(fc::LinkBroken, {{"address", address()}, {"cause", QStringLiteral("backlog")}}));
        return;
    }
    m_protocol->tick(m_reactor.clock->now());
    pump();
}

bool ProtocolLink::pump()
{
    if (m_delivering) // the delivery under way goes on with it
        return true;
    if (!deliverEvents())
        return false;
    flush();
    schedule();
    return true;
}

/// False when this object has gone, or the channel was closed, within an event.
bool ProtocolLink::deliverEvents()
{
    const std::shared_ptr<bool> alive = m_alive;
    m_delivering = true;
    while (auto event = m_protocol->takeEvent()) {
        if (m_protocol->hasEnded() && event->kind == LinkProtocol::Event::Kind::Lost) {
            flush(); // a last word, such as a refusal
            close();
        }
        const LinkEvents events = this->events(); // they may be replaced within the call
        if (event->kind == LinkProtocol::Event::Kind::Connected && events.connected)
            events.connected();
        else if (event->kind == LinkProtocol::Event::Kind::Message && events.message)
            events.message(std::move(event->message));
        else if (event->kind == LinkProtocol::Event::Kind::Lost && events.lost)
            events.lost(*event->why);
        if (!*alive)
            return false;
        if (!m_running)
            break; // closed within the event: what was received with it is void
    }
    m_delivering = false;
    return m_running;
}

void ProtocolLink::flush()
{
    const QByteArray output = m_protocol->takeOutput(m_reactor.clock->now());
    if (!output.isEmpty() && m_running)
        write(output);
}

void ProtocolLink::schedule()
{
    if (!m_running)
        return;
    // Overrun: looked at in the next turn, for no event comes from within send().
    const Nanos due = unwritten() > mostUnwritten ? Nanos(0) : m_protocol->wakeAt();
    if (due == Nanos::max())
        m_reactor.clock->disarm(this);
    else
        m_reactor.clock->arm(this, due);
}

} // namespace sm
