// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/tls/far_link.h"

#include "transport/framing/link_protocol.h"

namespace sm {

/// The network thread's end.
class FarLink::Half final : public NetworkThread::Things {
public:
    Half(std::shared_ptr<Inbox> owner, std::shared_ptr<Near> near, std::unique_ptr<MessageLink> link)
        : m_owner(std::move(owner))
        , m_near(std::move(near))
        , m_link(std::move(link))
    {
        LinkEvents events;
        events.connected = [this] { tell([peer = m_link->peer()](FarLink& far) { far.onConnected(peer); }); };
        events.message = [this](const QByteArray& message) {
            tell([message](FarLink& far) { far.onMessage(message); });
        };
        events.lost = [this](const Failure& why) { tell([why](FarLink& far) { far.onLost(why); }); };
        m_link->setEvents(std::move(events));
    }

    void open(quint64 life)
    {
        m_life = life;
        m_link->open();
    }
    void close() { m_link->close(); }
    void send(const QByteArray& message) { m_link->send(message); }

private:
    template <class F> void tell(F call)
    {
        postWork(*m_owner, [near = m_near, life = m_life, call = std::move(call)] {
            if (near->far && near->life == life)
                call(*near->far);
        });
    }

    std::shared_ptr<Inbox> m_owner;
    std::shared_ptr<Near> m_near; ///< only carried: the owner's thread looks into it
    std::unique_ptr<MessageLink> m_link;
    quint64 m_life = 0;
};

namespace {

template <class Half, class F> void withHalf(const NetworkThread::Place& place, quint64 name, F call)
{
    const auto found = place.things->find(name);
    if (found != place.things->end())
        call(static_cast<Half&>(*found->second));
}

} // namespace

FarLink::FarLink(Reactor owner, std::shared_ptr<NetworkThread> thread, QString address, Make make)
    : FarLink(
        std::move(owner), thread, std::move(address), QString(), thread->nextName(), std::make_shared<Near>())
{
    NetworkThread* network = m_thread.get();
    postWork(*m_thread->inbox(),
        [network, name = m_name, near = m_near, inbox = m_owner.inbox, make = std::move(make)] {
            const auto& place = network->place();
            place.things->emplace(name, std::make_unique<Half>(inbox, near, make(place.reactor)));
        });
}

FarLink::FarLink(Reactor owner, std::shared_ptr<NetworkThread> thread, QString address, QString peer,
    quint64 name, std::shared_ptr<Near> near)
    : m_owner(std::move(owner))
    , m_thread(std::move(thread))
    , m_address(std::move(address))
    , m_peer(std::move(peer))
    , m_name(name)
    , m_near(std::move(near))
{
    m_near->far = this;
}

FarLink::~FarLink()
{
    m_near->far = nullptr;
    NetworkThread* network = m_thread.get();
    postWork(*m_thread->inbox(), [network, name = m_name] { network->place().things->erase(name); });
}

/// The thread is never held by itself: its last holder waits for its end.
void FarLink::adopt(const Reactor& owner, NetworkThread& thread, std::weak_ptr<NetworkThread> later,
    std::unique_ptr<MessageLink> link, std::shared_ptr<Hand> hand)
{
    const quint64 name = thread.nextName();
    const auto near = std::make_shared<Near>();
    const QString address = link->address();
    const QString peer = link->peer();
    // The owner hears of the link before it hears from it: letters keep their order.
    postWork(*owner.inbox, [owner, later, address, peer, name, near, hand] {
        const auto alive = later.lock();
        if (!alive || !*hand)
            return;
        std::unique_ptr<FarLink> far(new FarLink(owner, alive, address, peer, name, near));
        far->m_connected = true;
        (*hand)(std::move(far));
    });
    thread.place().things->emplace(name, std::make_unique<Half>(owner.inbox, near, std::move(link)));
}

void FarLink::open()
{
    m_connected = false;
    NetworkThread* network = m_thread.get();
    postWork(*m_thread->inbox(), [network, name = m_name, life = ++m_near->life] {
        withHalf<Half>(network->place(), name, [life](Half& half) { half.open(life); });
    });
}

void FarLink::close()
{
    m_connected = false;
    ++m_near->life;
    NetworkThread* network = m_thread.get();
    postWork(*m_thread->inbox(), [network, name = m_name] {
        withHalf<Half>(network->place(), name, [](Half& half) { half.close(); });
    });
}

bool FarLink::send(const QByteArray& message)
{
    if (!m_connected || message.size() > longestLinkMessage)
        return false;
    NetworkThread* network = m_thread.get();
    postWork(*m_thread->inbox(), [network, name = m_name, message] {
        withHalf<Half>(network->place(), name, [&message](Half& half) { half.send(message); });
    });
    return true;
}

void FarLink::onConnected(QString peer)
{
    m_peer = std::move(peer);
    m_connected = true;
    const auto call = events().connected;
    if (call)
        call();
}

void FarLink::onMessage(QByteArray message)
{
    const auto call = events().message;
    if (call && m_connected)
        call(std::move(message));
}

void FarLink::onLost(const Failure& why)
{
    m_connected = false;
    const auto call = events().lost;
    if (call)
        call(why);
}

} // namespace sm
