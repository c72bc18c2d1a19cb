// SPDX-License-Identifier: GPL-3.0-or-later
// Where TLS peers come in. Handshakes have a thread of their own, below the others in rank: a floor that is
// switched on does not hold up the links that work. A peer that is known then goes to the thread that carries
// the links, greets there, and becomes its owner's link.
#include "base/failures/transport.h"
#include "transport/framing/greeting_hall.h"
#include "transport/tls/far_link.h"
#include "transport/tls/handshake.h"
#include "transport/tls/tls_channel.h"
#include "transport/tls/tls_link.h"

#include <QHostAddress>
#include <QSslConfiguration>
#include <QTcpServer>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <mutex>

namespace sm {

namespace {

constexpr Nanos handshakeTurn = milliseconds(250);
constexpr int doorNiceness = 10;
constexpr int backlog = 4096; ///< the system's own limit may be lower

/// Lets peers in a few at a time: a handshake takes milliseconds, and when a floor is switched on hundreds
/// come at once. Who comes meanwhile waits in the system's queue. A peer
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

/// What the listener's thread and the other two share; callbacks are the listener's thread's.
struct Desk {
    std::function<void(Failure)> refused;
};

/// Where peers go whose handshake is done: lives on the thread that carries the links.
class HallHalf final : public NetworkThread::Things, public LinkListener {
public:
    HallHalf(NetworkThread& thread, std::weak_ptr<NetworkThread> later, Reactor owner,
        TlsLinkSettings settings, std::shared_ptr<FarLink::Hand> hand, std::shared_ptr<Desk> desk)
        : m_reactor(thread.place().reactor)
        , m_settings(std::move(settings))
        , m_hall(*this)
    {
        accepted = [owner, &thread, later, hand](std::unique_ptr<MessageLink> link) {
            FarLink::adopt(owner, thread, later, std::move(link), hand);
        };
        refused = [inbox = owner.inbox, desk](const Failure& why) {
            postWork(*inbox, [desk, why] {
                if (desk->refused)
                    desk->refused(why);
            });
        };
    }
    QString address() const override { return m_settings.host; }
    void take(std::unique_ptr<QSslSocket> socket)
    {
        auto link = std::make_unique<TlsChannel>(m_reactor, m_settings, std::move(socket));
        TlsChannel* raw = link.get();
        if (m_hall.greet(std::move(link)))
            raw->adopt();
    }
    void refuse(const Failure& why) { m_hall.refuse(why); }

private:
    Reactor m_reactor;
    TlsLinkSettings m_settings;
    GreetingHall m_hall;
};

/// Where they come in: lives on the thread of the handshakes.
class DoorHalf final : public NetworkThread::Things {
public:
    DoorHalf(const NetworkThread& door, NetworkThread& carrier, quint64 hall, TlsLinkSettings settings)
        : m_clock(*door.place().reactor.clock)
        , m_carrier(carrier)
        , m_hall(hall)
        , m_settings(std::move(settings))
        , m_configuration(m_settings.identity->configuration())
        , m_server(m_clock)
    {
        m_server.incoming = [this](std::unique_ptr<QSslSocket> socket) { onIncoming(std::move(socket)); };
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

private:
    void onIncoming(std::unique_ptr<QSslSocket> socket)
    {
        socket->setSslConfiguration(m_configuration);
        auto one = std::make_unique<Handshake>(m_clock, m_settings, std::move(socket));
        Handshake* raw = one.get();
        one->done = [this, raw](std::unique_ptr<QSslSocket> encrypted) {
            leave(raw);
            passOn(std::move(encrypted));
        };
        one->failed = [this, raw](const Failure& why) {
            leave(raw);
            atHall([why](HallHalf& hall) { hall.refuse(why); });
        };
        m_handshakes.emplace(raw, std::move(one));
        raw->start();
    }
    void leave(Handshake* raw)
    {
        m_handshakes.erase(raw);
        m_server.turnEnded();
    }
    void passOn(std::unique_ptr<QSslSocket> socket)
    {
        socket->moveToThread(m_carrier.qtThread());
        atHall([socket = std::move(socket)](HallHalf& hall) mutable { hall.take(std::move(socket)); });
    }
    template <class F> void atHall(F call)
    {
        postWork(*m_carrier.inbox(), [carrier = &m_carrier, name = m_hall, call = std::move(call)]() mutable {
            const auto& things = *carrier->place().things;
            const auto found = things.find(name);
            if (found != things.end())
                call(static_cast<HallHalf&>(*found->second));
        });
    }

    Clock& m_clock;
    NetworkThread& m_carrier; ///< outlives this thread
    quint64 m_hall;
    TlsLinkSettings m_settings;
    QSslConfiguration m_configuration; ///< read once: certificate and key are the same for all
    std::map<Handshake*, std::unique_ptr<Handshake>> m_handshakes; ///< as many as Doorstep lets in
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
    TlsListener(std::shared_ptr<NetworkThread> carrier, const QString& host)
        : m_carrier(std::move(carrier))
        , m_hall(m_carrier->nextName())
        , m_door(std::make_unique<NetworkThread>("tls-door", doorNiceness))
        , m_host(host)
    {
    }
    ~TlsListener() override
    {
        *m_hand = {};
        m_desk->refused = {};
        m_door.reset(); // nobody comes any more
        NetworkThread* carrier = m_carrier.get();
        postWork(*m_carrier->inbox(), [carrier, name = m_hall] { carrier->place().things->erase(name); });
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
        postWork(*m_carrier->inbox(),
            [carrier = m_carrier.get(), later = std::weak_ptr(m_carrier), owner, name = m_hall, settings,
                hand = m_hand, desk = m_desk] {
                carrier->place().things->emplace(
                    name, std::make_unique<HallHalf>(*carrier, later, owner, settings, hand, desk));
            });
        const auto answer = std::make_shared<Answer>();
        postWork(*m_door->inbox(),
            [door = m_door.get(), name = m_door->nextName(), carrier = m_carrier.get(), hall = m_hall,
                settings, answer] {
                auto half = std::make_unique<DoorHalf>(*door, *carrier, hall, settings);
                const quint16 port = half->listen();
                if (port != 0)
                    door->place().things->emplace(name, std::move(half));
                answer->give(port);
            });
        m_port = answer->wait();
        return m_port != 0;
    }
    QString address() const override { return m_host + QLatin1Char(':') + QString::number(m_port); }

private:
    std::shared_ptr<NetworkThread> m_carrier;
    quint64 m_hall; ///< its name on the carrier
    std::unique_ptr<NetworkThread> m_door;
    QString m_host;
    quint16 m_port = 0;
    std::shared_ptr<FarLink::Hand> m_hand = std::make_shared<FarLink::Hand>();
    std::shared_ptr<Desk> m_desk = std::make_shared<Desk>();
};

} // namespace

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
