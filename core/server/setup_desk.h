// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/floor_document.h"
#include "server/personalization_server.h"
#include "server/station_probe.h"

#include <map>

namespace sm {

/// The part of the server where people change what stands on the floor while it runs. A station with a card
/// in it, or with a session, stays what it is: it is held, and changes when the card has left. Server thread.
class PersonalizationServer::SetupDesk {
public:
    explicit SetupDesk(PersonalizationServer& server);
    ~SetupDesk();

    void handle(quint64 ticket, const SetupCommand& command);
    /// Changes the stations that have become empty. With each snapshot, never from within an event of a
    /// station.
    void tick();
    std::vector<StationId> changing() const;

private:
    /// What a station becomes when its card has left.
    struct Wanted {
        std::optional<StationPlan> plan; ///< nothing: it goes
        QJsonObject definition;
        bool held = false; ///< by a person, before it was held for the change
    };
    struct Change {
        StationEdit edit;
        Wanted wanted;
    };

    void carryOut(quint64 ticket, const command::ReadFloor& order);
    void carryOut(quint64 ticket, const command::TestStation& order);
    void carryOut(quint64 ticket, const command::ApplyFloor& order);
    std::optional<Failure> occupiedBy(const StationPlan& plan) const;
    std::vector<Change> difference(const FloorDocument& document, const FloorPlan& plan) const;
    QStringList nextStart(const FloorDocument& document) const;
    void save(quint64 ticket, FloorDocument document, FloorPlan plan);
    void apply(quint64 ticket, FloorDocument document, FloorPlan plan);
    void wait(StationId station, Wanted wanted);
    void giveUpWaiting(StationId station);
    std::optional<Failure> change(StationId station, const Wanted& wanted);
    void refreshPlan();
    using Testing = StationProbe::Asked;
    void testLink(quint64 ticket, const StationPlan& plan);
    void await(quint64 ticket, StationId station, Testing& testing);
    void tell(quint64 ticket, StationId station, const Outcome<StationProbe::Seen>& seen);

    PersonalizationServer& m_server;
    FloorDocument m_document; ///< as it is to be
    FloorPlan m_plan; ///< the same
    QJsonObject m_rest; ///< with which the program started
    QHash<StationId, QJsonObject> m_running; ///< definitions of the stations that are there
    std::map<StationId, StationPlan> m_plans; ///< of the same
    std::map<StationId, Wanted> m_waiting;
    StationProbe m_probe;
    std::unique_ptr<Executor> m_writer;
    std::map<quint64, Pending<Done>> m_saving;
    std::map<quint64, Pending<StationProbe::Around>> m_looking;
    std::map<quint64, StationProbe::Asked> m_testing;
};

} // namespace sm
