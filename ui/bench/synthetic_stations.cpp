// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bench/synthetic_stations.h"

#include "base/failures/station.h"
#include "base/failures/transport.h"

#include <QCryptographicHash>

namespace sm {

namespace {

constexpr quint16 machine = 4;
constexpr int stationsThere = 6;

QByteArray pin(const char* name)
{
    return QCryptographicHash::hash(name, QCryptographicHash::Sha256);
}

QString address(int host)
{
    return QStringLiteral("192.168.7.%1").arg(host);
}

StationLink link(quint16 number, const char* kind, const QDateTime& since)
{
    StationLink out;
    out.station = StationId{machine, number};
    out.kind = QLatin1String(kind);
    out.state = StationLinkState::Up;
    out.since = since;
    out.epoch = 40U + number;
    return out;
}

void addLinks(StationDoorView& door, const QDateTime& wall)
{
    constexpr std::pair<quint16, const char*> tls[]{
        {1, "press-1"}, {2, "press-2"}, {3, "press-3"}, {6, "press-6"}};
    for (const auto& [number, name] : tls) {
        StationLink one = link(number, "tls", wall.addSecs(-7200 - 61 * number));
        one.address = address(30 + number) + QStringLiteral(":49152");
        one.pin = pin(name);
        one.heard = wall.addMSecs(-200 * number);
        door.places.push_back(one.station);
        ListedStation listed;
        listed.pin = one.pin;
        listed.station = one.station;
        if (number != 2) // that one is in the floor file
            listed.persons = QStringList{QStringLiteral("Ada"), QStringLiteral("Grace")};
        listed.since = wall.addDays(-3);
        listed.connected = number != 6;
        if (number == 6) {
            one.state = StationLinkState::Lost;
            one.since = wall.addSecs(-412);
            one.why = Failure(fc::LinkSilent, {});
        }
        door.listed.push_back(std::move(listed));
        door.links.push_back(std::move(one));
    }
    StationLink serial = link(4, "serial", wall.addSecs(-7400));
    serial.port = serial.address = QStringLiteral("/dev/ttyS4");
    serial.baud = 115'200;
    serial.heard = wall.addMSecs(-900);
    StationLink local = link(5, "local", wall.addSecs(-7500));
    local.address = QStringLiteral("/run/stationmaster/stations");
    local.heard = wall.addMSecs(-400);
    door.links.insert(door.links.begin() + 3, {std::move(serial), std::move(local)});
}

void addPending(StationDoorView& door, const QDateTime& wall)
{
    PendingStation other;
    other.pin = pin("a new computer at the press");
    other.address = address(38);
    other.wanted = StationId{machine, 6};
    other.last = wall.addSecs(-4);
    other.tries = 23;
    other.offered = other.wanted;
    other.firstPerson = QStringLiteral("Ada");
    PendingStation unknown;
    unknown.pin = pin("who is this");
    unknown.address = address(77);
    unknown.last = wall.addSecs(-11);
    unknown.tries = 2;
    door.pending = {std::move(unknown), std::move(other)};
}

void addRefused(StationDoorView& door, const QDateTime& wall)
{
    const auto add
        = [&](int host, const char* name, StationId wanted, int secondsAgo, quint32 tries, Failure why) {
              RefusedStation one;
              one.address = address(host);
              one.pin = name ? pin(name) : QByteArray();
              one.wanted = wanted;
              one.last = wall.addSecs(-secondsAgo);
              one.tries = tries;
              one.why = std::move(why);
              door.refused.push_back(std::move(one));
          };
    const auto atTheDoor = [](const char* cause) {
        return Failure(fc::LinkPeerRefused, {{"cause", QLatin1String(cause)}});
    };
    add(90, nullptr, {}, 5120, 1, atTheDoor("no certificate"));
    add(35, "press-5", {}, 3900, 14, atTheDoor("expired"));
    add(33, "press-3", {machine, 3}, 1660, 1, Failure(fc::EpochRefused, {}));
    add(77, "who is this", {}, 11, 2, atTheDoor("not listed"));
}

} // namespace

void addSyntheticStations(Snapshot& floor)
{
    if (floor.machines.size() < machine || floor.machines[machine - 1].stations.size() < stationsThere)
        return;
    auto door = std::make_shared<StationDoorView>();
    door->address = QStringLiteral("0.0.0.0:7700");
    door->pin = pin("console");
    addLinks(*door, floor.wall);
    addPending(*door, floor.wall);
    addRefused(*door, floor.wall);
    for (const StationLink& one : door->links) {
        StationSnapshot& station = floor.machines[machine - 1].stations[size_t(one.station.station - 1)];
        station.link = one.kind + QStringLiteral(": ACS ACR39U ICC Reader 00 00");
        station.linkState = one.state;
    }
    floor.stationDoor = std::move(door);
}

} // namespace sm
