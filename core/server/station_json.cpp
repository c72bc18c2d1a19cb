// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/station_json.h"

#include "base/bytes.h"

#include <QJsonArray>

namespace sm {

namespace {

QJsonObject pendingJson(const PendingStation& one)
{
    QJsonObject out{{QStringLiteral("pin"), toHex(one.pin)}, {QStringLiteral("address"), one.address},
        {QStringLiteral("tries"), qint64(one.tries)},
        {QStringLiteral("last"), one.last.toUTC().toString(Qt::ISODate)}};
    if (one.wanted.isValid())
        out.insert(QStringLiteral("wanted"), one.wanted.text());
    if (one.offered.isValid()) {
        out.insert(QStringLiteral("offered"), one.offered.text());
        out.insert(QStringLiteral("first_person"), one.firstPerson);
    }
    return out;
}

QJsonObject listedJson(const ListedStation& one)
{
    return {{QStringLiteral("pin"), toHex(one.pin)}, {QStringLiteral("station"), one.station.text()},
        {QStringLiteral("persons"), QJsonArray::fromStringList(one.persons)},
        {QStringLiteral("connected"), one.connected}};
}

} // namespace

QJsonObject stationDoorJson(const StationDoorView& door)
{
    QJsonArray pending;
    for (const PendingStation& one : door.pending)
        pending.append(pendingJson(one));
    QJsonArray listed;
    for (const ListedStation& one : door.listed)
        listed.append(listedJson(one));
    return {{QStringLiteral("address"), door.address}, {QStringLiteral("pin"), toHex(door.pin)},
        {QStringLiteral("two_persons"), door.twoPersons}, {QStringLiteral("pending"), pending},
        {QStringLiteral("listed"), listed}};
}

std::optional<ServerCommand> stationCommand(const QJsonObject& request)
{
    const QString name = request.value(QStringLiteral("command")).toString();
    const auto pin = fromHex(request.value(QStringLiteral("pin")).toString());
    const auto station = StationId::fromText(request.value(QStringLiteral("station")).toString());
    if (!pin || pin->isEmpty())
        return std::nullopt;
    if (name == QStringLiteral("refuse-station"))
        return command::RefuseStation{*pin};
    if (!station)
        return std::nullopt;
    if (name == QStringLiteral("accept-station"))
        return command::AcceptStation{
            *pin, *station, request.value(QStringLiteral("person")).toString().left(200)};
    if (name == QStringLiteral("revoke-station"))
        return command::RevokeStation{*pin, *station};
    return std::nullopt;
}

} // namespace sm
