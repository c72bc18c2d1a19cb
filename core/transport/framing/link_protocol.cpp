// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/framing/link_protocol.h"

#include "base/bytes.h"

namespace sm {

namespace {

constexpr QByteArrayView mark("SMLK");
constexpr qsizetype longestService = 32;

} // namespace

QByteArray LinkGreeting::encode() const
{
    QByteArray out = mark.toByteArray();
    appendU16(out, version);
    return out.append(service);
}

std::optional<LinkGreeting> LinkGreeting::parse(QByteArrayView bytes)
{
    ByteReader reader(bytes);
    const auto head = reader.take(mark.size());
    const auto version = reader.u16();
    if (!head || *head != mark || !version || reader.atEnd() || reader.remaining() > longestService)
        return std::nullopt;
    return LinkGreeting{*version, reader.rest().toByteArray()};
}

std::optional<LinkProtocol::Event> LinkProtocol::takeEvent()
{
    if (m_events.empty())
        return std::nullopt;
    Event event = std::move(m_events.front());
    m_events.pop_front();
    return event;
}

void LinkProtocol::begin()
{
    m_events.clear();
    m_phase = Phase::Greeting;
}

void LinkProtocol::connected()
{
    m_phase = Phase::Connected;
    m_events.push_back({Event::Kind::Connected, {}, nullptr});
}

void LinkProtocol::message(QByteArray content)
{
    m_events.push_back({Event::Kind::Message, std::move(content), nullptr});
}

void LinkProtocol::lost(const Failure& why)
{
    m_phase = Phase::Greeting;
    m_events.push_back({Event::Kind::Lost, {}, std::make_shared<const Failure>(why)});
}

void LinkProtocol::end(const Failure& why)
{
    if (m_phase == Phase::Ended)
        return;
    lost(why);
    m_phase = Phase::Ended;
}

} // namespace sm
