// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"
#include "station/link/link_station.h"
#include "transport/framing/link_keeper.h"

#include <map>
#include <set>

namespace sm {

/// Where stations come in: takes connections from listeners and lines, hears each one's hello, and gives it
/// to the LinkStation of its place. Outlives none of the stations it was told of; either may go first. Server
/// thread.
class StationGate {
public:
    /// May the station at this link take that place? A failure says why not (StationRefused).
    using Judge = std::function<Outcome<Done>(const MessageLink& link, StationId station)>;

    StationGate(Reactor reactor, Random& random, Nanos greeting = std::chrono::seconds(5));
    ~StationGate(); ///< drops every connection

    /// What the console's store is known by, stationStoreLength bytes. Before any station comes; zeros
    /// without a store.
    void setStore(const QByteArray& identity) { m_store = identity; }
    /// A place that a station may come to.
    void expect(LinkStation& station);
    void setJudge(Judge judge) { m_judge = std::move(judge); }
    /// A connected link, from a listener; goes with its loss.
    void add(std::unique_ptr<MessageLink> link);
    /// A line that is opened again after each loss, and may lead to this place only. Starts it.
    void add(std::unique_ptr<LinkKeeper> keeper, StationId only);
    /// Drops the connections of a place whose peer() is this; nothing when there is none.
    void dropPeer(StationId station, const QString& peer, const Failure& why);
    /// Closes what leads to this place, which is none any more. Not from within an event of a link.
    void forget(StationId station, const Failure& why);
    /// Called with every connection that is not let in or dropped for what it sent.
    void onRefused(
        std::function<void(const MessageLink& link, StationId wanted, const Failure& why)> callback)
    {
        m_refused = std::move(callback);
    }
    bool isConnected(StationId station, const QString& peer) const;
    int connections() const; ///< that were welcomed

private:
    struct Connection;
    struct Seat { ///< a place; shared with the callback that tells of its station's end
        LinkStation* station = nullptr;
        /// What its orders are numbered for: they begin at 1 with each LinkStation, also with one that takes
        /// the place of another while the station's process goes on.
        QByteArray console;
        QByteArray life;
        quint64 epoch
            = 0; ///< of its last welcome; each place counts its own, so that a sick station spoils no other's
        quint64 answeredEpoch = 0; ///< highest under which this life has sent a message
        Connection* connection = nullptr;
    };

    LinkEvents eventsFor(Connection* connection);
    void onConnected(Connection& connection);
    void onMessage(Connection& connection, const QByteArray& message);
    void onHello(Connection& connection, const QByteArray& message);
    Outcome<Done> judge(const Connection& connection, const StationHello& hello) const;
    void onLost(Connection* connection, const Failure& why);
    void leave(Connection& connection, const Failure& why);
    void drop(Connection& connection, StationId wanted, const Failure& why);

    Reactor m_reactor;
    Nanos m_greeting;
    QByteArray m_console;
    quint64 m_expected = 0; ///< makes the consoles of the seats differ
    QByteArray m_store = QByteArray(stationStoreLength, '\0');
    Judge m_judge;
    std::map<StationId, std::shared_ptr<Seat>> m_seats;
    std::vector<std::unique_ptr<Connection>> m_connections;
    std::function<void(const MessageLink&, StationId, const Failure&)> m_refused;
};

} // namespace sm
