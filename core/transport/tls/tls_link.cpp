// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/tls/tls_link.h"

#include "base/failures/transport.h"
#include "transport/framing/greeting_hall.h"
#include "transport/tls/far_link.h"
#include "transport/tls/tls_channel.h"

#include <QHostAddress>
#include <QHostInfo>
#include <QSslConfiguration>
#include <QTcpServer>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <mutex>

namespace sm {

namespace {

constexpr Nanos handshakeTurn = milliseconds(250);
constexpr int backlog = 4096; ///< the system's own limit may be lower

/// Lets peers in a few at a time: a handshake takes milliseconds of the thread that carries all links, and
/// when a floor is switched on hundreds come at once. Who comes meanwhile waits in the system's queue. A peer
/// that takes its time has its turn and no more, so that nobody is kept out by those who never finish; how
/// many of them can come to their end in the same moment is bounded by that.
class Doorstep final : public QTcpServer, private Deadline {
public:
    explicit Doorstep(Clock& clock)
        : m_clock(clock)
    {
        setMaxPendingConnections(1);
        setListenBacklogSize(backlog);
    }
    ~Doorstep() override { m_clock.disarm(this); }

    std::function<void(std::unique_ptr<QSslSocket>)> incoming;
    /// Somebody was let in, or was not. Whose turn it was does not matter: the one that ends first ends now.
    void turnEnded()
    {
        Nanos* first = nullptr;
        for (Nanos& turn : m_turns) {
            if (turn > m_clock.now() && (!first || turn < *first))
                first = &turn;
        }
        if (first)
            *first = m_clock.now();
        m_clock.arm(this, m_clock.now()); // not within the event that says so
    }

private:
    void incomingConnection(qintptr descriptor) override
    {
        auto socket = std::make_unique<QSslSocket>(this);
        if (!socket->setSocketDescriptor(descriptor))
            return;
        addPendingConnection(socket.release());
        m_clock.arm(this, std::max(m_clock.now(), *std::min_element(m_turns.begin(), m_turns.end())));
    }
    void expire() override
    {
        for (Nanos& turn : m_turns) {
            if (turn > m_clock.now() || !hasPendingConnections())
                continue;
            turn = m_clock.dueIn(handshakeTurn);
            std::unique_ptr<QSslSocket> socket(static_cast<QSslSocket*>(nextPendingConnection()));
            socket->setParent(nullptr);
            incoming(std::move(socket));
        }
        if (hasPendingConnections())
            m_clock.arm(this, *std::min_element(m_turns.begin(), m_turns.end()));
    }

    Clock& m_clock;
    std::array<Nanos, 4> m_turns{}; ///< when each ends at the latest
};

/// What the listener's thread and the network thread share; callbacks are the listener's thread's.
struct Desk {
    std::function<void(Failure)> refused;
};

/// The half on the network thread.
class ListenerHalf final : public NetworkThread::Things, public LinkListener {
public:
    ListenerHalf(NetworkThread& thread, std::weak_ptr<NetworkThread> later, Reactor owner,
        TlsLinkSettings settings, std::shared_ptr<FarLink::Hand> hand, std::shared_ptr<Desk> desk)
        : m_reactor(thread.place().reactor)
        , m_settings(std::move(settings))
        , m_configuration(m_settings.identity->configuration())
        , m_hall(*this)
        , m_server(*m_reactor.clock)
    {
        m_server.incoming = [this](std::unique_ptr<QSslSocket> socket) { onIncoming(std::move(socket)); };
        accepted = [this, owner, &thread, later, hand](std::unique_ptr<MessageLink> link) {
            m_server.turnEnded();
            FarLink::adopt(owner, thread, later, std::move(link), hand);
        };
        refused = [this, inbox = owner.inbox, desk](const Failure& why) {
            m_server.turnEnded();
            postWork(*inbox, [desk, why] {
                if (desk->refused)
                    desk->refused(why);
            });
        };
    }

    quint16 listen()
    {
        QHostAddress address(m_settings.host);
        if (m_settings.host.isEmpty() || m_settings.host == QLatin1String("*"))
            address = QHostAddress(QHostAddress::Any);
        else if (m_settings.host == QLatin1String("localhost"))
            address = QHostAddress(QHostAddress::LocalHost);
        return !address.isNull() && m_server.listen(address, m_settings.port) ? m_server.serverPort() : 0;
    }
    QString address() const override { return m_settings.host; }

private:
    void onIncoming(std::unique_ptr<QSslSocket> socket)
    {
        socket->setSslConfiguration(m_configuration);
        auto link = std::make_unique<TlsChannel>(m_reactor, m_settings, std::move(socket));
        TlsChannel* raw = link.get();
        if (m_hall.greet(std::move(link)))
            raw->adopt();
    }

    Reactor m_reactor;
    TlsLinkSettings m_settings;
    QSslConfiguration m_configuration; ///< read once: certificate and key are the same for all
    GreetingHall m_hall;
    Doorstep m_server;
};

/// One answer between two threads at the start.
class Answer {
public:
    void give(quint16 port)
    {
        const std::lock_guard lock(m_mutex);
        m_port = port;
        m_given = true;
        m_wake.notify_one();
    }
    quint16 wait()
    {
        std::unique_lock lock(m_mutex);
        m_wake.wait(lock, [this] { return m_given; });
        return m_port;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_wake;
    quint16 m_port = 0;
    bool m_given = false;
};

class TlsListener final : public LinkListener {
public:
    TlsListener(std::shared_ptr<NetworkThread> thread, const QString& host)
        : m_thread(std::move(thread))
        , m_name(m_thread->nextName())
        , m_host(host)
    {
    }
    ~TlsListener() override
    {
        *m_hand = {};
        m_desk->refused = {};
        NetworkThread* network = m_thread.get();
        postWork(*m_thread->inbox(), [network, name = m_name] { network->place().things->erase(name); });
    }

    bool start(const Reactor& owner, const TlsLinkSettings& settings)
    {
        *m_hand = [this](std::unique_ptr<MessageLink> link) {
            if (accepted)
                accepted(std::move(link));
        };
        m_desk->refused = [this](const Failure& why) {
            if (refused)
                refused(why);
        };
        const auto answer = std::make_shared<Answer>();
        postWork(*m_thread->inbox(),
            [network = m_thread.get(), later = std::weak_ptr(m_thread), owner, name = m_name, settings,
                hand = m_hand, desk = m_desk, answer] {
                auto half = std::make_unique<ListenerHalf>(*network, later, owner, settings, hand, desk);
                const quint16 port = half->listen();
                if (port != 0)
                    network->place().things->emplace(name, std::move(half));
                answer->give(port);
            });
        m_port = answer->wait();
        return m_port != 0;
    }
    QString address() const override { return m_host + QLatin1Char(':') + QString::number(m_port); }

private:
    std::shared_ptr<NetworkThread> m_thread;
    quint64 m_name;
    QString m_host;
    quint16 m_port = 0;
    std::shared_ptr<FarLink::Hand> m_hand = std::make_shared<FarLink::Hand>();
    std::shared_ptr<Desk> m_desk = std::make_shared<Desk>();
};

} // namespace

std::unique_ptr<MessageLink> makeTlsLink(
    Reactor owner, std::shared_ptr<NetworkThread> thread, TlsLinkSettings settings)
{
    const QString address = settings.host + QLatin1Char(':') + QString::number(settings.port);
    return std::make_unique<FarLink>(
        std::move(owner), std::move(thread), address, [settings](const Reactor& there) {
            return std::unique_ptr<MessageLink>(std::make_unique<TlsChannel>(there, settings));
        });
}

std::unique_ptr<MessageLink> makeTlsLinkHere(Reactor owner, TlsLinkSettings settings)
{
    return std::make_unique<TlsChannel>(std::move(owner), std::move(settings));
}

Outcome<std::unique_ptr<LinkListener>> listenTls(
    Reactor owner, std::shared_ptr<NetworkThread> thread, TlsLinkSettings settings)
{
    auto listener = std::make_unique<TlsListener>(std::move(thread), settings.host);
    if (!listener->start(owner, settings))
        return fail(fc::LinkNotListening,
            {{"address", settings.host + QLatin1Char(':') + QString::number(settings.port)}});
    return std::unique_ptr<LinkListener>(std::move(listener));
}

} // namespace sm
