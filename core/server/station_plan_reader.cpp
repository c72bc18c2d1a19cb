// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/station_plan_reader.h"

#include "base/bytes.h"
#include "transport/tls/tls_address.h"

namespace sm {

namespace {

constexpr qsizetype pinLength = 32;

void readTls(PlanReader& reader, const QJsonObject& object, const QString& path, const StationDoorPlan& door,
    StationPlan& plan)
{
    reader.checkKeys(object, path, {"kind", "station", "pin"});
    plan.kind = StationPlan::Kind::Tls;
    if (door.listen.isEmpty())
        reader.unexpected(QStringLiteral("$.stationDoor.listen"), QStringLiteral("nothing"),
            QStringLiteral("HOST:PORT for the station of ") + path);
    const QString pin = reader.text(object, path, "pin");
    if (pin.isEmpty())
        return;
    const auto bytes = fromHex(pin);
    if (!bytes || bytes->size() != pinLength)
        reader.unexpected(path + QStringLiteral(".pin"), pin, QStringLiteral("64 hexadecimal digits"));
    else
        plan.pin = *bytes;
}

void readSerial(PlanReader& reader, const QJsonObject& object, const QString& path, StationPlan& plan)
{
    reader.checkKeys(object, path, {"kind", "station", "port", "lineKey", "baud"});
    plan.kind = StationPlan::Kind::Serial;
    plan.port = reader.neededPath(object, path, "port");
    plan.lineKey = reader.neededPath(object, path, "lineKey");
    plan.baud = int(reader.number(object, path, "baud", 115'200, 9'600, 921'600));
}

void readLocal(PlanReader& reader, const QJsonObject& object, const QString& path,
    const StationDoorPlan& door, StationPlan& plan)
{
    reader.checkKeys(object, path, {"kind", "station"});
    plan.kind = StationPlan::Kind::Local;
    if (door.localPath.isEmpty())
        reader.unexpected(QStringLiteral("$.stationDoor.local"), QStringLiteral("nothing"),
            QStringLiteral("path of a socket for the station of ") + path);
}

} // namespace

StationDoorPlan readStationDoor(PlanReader& reader, const QJsonObject& object)
{
    const QString path = QStringLiteral("$.stationDoor");
    StationDoorPlan plan;
    reader.checkKeys(object, path, {"listen", "certificate", "key", "local"});
    plan.listen = reader.text(object, path, "listen");
    if (!plan.listen.isEmpty()) {
        if (!TlsAddress::parse(plan.listen))
            reader.unexpected(path + QStringLiteral(".listen"), plan.listen, QStringLiteral("HOST:PORT"));
        plan.certificate = reader.neededPath(object, path, "certificate");
        plan.privateKey = reader.neededPath(object, path, "key");
    }
    if (object.contains(QStringLiteral("local")))
        plan.localPath = reader.neededPath(object, path, "local");
    return plan;
}

StationPlan readStationLink(
    PlanReader& reader, const QJsonObject& object, const QString& path, const StationDoorPlan& door)
{
    StationPlan plan;
    const QString kind = reader.text(object, path, "kind");
    if (kind == QStringLiteral("tls"))
        readTls(reader, object, path, door, plan);
    else if (kind == QStringLiteral("serial"))
        readSerial(reader, object, path, plan);
    else if (kind == QStringLiteral("local"))
        readLocal(reader, object, path, door, plan);
    else
        reader.unexpected(path + QStringLiteral(".kind"), kind, QStringLiteral("tls, serial or local"));
    return plan;
}

} // namespace sm
