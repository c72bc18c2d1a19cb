// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "server/floor_plan.h"
#include "server/station_commands.h"
#include "transport/framing/message_link.h"

#include <list>

namespace sm {

/// Who came over which link and how that ended, and who was turned away: for people. Links pass through here
/// and work as before. Server thread; outlives the links that it watches.
class LinkBook {
public:
    explicit LinkBook(const Clock& clock)
        : m_clock(clock)
    {
    }
    LinkBook(const LinkBook&) = delete;
    LinkBook& operator=(const LinkBook&) = delete;

    void addPlace(const StationPlan& plan);
    void removePlace(StationId station); ///< when no link of it is watched any more
    /// The same link, watched. `only`: of a line, the place that it leads to.
    std::unique_ptr<MessageLink> watch(std::unique_ptr<MessageLink> link, StationId only = {});
    /// What the gate did not let in, or dropped.
    void dropped(const MessageLink& link, StationId wanted, const Failure& why);
    void exchanged(StationId station, Nanos took); ///< a batch of commands, beyond the card's time
    /// What did not get as far as being a link: LinkPeerRefused and others.
    void turnedAway(const Failure& why);

    std::vector<StationLink> links() const;
    const std::vector<RefusedStation>& refused() const { return m_refused; }

private:
    class Watched;
    struct Place {
        StationLink shown;
        Nanos heard{};
        const Watched* link = nullptr; ///< of the station that is there
    };

    Place* place(StationId station);
    void welcomed(Watched& link, StationId station, quint64 epoch);
    void lost(Place& place, const std::optional<Failure>& why);
    void note(const QString& address, const QByteArray& pin, StationId wanted, const Failure& why);

    const Clock& m_clock;
    std::list<Place> m_places;
    std::vector<RefusedStation> m_refused;
};

/// 192.168.7.31 of 192.168.7.31:49152: the port of who connects says nothing.
QString withoutPort(const QString& address);

} // namespace sm
