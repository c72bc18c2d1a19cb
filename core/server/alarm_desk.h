// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "controller/controller.h"
#include "metrics/alarm_book.h"
#include "server/floor_plan.h"
#include "server/server_port.h"

namespace sm {

/// Tells the alarm book what the core does, carries out what people do about alarms, and keeps the newest
/// view of them. History lives in memory, since the start of the program. Server thread.
class AlarmDesk {
public:
    AlarmDesk(const FloorPlan& plan, const Clock& clock);

    void stationGoes(StationId station); ///< off the floor: nothing can be wrong with it any more
    void cardFinished(const JobRun& job, const StationDesk& desk, const SessionResult& result);
    /// It is time to look again; four times a second.
    bool due() const;
    /// Looks at everything that lasts.
    void observe(
        const Controller& controller, const HsmPoolFigures& hsms, const std::vector<JobSnapshot>& jobs);
    /// Labels of keys that a job to be started names; from now on they are watched.
    void jobNeeds(const QStringList& keys);
    /// Sizes in bytes; nothing is known of a disk of no size.
    void setDisk(const QString& folder, qint64 free, qint64 total);

    /// Nothing: the command is not about alarms.
    std::optional<Outcome<Done>> carryOut(const ServerCommand& command);

    std::shared_ptr<const AlarmView> view();
    /// Marks the station with the most urgent alarm that stands there.
    void mark(StationSnapshot& station);

private:
    struct Mark {
        AlarmCode code = AlarmCode::None;
        bool fresh = false;
    };
    static QString nameOf(const JobRow& row);
    void observeStations(const Controller& controller);
    void observeKeys(const HsmPoolFigures& hsms);
    void refresh();

    const FloorPlan& m_plan;
    const Clock& m_clock;
    AlarmBook m_book;
    std::shared_ptr<const AlarmView> m_view;
    std::map<StationId, Mark> m_marks;
    QStringList m_keys; ///< that jobs need
    Nanos m_looked{-1};
    Nanos m_viewed{-1};
};

} // namespace sm
