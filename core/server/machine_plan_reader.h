// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/floor_plan.h"
#include "server/plan_reader.h"

#include <QSet>

namespace sm {

/// Reads "machines" of floor.json, one after the other, and sees to it that no reader, no port and no number
/// is given twice on the floor.
class MachinePlanReader {
public:
    MachinePlanReader(PlanReader& reader, const StationDoorPlan& door)
        : m_reader(reader)
        , m_door(door)
    {
    }

    /// {"name": "MX-A", "stations": 6} for virtual ones, {"name": ..., "readers": ["vpcd0 00 00", ...]} for
    /// PC/SC, {"name": ..., "links": [{"kind": "tls"}, ...]} for readers that stand elsewhere; and
    /// "modules": [{"name": "stripe", "stations": [1], ...}] for the devices beside them; "dataPlane":
    /// {"kind": "serial", ...} for the machine's control device. Numbers count on from the highest before,
    /// unless they are given: "number" of a machine, a list in "stations", "station" of a reader or link.
    MachinePlan read(const QJsonObject& object, qsizetype index);
    /// False, and noted as unexpected at that path: a station or device has it already.
    bool takeReader(const QString& reader, const QString& path, const QString& expected);
    /// The same for the port of a serial line.
    bool takePort(const QString& port, const QString& path);

private:
    void virtualStations(MachinePlan& machine, const QJsonObject& object, const QString& path);
    void readers(MachinePlan& machine, const QJsonObject& object, const QString& path);
    StationPlan readerStation(const QJsonValue& entry, const QString& path);
    void dataPlane(MachinePlan& machine, const QJsonObject& object, const QString& path);
    void links(MachinePlan& machine, const QJsonObject& object, const QString& path);
    int numberOf(const QJsonObject& object, const QString& path, const char* key, int otherwise);
    void place(MachinePlan& machine, StationPlan station, int number, const QString& path);

    PlanReader& m_reader;
    const StationDoorPlan& m_door;
    QSet<QString> m_readers;
    QSet<QString> m_ports;
    QSet<int> m_numbers; ///< of machines
    int m_highest = 0;
};

} // namespace sm
