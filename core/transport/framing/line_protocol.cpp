// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/framing/line_protocol.h"

#include "base/bytes.h"
#include "base/failures/transport.h"
#include "base/secret_bytes.h"

#include <algorithm>

namespace sm {

namespace {

constexpr qsizetype headLength = 9;
constexpr qsizetype longestPart = 4096; ///< taken from a peer, whatever this end sends
constexpr int mostDoublings = 3;

quint8 directionOf(LinkRole role)
{
    return role == LinkRole::Connecting ? 0x01 : 0x02;
}

} // namespace

LineProtocol::LineProtocol(Settings settings, std::shared_ptr<LineKey> key)
    : m_settings(std::move(settings))
    , m_key(std::move(key))
    , m_deframer(headLength + longestPart + FrameTag::tagLength)
    , m_heartbeat(m_settings.times.heartbeat)
{
    m_settings.partLength = std::clamp<qsizetype>(m_settings.partLength, 16, longestPart);
}

LineProtocol::Figures LineProtocol::figures() const
{
    Figures figures = m_figures;
    figures.damaged = m_deframer.discarded();
    return figures;
}

void LineProtocol::forgetTransfer()
{
    m_queue.clear();
    m_tries = 0;
    m_repeatAt = Nanos::max();
    m_acknowledge = false;
    m_partial.clear();
}

void LineProtocol::start(Nanos now)
{
    begin();
    forgetTransfer();
    m_session = {};
    m_offered = {};
    m_output.clear();
    m_greetingTag = m_key->greeting();
    m_nonce = m_key->nonce();
    if (!m_greetingTag || m_nonce.size() != LineKey::nonceLength) {
        end(fail(fc::LinkBroken, {{"cause", QStringLiteral("line key")}}));
        return;
    }
    if (m_settings.role == LinkRole::Listening) {
        rest(now);
        return;
    }
    m_limit = now + m_settings.times.greeting;
    m_repeatAt = now + m_settings.repeatAfter;
    putHello();
}

void LineProtocol::rest(Nanos now)
{
    m_limit = m_settings.rest == Nanos::max() ? Nanos::max() : now + m_settings.rest;
}

void LineProtocol::putHello()
{
    put(m_greetingTag.get(), Type::Hello, 0, 0, m_nonce + m_settings.greeting.encode());
}

QByteArray LineProtocol::directed(QByteArrayView content, bool own) const
{
    const bool asConnector = (m_settings.role == LinkRole::Connecting) == own;
    QByteArray bytes;
    bytes.reserve(content.size() + 1);
    appendU8(bytes, directionOf(asConnector ? LinkRole::Connecting : LinkRole::Listening));
    return bytes.append(content);
}

void LineProtocol::put(
    FrameTag* tag, Type type, quint32 sequence, quint32 acknowledged, QByteArrayView payload)
{
    QByteArray content;
    content.reserve(headLength + payload.size() + FrameTag::tagLength);
    appendU8(content, quint8(type));
    appendU32(content, sequence);
    appendU32(content, acknowledged);
    content.append(payload);
    const QByteArray mark = tag->tag(directed(content, true));
    if (mark.size() != FrameTag::tagLength) {
        end(fail(fc::LinkBroken, {{"cause", QStringLiteral("tag")}}));
        return;
    }
    m_output += hdlcFrame(content.append(mark));
}

bool LineProtocol::hasGoodTag(FrameTag* tag, const QByteArray& content) const
{
    if (!tag)
        return false;
    const QByteArrayView view(content);
    const QByteArray expected = tag->tag(directed(view.chopped(FrameTag::tagLength), false));
    return expected.size() == FrameTag::tagLength
        && equalInConstantTime(expected, view.last(FrameTag::tagLength));
}

void LineProtocol::receive(QByteArrayView bytes, Nanos now)
{
    if (hasEnded())
        return;
    if (m_settings.role == LinkRole::Listening)
        rest(now);
    m_deframer.add(bytes);
    while (const auto content = m_deframer.next()) {
        if (!hasEnded())
            take(*content, now);
    }
}

void LineProtocol::take(const QByteArray& content, Nanos now)
{
    if (content.size() < headLength + FrameTag::tagLength) {
        ++m_figures.forged;
        return;
    }
    ByteReader reader(QByteArrayView(content).chopped(FrameTag::tagLength));
    const Frame frame{Type(*reader.u8()), *reader.u32(), *reader.u32(), reader.rest()};
    const bool connecting = m_settings.role == LinkRole::Connecting;
    switch (frame.type) {
    case Type::Hello:
    case Type::Welcome:
    case Type::Refused:
        if (connecting == (frame.type == Type::Hello) || !hasGoodTag(m_greetingTag.get(), content)) {
            ++m_figures.forged;
        } else if (frame.type == Type::Hello) {
            takeHello(frame.payload);
        } else if (phase() == Phase::Greeting && frame.payload.startsWith(m_nonce)) {
            if (frame.type == Type::Refused)
                end(fail(fc::LinkVersionRefused));
            else
                takeWelcome(frame.payload.sliced(m_nonce.size()), now);
        }
        return;
    default:
        break;
    }
    if (isConnected() && hasGoodTag(m_session.tag.get(), content)) {
        takeSession(frame, now);
    } else if (hasGoodTag(m_offered.tag.get(), content)) {
        if (isConnected())
            lost(fail(fc::LinkClosed, {{"cause", QStringLiteral("restarted")}}));
        forgetTransfer();
        m_session = std::exchange(m_offered, {});
        connected();
        takeSession(frame, now);
    } else {
        ++m_figures.forged;
    }
}

void LineProtocol::takeHello(QByteArrayView payload)
{
    if (payload.size() < LineKey::nonceLength)
        return;
    const QByteArray nonce = payload.first(LineKey::nonceLength).toByteArray();
    const auto peer = LinkGreeting::parse(payload.sliced(LineKey::nonceLength));
    if (!peer || peer->version != m_settings.greeting.version
        || peer->service != m_settings.greeting.service) {
        put(m_greetingTag.get(), Type::Refused, 0, 0, nonce);
        return;
    }
    Session* repeated = m_offered.connectorNonce == nonce ? &m_offered
        : m_session.connectorNonce == nonce               ? &m_session
                                                          : nullptr;
    if (!repeated) {
        const QByteArray own = m_key->nonce();
        auto tag = m_key->session(nonce, own);
        if (!tag || own.size() != LineKey::nonceLength)
            return;
        m_offered = {};
        m_offered.tag = std::move(tag);
        m_offered.connectorNonce = nonce;
        m_offered.welcome = nonce + own + m_settings.greeting.encode();
        repeated = &m_offered;
    }
    put(m_greetingTag.get(), Type::Welcome, 0, 0, repeated->welcome);
}

void LineProtocol::takeWelcome(QByteArrayView payload, Nanos now)
{
    if (payload.size() < LineKey::nonceLength)
        return;
    const auto peer = LinkGreeting::parse(payload.sliced(LineKey::nonceLength));
    if (!peer || peer->version != m_settings.greeting.version
        || peer->service != m_settings.greeting.service) {
        end(fail(fc::LinkVersionRefused));
        return;
    }
    m_session = {};
    m_session.tag = m_key->session(m_nonce, payload.first(LineKey::nonceLength));
    if (!m_session.tag) {
        end(fail(fc::LinkBroken, {{"cause", QStringLiteral("line key")}}));
        return;
    }
    m_repeatAt = Nanos::max();
    m_acknowledge = true; // tells the listening end that the session is used
    m_heartbeat.heard(now);
    connected();
}

void LineProtocol::takeSession(const Frame& frame, Nanos now)
{
    m_heartbeat.heard(now);
    if (m_tries > 0 && frame.acknowledged == m_session.sent) {
        m_queue.pop_front();
        m_tries = 0;
        m_repeatAt = Nanos::max();
        sendNext();
    }
    if (frame.type == Type::Part || frame.type == Type::Data)
        takePiece(frame);
    else if (frame.type == Type::Ping)
        m_acknowledge = true;
}

void LineProtocol::takePiece(const Frame& frame)
{
    m_acknowledge = true;
    if (frame.sequence != m_session.received + 1) {
        if (frame.sequence == m_session.received)
            ++m_figures.duplicates; // its acknowledgement was lost
        return;
    }
    m_session.received = frame.sequence;
    if (m_partial.size() + frame.payload.size() > longestLinkMessage) {
        end(fail(fc::LinkMessageTooLong));
        return;
    }
    m_partial.append(frame.payload);
    if (frame.type == Type::Data)
        message(std::exchange(m_partial, {}));
}

bool LineProtocol::send(QByteArrayView message, Nanos)
{
    if (!isConnected() || message.size() > longestLinkMessage)
        return false;
    while (message.size() > m_settings.partLength) {
        m_queue.push_back({Type::Part, message.first(m_settings.partLength).toByteArray()});
        message = message.sliced(m_settings.partLength);
    }
    m_queue.push_back({Type::Data, message.toByteArray()});
    sendNext();
    return true;
}

/// Takes the next piece on its way; the frame itself is made by takeOutput(), which knows the time.
void LineProtocol::sendNext()
{
    if (m_tries > 0 || m_queue.empty())
        return;
    ++m_session.sent;
    m_tries = 1;
    m_repeatAt = Nanos(0); // due at once
}

void LineProtocol::repeat(Nanos now)
{
    if (phase() == Phase::Greeting) {
        putHello();
        m_repeatAt = now + m_settings.repeatAfter;
        return;
    }
    const bool first = m_repeatAt == Nanos(0);
    if (!first) {
        ++m_figures.repeated;
        if (++m_tries > m_settings.attempts) {
            end(fail(fc::LinkSilent, {{"cause", QStringLiteral("acknowledgement")}}));
            return;
        }
    }
    const Piece& piece = m_queue.front();
    put(m_session.tag.get(), piece.type, m_session.sent, m_session.received, piece.payload);
    m_acknowledge = false; // rides along
    m_repeatAt = now + m_settings.repeatAfter * (1 << std::min(m_tries - 1, mostDoublings));
}

void LineProtocol::tick(Nanos now)
{
    if (hasEnded())
        return;
    if (phase() == Phase::Greeting && now >= m_limit) {
        end(fail(fc::LinkSilent));
        return;
    }
    if (now >= m_repeatAt)
        repeat(now);
    if (!isConnected())
        return;
    const auto turn = m_heartbeat.turn(now);
    if (turn == Heartbeat::Turn::Ping)
        put(m_session.tag.get(), Type::Ping, 0, m_session.received, {});
    else if (turn == Heartbeat::Turn::Silent)
        end(fail(fc::LinkSilent));
}

Nanos LineProtocol::wakeAt() const
{
    if (hasEnded())
        return Nanos::max();
    if (isConnected())
        return std::min(m_repeatAt, m_heartbeat.due());
    return std::min(m_repeatAt, m_limit);
}

QByteArray LineProtocol::takeOutput(Nanos now)
{
    if (isConnected() && m_repeatAt == Nanos(0))
        repeat(now);
    if (isConnected() && std::exchange(m_acknowledge, false))
        put(m_session.tag.get(), Type::Ack, 0, m_session.received, {});
    return std::exchange(m_output, {});
}

} // namespace sm
