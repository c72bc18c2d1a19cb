// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/failure.h"
#include "transport/framing/heartbeat.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <deque>
#include <memory>
#include <optional>

namespace sm {

/// Which end speaks first.
enum class LinkRole : quint8 { Connecting, Listening };

/// The longest message a link carries, in bytes.
inline constexpr qsizetype longestLinkMessage = 1 << 20;
/// The longest that is taken from a peer who has not been welcomed.
inline constexpr qsizetype longestGreeting = 256;

/// What both ends say before anything else. They must agree on the service.
struct LinkGreeting {
    static constexpr quint16 currentVersion = 1;
    quint16 version = currentVersion;
    QByteArray service; ///< "hsm", "station": 1 to 32 bytes

    QByteArray encode() const; ///< "SMLK", version (2 bytes, big-endian), service
    static std::optional<LinkGreeting> parse(QByteArrayView bytes);
};

struct LinkTimes {
    Heartbeat::Times heartbeat;
    Nanos greeting = std::chrono::seconds(5); ///< until the welcome, from the start of the link
};

/// The protocol of a link without any input or output: bytes and time go in, bytes and events come out. The
/// same engine serves a socket, a test and a fuzzer. One thread.
class LinkProtocol {
public:
    struct Event {
        enum class Kind : quint8 { Connected, Message, Lost };
        Kind kind;
        QByteArray message; ///< for Message
        std::shared_ptr<const Failure> why; ///< for Lost
    };

    LinkProtocol() = default;
    LinkProtocol(const LinkProtocol&) = delete;
    LinkProtocol& operator=(const LinkProtocol&) = delete;
    virtual ~LinkProtocol() = default;

    virtual void start(Nanos now) = 0; ///< also again, after an end; forgets what was before
    virtual void receive(QByteArrayView bytes, Nanos now) = 0;
    virtual void tick(Nanos now) = 0; ///< at wakeAt() or later; earlier does nothing
    virtual Nanos wakeAt() const = 0; ///< Nanos::max(): not before something is received
    /// False when the link is not connected; LinkMessageTooLong is the caller's to avoid: also false.
    virtual bool send(QByteArrayView message, Nanos now) = 0;
    /// Bytes to write now, in order. What it gave has left: written or lost with the link.
    virtual QByteArray takeOutput(Nanos now) = 0;

    std::optional<Event> takeEvent();
    bool isConnected() const { return m_phase == Phase::Connected; }
    bool hasEnded() const { return m_phase == Phase::Ended; }

protected:
    enum class Phase : quint8 { Greeting, Connected, Ended };

    void connected();
    void message(QByteArray content);
    void lost(const Failure& why); ///< an event if it was connected or never welcomed; then Greeting
    void end(const Failure& why);
    void begin();
    Phase phase() const { return m_phase; }

private:
    Phase m_phase = Phase::Ended;
    std::deque<Event> m_events;
};

} // namespace sm
