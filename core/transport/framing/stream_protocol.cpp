// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/framing/stream_protocol.h"

#include "base/failures/transport.h"

namespace sm {

namespace {

enum Kind : char { Hello = 'H', Welcome = 'W', Refused = 'R', Ping = 'P', Pong = 'Q', Message = 'D' };

} // namespace

StreamProtocol::StreamProtocol(LinkRole role, LinkGreeting greeting, LinkTimes times)
    : m_role(role)
    , m_greeting(std::move(greeting))
    , m_times(times)
    , m_heartbeat(times.heartbeat)
    , m_deframer(longestLinkMessage + 1)
{
}

void StreamProtocol::start(Nanos now)
{
    begin();
    m_deframer = LengthDeframer(longestGreeting);
    m_output.clear();
    m_limit = now + m_times.greeting;
    if (m_role == LinkRole::Connecting)
        put(Hello, m_greeting.encode());
}

void StreamProtocol::put(char kind, QByteArrayView content)
{
    QByteArray frame;
    frame.reserve(content.size() + 1);
    frame.append(kind).append(content);
    m_output += lengthFrame(frame);
}

void StreamProtocol::receive(QByteArrayView bytes, Nanos now)
{
    // Before the welcome a slice is looked at in small pieces, so that the small cap of a greeting holds.
    while (!bytes.isEmpty() && !hasEnded()) {
        const qsizetype step = isConnected() ? bytes.size() : std::min<qsizetype>(bytes.size(), 1);
        m_deframer.add(bytes.first(step));
        bytes = bytes.sliced(step);
        while (const auto frame = m_deframer.next()) {
            m_heartbeat.heard(now);
            take(*frame);
            if (hasEnded())
                return;
        }
        if (m_deframer.isBroken())
            end(fail(fc::LinkFrameBroken, {{"cause", QStringLiteral("length")}}));
    }
}

void StreamProtocol::take(const QByteArray& frame)
{
    const char kind = frame.at(0);
    const QByteArrayView content = QByteArrayView(frame).sliced(1);
    if (phase() == Phase::Greeting) {
        const bool expected = kind == (m_role == LinkRole::Connecting ? Welcome : Hello);
        if (expected)
            greeted(content);
        else if (kind == Refused && m_role == LinkRole::Connecting)
            end(fail(fc::LinkVersionRefused));
        else
            end(fail(fc::LinkFrameBroken, {{"cause", QStringLiteral("greeting")}}));
        return;
    }
    switch (kind) {
    case Ping:
        put(Pong);
        break;
    case Pong:
        break;
    case Message:
        message(content.toByteArray());
        break;
    default:
        end(fail(fc::LinkFrameBroken, {{"cause", QStringLiteral("kind")}}));
    }
}

void StreamProtocol::greeted(QByteArrayView content)
{
    const auto peer = LinkGreeting::parse(content);
    if (!peer) {
        end(fail(fc::LinkFrameBroken, {{"cause", QStringLiteral("greeting")}}));
        return;
    }
    if (peer->version != m_greeting.version || peer->service != m_greeting.service) {
        if (m_role == LinkRole::Listening)
            put(Refused);
        end(fail(fc::LinkVersionRefused, {{"version", QString::number(peer->version)}}));
        return;
    }
    if (m_role == LinkRole::Listening)
        put(Welcome, m_greeting.encode());
    m_deframer = LengthDeframer(longestLinkMessage + 1);
    connected();
}

void StreamProtocol::tick(Nanos now)
{
    if (hasEnded() || now < wakeAt())
        return;
    if (phase() == Phase::Greeting) {
        end(fail(fc::LinkSilent));
        return;
    }
    const auto turn = m_heartbeat.turn(now);
    if (turn == Heartbeat::Turn::Ping)
        put(Ping);
    else if (turn == Heartbeat::Turn::Silent)
        end(fail(fc::LinkSilent));
}

Nanos StreamProtocol::wakeAt() const
{
    if (hasEnded())
        return Nanos::max();
    return isConnected() ? m_heartbeat.due() : m_limit;
}

bool StreamProtocol::send(QByteArrayView message, Nanos)
{
    if (!isConnected() || message.size() > longestLinkMessage)
        return false;
    put(Message, message);
    return true;
}

QByteArray StreamProtocol::takeOutput(Nanos)
{
    return std::exchange(m_output, {});
}

} // namespace sm
