// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/framing/inner_link.h"

#include "base/failures/transport.h"
#include "transport/framing/link_protocol.h"

#include <algorithm>
#include <deque>

namespace sm {

namespace {

constexpr Nanos shortestWay = std::chrono::microseconds(1); // never from within send()

class InnerEnd;

/// What both ends share.
struct Wire {
    InnerEnd* ends[2] = {nullptr, nullptr};
};

class InnerEnd final : public MessageLink {
public:
    InnerEnd(Reactor reactor, std::shared_ptr<Wire> wire, int place, QString address, Nanos way)
        : m_reactor(std::move(reactor))
        , m_wire(std::move(wire))
        , m_place(place)
        , m_address(std::move(address))
        , m_way(std::max(way, shortestWay))
    {
        m_wire->ends[m_place] = this;
    }
    ~InnerEnd() override
    {
        close();
        m_wire->ends[m_place] = nullptr;
    }

    QString address() const override { return m_address; }
    bool isConnected() const override { return m_connected; }
    void open() override
    {
        close();
        m_open = true;
        InnerEnd* end = far();
        if (!end || !end->m_open)
            return;
        connectSoon();
        end->connectSoon();
    }
    void close() override
    {
        m_arriving.clear();
        m_open = false;
        if (std::exchange(m_connected, false) && far())
            far()->arrive([](InnerEnd& end) { end.lose(); });
    }
    bool send(const QByteArray& message) override
    {
        if (!m_connected || !far() || message.size() > longestLinkMessage)
            return false;
        far()->arrive([message](InnerEnd& end) {
            const auto call = end.events().message;
            if (call && end.m_connected)
                call(message);
        });
        return true;
    }

private:
    InnerEnd* far() const { return m_wire->ends[1 - m_place]; }

    /// Runs it here after the way, in the order of the calls; not after close(). It may destroy this end.
    void arrive(std::function<void(InnerEnd&)> what)
    {
        m_arriving.push_back(Pending<Done>::after(m_reactor, m_way, Done{}));
        m_arriving.back().then([this, what = std::move(what)](const Outcome<Done>&) {
            const Pending<Done> arrived = std::move(m_arriving.front());
            m_arriving.pop_front();
            what(*this);
        });
    }
    void connectSoon()
    {
        arrive([](InnerEnd& end) {
            if (!end.m_open || !end.far() || !end.far()->m_open || std::exchange(end.m_connected, true))
                return;
            const auto call = end.events().connected;
            if (call)
                call();
        });
    }
    void lose()
    {
        if (!m_open)
            return;
        m_open = m_connected = false;
        m_arriving.clear();
        const auto call = events().lost;
        if (call)
            call(fail(fc::LinkClosed, {{"address", m_address}}));
    }

    Reactor m_reactor;
    std::shared_ptr<Wire> m_wire;
    int m_place;
    QString m_address;
    Nanos m_way;
    bool m_open = false;
    bool m_connected = false;
    std::deque<Pending<Done>> m_arriving;
};

} // namespace

InnerLink::InnerLink(const Reactor& reactor, const QString& address, Nanos way)
{
    const auto wire = std::make_shared<Wire>();
    one = std::make_unique<InnerEnd>(reactor, wire, 0, address, way);
    other = std::make_unique<InnerEnd>(reactor, wire, 1, address, way);
}

} // namespace sm
