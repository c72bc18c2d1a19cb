// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pending.h"
#include "transport/framing/link_protocol.h"
#include "transport/framing/message_link.h"

namespace sm {

/// A MessageLink made of a protocol and some input and output: the subclass moves bytes and knows when its
/// channel opened or died, everything else is here.
class ProtocolLink : public MessageLink, private Deadline {
public:
    ~ProtocolLink() override;

    bool isConnected() const final { return m_running && m_protocol->isConnected(); }
    bool send(const QByteArray& message) final;
    void close() final;

protected:
    ProtocolLink(Reactor reactor, std::unique_ptr<LinkProtocol> protocol);

    virtual void write(QByteArrayView bytes) = 0; ///< may fail silently: the channel's end is told apart
    virtual qint64 unwritten() const = 0; ///< bytes that the channel holds back
    virtual void closeChannel() = 0; ///< idempotent; no call of this class follows from it

    /// False when this object has gone, or the channel was closed, within an event: not even its members may
    /// be read any more.
    bool channelOpened();
    bool channelReceived(QByteArrayView bytes); ///< the same
    /// The channel failed or never came to be. Tells the protocol's user unless it ended before.
    void channelLost(const Failure& why);
    const Reactor& reactor() const { return m_reactor; }
    LinkProtocol& protocol() { return *m_protocol; }

private:
    void expire() override;
    bool pump();
    void flush();
    bool deliverEvents();
    void schedule();

    Reactor m_reactor;
    std::unique_ptr<LinkProtocol> m_protocol;
    bool m_running = false;
    bool m_delivering = false;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace sm
