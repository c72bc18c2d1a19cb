// SPDX-License-Identifier: GPL-3.0-or-later
#include "station/link/station_gate.h"

#include "base/failures/station.h"
#include "base/log.h"
#include "station/link_failures.h"

#include <algorithm>

namespace sm {

namespace {

constexpr quint64 highestEpoch = quint64(1) << 62; ///< no floor gets there; messages carry 63 bits

} // namespace

/// One connection of one station.
struct StationGate::Connection {
    MessageLink* link = nullptr;
    std::unique_ptr<MessageLink> accepted; ///< goes with its loss; or
    std::unique_ptr<LinkKeeper> keeper; ///< comes back
    StationId only; ///< of a line: the place it leads to
    std::shared_ptr<Seat> seat; ///< once welcomed
    quint64 epoch = 0;
    Pending<Done> greeting; ///< limit for the hello
};

StationGate::StationGate(Reactor reactor, Random& random, Nanos greeting)
    : m_reactor(std::move(reactor))
    , m_greeting(greeting)
{
    const auto drawn = random.bytes(stationLifeLength);
    m_console = drawn ? *drawn : QByteArray(stationLifeLength, '\0');
}

StationGate::~StationGate()
{
    for (const auto& connection : m_connections)
        leave(*connection, fail(fc::StationRefused, {{"cause", QStringLiteral("closing")}}));
}

void StationGate::expect(LinkStation& station)
{
    auto seat = std::make_shared<Seat>();
    if (const auto before = m_seats.find(station.station()); before != m_seats.end()) {
        seat->life = before->second->life; // what was answered in this place stays answered
        seat->epoch = before->second->epoch;
        seat->answeredEpoch = before->second->answeredEpoch;
    }
    seat->console = m_console;
    ++m_expected;
    for (int i = 0; i < 8; ++i)
        seat->console[i] = char(quint8(seat->console[i]) ^ quint8(m_expected >> (8 * i)));
    seat->station = &station;
    station.onGone([seat] { seat->station = nullptr; });
    m_seats[station.station()] = std::move(seat);
}

void StationGate::add(std::unique_ptr<MessageLink> link)
{
    Connection& connection = *m_connections.emplace_back(std::make_unique<Connection>());
    connection.link = link.get();
    connection.accepted = std::move(link);
    connection.accepted->setEvents(eventsFor(&connection));
    onConnected(connection);
}

void StationGate::add(std::unique_ptr<LinkKeeper> keeper, StationId only)
{
    Connection& connection = *m_connections.emplace_back(std::make_unique<Connection>());
    connection.link = &keeper->link();
    connection.keeper = std::move(keeper);
    connection.only = only;
    connection.keeper->setEvents(eventsFor(&connection));
    connection.keeper->start();
}

void StationGate::forget(StationId station, const Failure& why)
{
    std::erase_if(m_connections, [this, station, &why](const std::unique_ptr<Connection>& one) {
        const auto found = m_seats.find(station);
        const bool seated = found != m_seats.end() && one->seat == found->second;
        if (one->only != station && !seated)
            return false;
        leave(*one, why);
        return true;
    });
}

LinkEvents StationGate::eventsFor(Connection* connection)
{
    LinkEvents events;
    events.connected = [this, connection] { onConnected(*connection); };
    events.message = [this, connection](const QByteArray& message) { onMessage(*connection, message); };
    events.lost = [this, connection](const Failure& why) { onLost(connection, why); };
    return events;
}

/// From here on the station has the greeting's limit to say who it is.
void StationGate::onConnected(Connection& connection)
{
    connection.greeting = Pending<Done>::after(m_reactor, m_greeting, Done{});
    connection.greeting.then([this, &connection](const Outcome<Done>&) {
        drop(connection, connection.only, stationRefused(connection.only, "no hello"));
    });
}

void StationGate::onLost(Connection* connection, const Failure& why)
{
    leave(*connection, why);
    if (connection->accepted)
        std::erase_if(m_connections, [connection](const auto& one) { return one.get() == connection; });
}

void StationGate::leave(Connection& connection, const Failure& why)
{
    connection.greeting = {};
    const auto seat = std::exchange(connection.seat, nullptr);
    if (!seat)
        return;
    seat->connection = nullptr;
    if (!seat->station)
        return;
    qCWarning(lcStation).noquote() << seat->station->station().text() << "station at"
                                   << connection.link->address() << "lost:" << why.toString();
    seat->station->detach(why);
}

void StationGate::drop(Connection& connection, StationId wanted, const Failure& why)
{
    qCWarning(lcStation).noquote() << "station at" << connection.link->address() << connection.link->peer()
                                   << "dropped:" << why.toString();
    leave(connection, why);
    if (m_refused)
        m_refused(*connection.link, wanted, why);
    if (connection.keeper)
        connection.keeper->drop(why);
    else
        std::erase_if(m_connections, [&connection](const auto& one) { return one.get() == &connection; });
}

void StationGate::onMessage(Connection& connection, const QByteArray& message)
{
    if (!connection.seat) {
        onHello(connection, message);
        return;
    }
    Seat& seat = *connection.seat;
    if (!seat.station)
        return;
    const StationId place = seat.station->station();
    const auto taken = seat.station->take(message);
    if (taken)
        seat.answeredEpoch = connection.epoch;
    else
        drop(connection, place, taken.failure());
}

Outcome<Done> StationGate::judge(const Connection& connection, const StationHello& hello) const
{
    if (hello.version != stationLinkVersion)
        return stationRefused(hello.station, "version");
    const auto found = m_seats.find(hello.station);
    if (found == m_seats.end() || !found->second->station)
        return stationRefused(hello.station, "no such place");
    if (connection.only.isValid() && connection.only != hello.station)
        return stationRefused(hello.station, "another line");
    if (hello.epoch >= highestEpoch)
        return stationRefused(hello.station, "epoch");
    if (m_judge && !connection.only.isValid()) {
        const auto judged = m_judge(*connection.link, hello.station);
        if (!judged)
            return judged;
    }
    const Seat& seat = *found->second;
    if (seat.life == hello.life && hello.epoch < seat.answeredEpoch)
        return epochRefused(Epoch(qint64(hello.epoch)), Epoch(qint64(seat.answeredEpoch)));
    // Another process at a place that is taken: it may have it when the heart of the first has stopped.
    if (seat.connection && seat.life != hello.life)
        return stationRefused(hello.station, "taken");
    return Done{};
}

void StationGate::onHello(Connection& connection, const QByteArray& message)
{
    const auto hello = decodeStationHello(message);
    if (!hello)
        return drop(connection, connection.only, hello.failure());
    const auto judged = judge(connection, *hello);
    if (!judged)
        return drop(connection, hello->station, judged.failure());
    const std::shared_ptr<Seat> seat = m_seats.at(hello->station);
    // The same process has noticed the loss of its connection before this end.
    if (Connection* older = seat->connection; older && older != &connection)
        drop(*older, hello->station, stationRefused(hello->station, "came again"));
    connection.greeting = {};
    connection.seat = seat;
    seat->connection = &connection;
    if (std::exchange(seat->life, hello->life) != hello->life)
        seat->answeredEpoch = 0;
    seat->epoch = std::max(seat->epoch, hello->epoch) + 1;
    connection.epoch = seat->epoch;
    connection.link->send(encode(StationWelcome{stationLinkVersion, seat->epoch, seat->console, m_store}));
    seat->station->attach(*connection.link, *hello, seat->epoch);
}

void StationGate::dropPeer(StationId station, const QString& peer, const Failure& why)
{
    const auto found = m_seats.find(station);
    if (found == m_seats.end() || !found->second->connection)
        return;
    Connection& connection = *found->second->connection;
    if (connection.link->peer() == peer)
        drop(connection, station, why);
}

bool StationGate::isConnected(StationId station, const QString& peer) const
{
    const auto found = m_seats.find(station);
    return found != m_seats.end() && found->second->connection
        && found->second->connection->link->peer() == peer;
}

int StationGate::connections() const
{
    return int(std::count_if(
        m_connections.begin(), m_connections.end(), [](const auto& one) { return one->seat != nullptr; }));
}

} // namespace sm
