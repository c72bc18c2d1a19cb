// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transport/framing/line_protocol.h"
#include "transport/framing/stream_protocol.h"

#include <QStringList>

#include <functional>

namespace smtest {

/// Tags that are good enough to tell keys and directions apart; the real ones are tested with the keys.
class ToyTag final : public sm::FrameTag {
public:
    explicit ToyTag(QByteArray key)
        : m_key(std::move(key))
    {
    }
    QByteArray tag(QByteArrayView bytes) override
    {
        quint64 hash = 14695981039346656037ull;
        for (const char byte : m_key + bytes.toByteArray())
            hash = (hash ^ quint8(byte)) * 1099511628211ull;
        QByteArray out(8, '\0');
        for (int i = 0; i < 8; ++i)
            out[i] = char(hash >> (8 * i));
        return out;
    }

private:
    QByteArray m_key;
};

class ToyLineKey final : public sm::LineKey {
public:
    explicit ToyLineKey(QByteArray key)
        : m_key(std::move(key))
    {
    }
    QByteArray nonce() override
    {
        return QByteArray::number(++m_count).rightJustified(nonceLength, m_key.at(0));
    }
    std::unique_ptr<sm::FrameTag> greeting() override { return std::make_unique<ToyTag>(m_key); }
    std::unique_ptr<sm::FrameTag> session(QByteArrayView connector, QByteArrayView listener) override
    {
        return std::make_unique<ToyTag>(m_key + connector.toByteArray() + listener.toByteArray());
    }

private:
    QByteArray m_key;
    int m_count = 0;
};

/// Two ends with a channel between them that a test can bend: bytes are carried by turns until both ends are
/// quiet, time passes when it is told to.
struct ProtocolPair {
    using Bend = std::function<QByteArray(QByteArray)>;

    ProtocolPair(std::unique_ptr<sm::LinkProtocol> c, std::unique_ptr<sm::LinkProtocol> l)
        : connecting(std::move(c))
        , listening(std::move(l))
    {
    }
    void start()
    {
        listening->start(now);
        connecting->start(now);
        settle();
    }
    void settle()
    {
        for (bool moved = true; moved;) {
            moved = carry(*connecting, *listening, toListener, listenerHeard);
            moved |= carry(*listening, *connecting, toConnector, connectorHeard);
        }
    }
    /// Lets time pass until `until`, with every wake-up on the way.
    void run(sm::Nanos until)
    {
        for (;;) {
            settle();
            const sm::Nanos due = std::min(connecting->wakeAt(), listening->wakeAt());
            if (due > until)
                break;
            now = std::max(now, due);
            connecting->tick(now);
            listening->tick(now);
        }
        now = until;
    }
    bool carry(sm::LinkProtocol& from, sm::LinkProtocol& to, const Bend& bend, QStringList& heard)
    {
        const QByteArray bytes = from.takeOutput(now);
        if (!bytes.isEmpty())
            to.receive(bend ? bend(bytes) : bytes, now);
        while (auto event = to.takeEvent())
            heard.append(textOf(*event));
        return !bytes.isEmpty();
    }
    static QString textOf(const sm::LinkProtocol::Event& event)
    {
        using Kind = sm::LinkProtocol::Event::Kind;
        if (event.kind == Kind::Connected)
            return QStringLiteral("connected");
        if (event.kind == Kind::Message)
            return QString::fromLatin1(event.message);
        return QLatin1String(sm::failureEntry(event.why->code())->name);
    }

    std::unique_ptr<sm::LinkProtocol> connecting;
    std::unique_ptr<sm::LinkProtocol> listening;
    sm::Nanos now{1};
    Bend toListener;
    Bend toConnector;
    QStringList listenerHeard;
    QStringList connectorHeard;
};

inline ProtocolPair streamPair(QByteArray connectorService = "test", sm::LinkTimes times = {})
{
    return {std::make_unique<sm::StreamProtocol>(
                sm::LinkRole::Connecting, sm::LinkGreeting{1, std::move(connectorService)}, times),
        std::make_unique<sm::StreamProtocol>(sm::LinkRole::Listening, sm::LinkGreeting{1, "test"}, times)};
}

inline sm::LineProtocol::Settings lineSettings(sm::LinkRole role, QByteArray service = "test")
{
    sm::LineProtocol::Settings settings;
    settings.role = role;
    settings.greeting = {1, std::move(service)};
    settings.partLength = 64;
    return settings;
}

inline ProtocolPair linePair(QByteArray connectorKey = "k", QByteArray connectorService = "test")
{
    return {std::make_unique<sm::LineProtocol>(
                lineSettings(sm::LinkRole::Connecting, std::move(connectorService)),
                std::make_shared<ToyLineKey>(std::move(connectorKey))),
        std::make_unique<sm::LineProtocol>(
            lineSettings(sm::LinkRole::Listening), std::make_shared<ToyLineKey>("k"))};
}

} // namespace smtest
