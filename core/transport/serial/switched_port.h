// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pending.h"
#include "transport/serial/control_port.h"

#include <array>
#include <deque>
#include <optional>

namespace sm {

class SwitchedPort;

/// The two links behind one connector.
enum class LinkSide : quint8 { Server, Reader };

/// The right to use the port for one side: nobody else gets it until this goes. Move-only; the port's thread.
class LineTurn {
public:
    LineTurn() = default;
    LineTurn(std::weak_ptr<SwitchedPort> port, quint64 number)
        : m_port(std::move(port))
        , m_number(number)
    {
    }
    LineTurn(LineTurn&& other) noexcept
        : m_port(std::move(other.m_port))
        , m_number(std::exchange(other.m_number, 0))
    {
    }
    LineTurn& operator=(LineTurn&& other) noexcept
    {
        std::swap(m_port, other.m_port);
        std::swap(m_number, other.m_number);
        return *this;
    }
    ~LineTurn();

private:
    std::weak_ptr<SwitchedPort> m_port;
    quint64 m_number = 0; ///< 0: none
};

struct SwitchSettings {
    bool raisedForReader = true; ///< level of the control line that connects the reader
    Nanos settle
        = milliseconds(20); ///< after the control line changed nothing is sent or taken for this long
    Nanos drainMost = seconds(2); ///< what has not left by then is thrown away, and counted
    Nanos quiet = milliseconds(20); ///< a side that awaits nothing keeps its turn for this long
    Nanos turnMost = seconds(1); ///< what a side writes is thrown away when its turn did not come by then
    int baud = 9'600; ///< of a side that has not set its own since it was opened
    std::optional<LinkSide> rest = LinkSide::Server; ///< connected while nobody has a turn; none: as it was
};

/// Bytes that reached nobody.
struct SwitchLosses {
    quint64 whileSwitching = 0; ///< came between the change of the control line and the end of its settling
    quint64 unheard = 0; ///< came from a side that nobody has opened
    quint64 undrained = 0; ///< written, but did not leave in time
    quint64 turnMissed = 0; ///< written, but the other side kept the port
};

/// One port, one control line, two links of which never both are connected: the adaptation device of a
/// station whose connector serves the server line and the reader line. Owns the port. Order of a change: no
/// new bytes; the bytes of the side that loses the port leave; the control line changes; it settles; what
/// came meanwhile is thrown away; the new side sends. Each side keeps its own speed. Turns are given in the
/// order in which they were asked for. Made by create(); thread of its reactor, asynchronous.
class SwitchedPort : public std::enable_shared_from_this<SwitchedPort> {
public:
    static std::shared_ptr<SwitchedPort> create(
        Reactor reactor, std::unique_ptr<ControlPort> port, SwitchSettings settings);
    SwitchedPort(const SwitchedPort&) = delete;
    SwitchedPort& operator=(const SwitchedPort&) = delete;
    ~SwitchedPort();

    /// The link of a side, which keeps the port alive; one for each. It takes a turn when something is
    /// written and gives it back when it expects no answer any more and was quiet. The port is open while a
    /// side is.
    std::unique_ptr<ByteLine> line(LinkSide side);
    /// The turn is given when the side is connected. WaitTimedOut after `limit`; LinkBroken when the port
    /// went; LinkClosed when it is not open.
    Pending<LineTurn> request(LinkSide side, Nanos limit);
    /// The side that is connected; none while it changes or the port is closed.
    std::optional<LinkSide> connected() const { return m_connected; }
    const SwitchLosses& losses() const { return m_losses; }

private:
    friend class LineTurn;
    friend class SwitchedLine;

    struct Timer final : Deadline {
        explicit Timer(SwitchedPort* p)
            : port(p)
        {
        }
        void expire() override { port->onTimer(); }
        SwitchedPort* port;
    };
    struct Request {
        LinkSide side;
        Completer<LineTurn> completer;
    };
    struct Side {
        class SwitchedLine* line = nullptr;
        bool open = false;
        int baud = 0;
    };
    enum class State : quint8 {
        Closed,
        Still, ///< connected to a side
        Draining, ///< that side's bytes leave
        Emptying, ///< out of the hardware
        Settling ///< connected to none
    };

    SwitchedPort(Reactor reactor, std::unique_ptr<ControlPort> port, SwitchSettings settings);
    Side& side(LinkSide which) { return m_sides[size_t(which)]; }
    Outcome<Done> openSide(LinkSide which);
    void closeSide(LinkSide which);
    void write(LinkSide which, QByteArrayView bytes);
    void setBaud(LinkSide which, int baud);
    void giveBack(quint64 number);
    void goOn();
    void grant();
    void switchTo(LinkSide which);
    void drainOn();
    void change();
    void settled();
    void onTimer();
    void arm(Nanos delay);
    void received(QByteArrayView bytes);
    void lost(const Failure& why);
    void shut();

    Reactor m_reactor;
    std::unique_ptr<ControlPort> m_port;
    SwitchSettings m_settings;
    Timer m_timer;
    State m_state = State::Closed;
    std::optional<LinkSide> m_connected;
    LinkSide m_target = LinkSide::Server; ///< while it changes
    Nanos m_drainEnd{};
    std::array<Side, 2> m_sides;
    std::deque<Request> m_requests;
    quint64 m_lastTurn = 0;
    quint64 m_turn = 0; ///< the one that is out; 0: none
    bool m_going = false;
    SwitchLosses m_losses;
};

} // namespace sm
