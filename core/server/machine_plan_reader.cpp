// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/machine_plan_reader.h"

#include "server/data_plane_reader.h"
#include "server/module_plan_reader.h"
#include "server/station_plan_reader.h"

#include <algorithm>

namespace sm {

namespace {

constexpr int highestNumber = 999;

int highestStation(const MachinePlan& machine)
{
    int highest = 0;
    for (const StationPlan& station : machine.stations)
        highest = std::max(highest, int(station.id.station));
    return highest;
}

} // namespace

int MachinePlanReader::numberOf(
    const QJsonObject& object, const QString& path, const char* key, int otherwise)
{
    const double found = m_reader.number(object, path, key, otherwise, 1, highestNumber);
    if (found != double(int(found)))
        m_reader.unexpected(
            path + u'.' + QLatin1String(key), QString::number(found), QStringLiteral("a whole number"));
    return int(found);
}

bool MachinePlanReader::takeReader(const QString& reader, const QString& path, const QString& expected)
{
    const bool fresh = !reader.isEmpty() && !m_readers.contains(reader);
    if (!fresh)
        m_reader.unexpected(path, reader, expected);
    m_readers.insert(reader);
    return fresh;
}

bool MachinePlanReader::takePort(const QString& port, const QString& path)
{
    const bool fresh = !m_ports.contains(port);
    if (!fresh)
        m_reader.unexpected(path, port, QStringLiteral("a port that nothing else on the floor has"));
    m_ports.insert(port);
    return fresh;
}

/// Its line is its own: what is asked of HSMs goes other ways.
void MachinePlanReader::dataPlane(MachinePlan& machine, const QJsonObject& object, const QString& path)
{
    machine.dataPlane = readDataPlane(m_reader, object, path);
    const bool line = machine.dataPlane && machine.dataPlane->link.kind == LinkPlan::Kind::Serial;
    if (line && !machine.dataPlane->link.address.isEmpty())
        takePort(machine.dataPlane->link.address, path + QStringLiteral(".dataPlane.address"));
}

void MachinePlanReader::place(MachinePlan& machine, StationPlan station, int number, const QString& path)
{
    station.id = StationId{machine.number, quint16(number)};
    const bool taken = std::any_of(machine.stations.begin(), machine.stations.end(),
        [&station](const StationPlan& other) { return other.id == station.id; });
    if (taken)
        m_reader.unexpected(path, QString::number(number),
            QStringLiteral("a number that no other station of the machine has"));
    machine.stations.push_back(std::move(station));
}

void MachinePlanReader::virtualStations(MachinePlan& machine, const QJsonObject& object, const QString& path)
{
    constexpr int mostVirtual = 64;
    const QString at = path + QStringLiteral(".stations");
    const QJsonValue stations = object.value(QStringLiteral("stations"));
    if (!stations.isArray()) {
        const int count = int(m_reader.number(object, path, "stations", 0, 0, mostVirtual));
        for (int i = 1; i <= count; ++i)
            place(machine, StationPlan(), i, at);
        return;
    }
    const QJsonArray numbers = stations.toArray();
    if (numbers.size() > mostVirtual)
        m_reader.unexpected(at, QStringLiteral("%1 stations").arg(numbers.size()),
            QStringLiteral("up to %1").arg(mostVirtual));
    for (qsizetype i = 0; i < numbers.size(); ++i) {
        const QString one = QStringLiteral("%1[%2]").arg(at).arg(i);
        const int number = numbers.at(i).toInt(0); // 0: not a whole number
        if (number < 1 || number > highestNumber)
            m_reader.unexpected(one, numbers.at(i).toVariant().toString(),
                QStringLiteral("a number from 1 to %1").arg(highestNumber));
        else
            place(machine, StationPlan(), number, one);
    }
}

/// A name, or {"reader": NAME} or {"serial": NUMBER, "slot": 0}, each with "station": NUMBER when it is not
/// the next one.
StationPlan MachinePlanReader::readerStation(const QJsonValue& entry, const QString& path)
{
    StationPlan station;
    station.kind = StationPlan::Kind::Pcsc;
    if (!entry.isObject()) {
        station.reader = entry.toString();
        takeReader(station.reader, path.section(u'[', 0, -2), QStringLiteral("reader names, each once"));
        return station;
    }
    const QJsonObject object = entry.toObject();
    m_reader.checkKeys(object, path, {"reader", "serial", "slot", "station"});
    station.reader = m_reader.text(object, path, "reader");
    station.readerSerial = m_reader.text(object, path, "serial");
    station.readerSlot = int(m_reader.number(object, path, "slot", 0, 0, 15));
    if (station.reader.isEmpty() == station.readerSerial.isEmpty())
        m_reader.unexpected(path + QStringLiteral(".reader"),
            station.reader.isEmpty() ? QStringLiteral("nothing")
                                     : QStringLiteral("a name and a serial number"),
            QStringLiteral("either reader or serial"));
    else if (!station.reader.isEmpty())
        takeReader(
            station.reader, path + QStringLiteral(".reader"), QStringLiteral("reader names, each once"));
    else
        takeReader(QStringLiteral("serial %1 slot %2").arg(station.readerSerial).arg(station.readerSlot),
            path + QStringLiteral(".serial"), QStringLiteral("serial numbers and slots, each once"));
    return station;
}

void MachinePlanReader::readers(MachinePlan& machine, const QJsonObject& object, const QString& path)
{
    if (!object.contains(QStringLiteral("readers")))
        return;
    const QJsonArray entries = m_reader.array(object, path, "readers");
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const QString at = QStringLiteral("%1.readers[%2]").arg(path).arg(i);
        StationPlan station = readerStation(entries.at(i), at);
        const int number = numberOf(entries.at(i).toObject(), at, "station", highestStation(machine) + 1);
        place(machine, std::move(station), number, at + QStringLiteral(".station"));
    }
}

void MachinePlanReader::links(MachinePlan& machine, const QJsonObject& object, const QString& path)
{
    if (!object.contains(QStringLiteral("links")))
        return;
    const QJsonArray entries = m_reader.array(object, path, "links");
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const QString at = QStringLiteral("%1.links[%2]").arg(path).arg(i);
        const QJsonObject entry = entries.at(i).toObject();
        StationPlan station = readStationLink(m_reader, entry, at, m_door);
        if (!station.port.isEmpty() && m_ports.contains(station.port))
            m_reader.unexpected(at + QStringLiteral(".port"), station.port,
                QStringLiteral("a port that no other station has"));
        m_ports.insert(station.port);
        const int number = numberOf(entry, at, "station", highestStation(machine) + 1);
        place(machine, std::move(station), number, at + QStringLiteral(".station"));
    }
}

MachinePlan MachinePlanReader::read(const QJsonObject& object, qsizetype index)
{
    const QString path = QStringLiteral("$.machines[%1]").arg(index);
    m_reader.checkKeys(
        object, path, {"number", "name", "stations", "readers", "links", "modules", "dataPlane"});
    const int number = numberOf(object, path, "number", std::min(m_highest + 1, highestNumber));
    if (m_numbers.contains(number))
        m_reader.unexpected(path + QStringLiteral(".number"), QString::number(number),
            QStringLiteral("a number that no other machine has"));
    m_numbers.insert(number);
    m_highest = std::max(m_highest, number);
    MachinePlan machine;
    machine.number = quint16(number);
    machine.name = m_reader.text(object, path, "name", QStringLiteral("Machine %1").arg(number));
    virtualStations(machine, object, path);
    readers(machine, object, path);
    links(machine, object, path);
    std::stable_sort(machine.stations.begin(), machine.stations.end(),
        [](const StationPlan& a, const StationPlan& b) { return a.id < b.id; });
    readModules(m_reader, object, path, machine, m_ports);
    dataPlane(machine, object, path);
    return machine;
}

} // namespace sm
