// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <functional>
#include <memory>

namespace sm {

/// What a link tells its user. Called on the link's thread, never from within open() or send().
struct LinkEvents {
    std::function<void()> connected; ///< the peer answered the greeting: from now on messages pass
    std::function<void(QByteArray)> message;
    std::function<void(Failure)> lost; ///< after connected, or instead of it; nothing follows until open()
};

/// Messages to and from one peer, in order, each whole or not at all; what was sent last may be lost with the
/// link. A message that was taken by send() is not an acknowledgement: only an answer is. Knows by itself
/// when the peer has gone (ping every 2 s, lost after 3). Belongs to one thread. May be destroyed in its own
/// events.
class MessageLink {
public:
    MessageLink() = default;
    MessageLink(const MessageLink&) = delete;
    MessageLink& operator=(const MessageLink&) = delete;
    virtual ~MessageLink() = default; ///< closes without an event

    virtual QString address() const = 0; ///< for people: path, HOST:PORT, device
    /// Allow-list identity of the peer where the link proves one (TLS: its pin in hexadecimal); else empty.
    virtual QString peer() const { return {}; }
    void setEvents(LinkEvents events) { m_events = std::move(events); }

    virtual void open() = 0; ///< connects; also again after lost. An accepted link is open already
    virtual void close() = 0; ///< no event
    virtual bool isConnected() const = 0;
    /// Up to longestLinkMessage bytes. False when not connected or too long: nothing was sent.
    virtual bool send(const QByteArray& message) = 0;

protected:
    const LinkEvents& events() const { return m_events; }

private:
    LinkEvents m_events;
};

/// Waits for peers at one address. A link handed over is connected (its greeting was answered).
class LinkListener {
public:
    LinkListener() = default;
    LinkListener(const LinkListener&) = delete;
    LinkListener& operator=(const LinkListener&) = delete;
    virtual ~LinkListener() = default;

    virtual QString address() const = 0; ///< with the port that was taken when 0 was asked for
    /// Set before the event loop runs. The callee sets the link's events before it returns.
    std::function<void(std::unique_ptr<MessageLink>)> accepted;
    std::function<void(Failure)> refused; ///< LinkPeerRefused and others; nothing of that peer was handled
};

} // namespace sm
