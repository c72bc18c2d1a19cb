// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"
#include "server/floor_plan.h"
#include "server/link_book.h"
#include "server/station_list.h"
#include "station/link/station_gate.h"
#include "transport/tls/network_thread.h"
#include "transport/tls/pins.h"

namespace sm {

/// The console's end of the line to a serial station. SecretFileUnusable, KeyRefused.
Outcome<std::unique_ptr<MessageLink>> openStationLine(const Reactor& reactor, const StationPlan& plan);

/// How stations of a floor whose readers stand elsewhere come in: over mutual TLS 1.3, by their keys' pins;
/// over serial lines, by the lines' keys; from this computer, as this user. Keeps the list of the keys that
/// may, and of those that came and may not. Server thread; goes after the stations it made.
class StationDoor {
public:
    struct Services {
        Reactor reactor;
        Random* random = nullptr;
        bool realTime = true;
        QString dataFolder; ///< the list of stations is kept there
        QByteArray store; ///< identity of the store that counts the attempts' epochs; empty: none
    };

    StationDoor(Services services, const FloorPlan& plan);
    ~StationDoor();

    /// StationNeedsRealTime, StationListUnusable.
    Outcome<Done> prepare();
    /// The card position behind a link. LinkCredentialsUnusable, SecretFileUnusable, KeyRefused for a line.
    Outcome<std::unique_ptr<LinkStation>> makeLink(const StationPlan& plan);
    /// Nobody may come to that place any more; after its station has gone.
    void forget(StationId station);
    /// Lets stations come, when all of them were made. LinkNotListening, LinkCredentialsUnusable.
    Outcome<Done> open();

    Outcome<Done> accept(const command::AcceptStation& order);
    Outcome<Done> refuse(const command::RefuseStation& order);
    Outcome<Done> revoke(const command::RevokeStation& order);
    std::shared_ptr<const StationDoorView> view() const;

private:
    Outcome<Done> openTls();
    Outcome<Done> openLocal();
    Outcome<Done> mayCome(const MessageLink& link, StationId station) const;
    void noteRefused(const QString& pin, const QString& address, StationId wanted);
    std::vector<PendingStation>::iterator pending(const QByteArray& pin);
    StationPlan::Kind kindOf(StationId station) const;
    Outcome<Done> takeIn(const QByteArray& pin, StationId station, const QStringList& persons);

    Services m_services;
    const FloorPlan& m_plan;
    bool m_twoPersons;
    std::optional<StationList> m_list;
    std::vector<PendingStation> m_pending;
    LinkBook m_book;
    StationGate m_gate;
    std::shared_ptr<NetworkThread> m_network;
    std::shared_ptr<PinStore> m_pins = std::make_shared<PinStore>();
    std::unique_ptr<LinkListener> m_tls;
    std::unique_ptr<LinkListener> m_local;
    QByteArray m_ownPin;
};

} // namespace sm
