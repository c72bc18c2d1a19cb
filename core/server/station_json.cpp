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

const char* stateName(StationLinkState state)
{
    if (state == StationLinkState::Up)
        return "connected";
    return state == StationLinkState::Lost ? "lost" : "awaited";
}

QString failureName(const std::optional<Failure>& failure)
{
    const FailureEntry* entry = failure ? failureEntry(failure->code()) : nullptr;
    return entry ? QString::fromLatin1(entry->name) : QString();
}

QJsonObject linkJson(const StationLink& one)
{
    QJsonObject out{{QStringLiteral("station"), one.station.text()}, {QStringLiteral("kind"), one.kind},
        {QStringLiteral("state"), QLatin1String(stateName(one.state))},
        {QStringLiteral("address"), one.address}, {QStringLiteral("epoch"), qint64(one.epoch)}};
    if (one.since.isValid())
        out.insert(QStringLiteral("since"), one.since.toUTC().toString(Qt::ISODate));
    if (one.exchange > Nanos(0))
        out.insert(
            QStringLiteral("exchange_us"), std::chrono::duration<double, std::micro>(one.exchange).count());
    if (one.why)
        out.insert(QStringLiteral("why"), failureName(one.why));
    return out;
}

QJsonObject refusedJson(const RefusedStation& one)
{
    QJsonObject out{{QStringLiteral("address"), one.address}, {QStringLiteral("pin"), toHex(one.pin)},
        {QStringLiteral("tries"), qint64(one.tries)}, {QStringLiteral("why"), failureName(one.why)},
        {QStringLiteral("cause"), one.why ? one.why->param("cause") : QString()},
        {QStringLiteral("last"), one.last.toUTC().toString(Qt::ISODate)}};
    if (one.wanted.isValid())
        out.insert(QStringLiteral("wanted"), one.wanted.text());
    return out;
}

template <class T, class F> QJsonArray listJson(const std::vector<T>& list, F each)
{
    QJsonArray out;
    for (const T& one : list)
        out.append(each(one));
    return out;
}

} // namespace

QJsonObject stationDoorJson(const StationDoorView& door)
{
    return {{QStringLiteral("address"), door.address}, {QStringLiteral("pin"), toHex(door.pin)},
        {QStringLiteral("two_persons"), door.twoPersons},
        {QStringLiteral("pending"), listJson(door.pending, pendingJson)},
        {QStringLiteral("listed"), listJson(door.listed, listedJson)},
        {QStringLiteral("links"), listJson(door.links, linkJson)},
        {QStringLiteral("refused"), listJson(door.refused, refusedJson)}};
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
