// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stations/station_rows.h"

#include "base/bytes.h"
#include "ui/text/numbers.h"

#include <QCoreApplication>

#include <algorithm>
#include <tuple>

namespace sm {

namespace {

QString say(const char* text)
{
    return QCoreApplication::translate("Stations", text);
}

QString dash()
{
    return QString(QChar(0x2013));
}

QString orDash(const QString& text)
{
    return text.isEmpty() ? dash() : text;
}

QString placeText(StationId station)
{
    return station.isValid() ? station.text() : dash();
}

QString timeText(const QDateTime& then, const QDateTime& now)
{
    return then.isValid() ? clockText(then, now) : dash();
}

/// The link of a place as one of its keys sees it: another key may be in the place.
StationLink linkOf(const StationLink& link, const ListedStation& listed)
{
    if (listed.connected || (link.state == StationLinkState::Lost && link.pin == listed.pin))
        return link;
    StationLink away;
    away.station = link.station;
    away.kind = link.kind;
    return away;
}

QString readerOf(const Snapshot& snapshot, StationId station)
{
    const StationSnapshot* shown = stationAt(snapshot, station);
    return shown ? shown->link.section(QStringLiteral(": "), 1) : QString();
}

PlaceEntry entryOf(const Snapshot& snapshot, const StationLink& link, const ListedStation* listed)
{
    PlaceEntry entry;
    entry.link = listed ? linkOf(link, *listed) : link;
    if (listed) {
        entry.pin = listed->pin;
        entry.persons = listed->persons;
        entry.since = listed->since;
        entry.planned = listed->persons.isEmpty();
    }
    if (entry.link.epoch != 0)
        entry.reader = readerOf(snapshot, link.station);
    return entry;
}

} // namespace

QString PlaceEntry::key() const
{
    return link.station.text() + QLatin1Char(' ') + toHex(pin);
}

const StationSnapshot* stationAt(const Snapshot& snapshot, StationId station)
{
    for (const MachineSnapshot& machine : snapshot.machines) {
        if (machine.number != station.machine)
            continue;
        for (const StationSnapshot& one : machine.stations) {
            if (one.id == station)
                return &one;
        }
    }
    return nullptr;
}

std::vector<PlaceEntry> stationEntries(const Snapshot& snapshot)
{
    std::vector<PlaceEntry> entries;
    if (!snapshot.stationDoor)
        return entries;
    const StationDoorView& door = *snapshot.stationDoor;
    for (const StationLink& link : door.links) {
        bool any = false;
        for (const ListedStation& listed : door.listed) {
            if (listed.station != link.station)
                continue;
            entries.push_back(entryOf(snapshot, link, &listed));
            any = true;
        }
        if (!any)
            entries.push_back(entryOf(snapshot, link, nullptr));
    }
    return entries;
}

QString acceptedText(const StationDoorView& door, const PendingStation& pending)
{
    if (!door.twoPersons)
        return say(QT_TRANSLATE_NOOP("Stations", "one person is enough"));
    if (!pending.offered.isValid())
        return say(QT_TRANSLATE_NOOP("Stations", "0 of 2"));
    return say(QT_TRANSLATE_NOOP("Stations", "1 of 2: %1, for %2"))
        .arg(pending.firstPerson, pending.offered.text());
}

QString letInText(const PlaceEntry& entry)
{
    if (entry.pin.isEmpty() && entry.link.kind == QLatin1String("serial"))
        return say(QT_TRANSLATE_NOOP("Stations", "the key of the line"));
    if (entry.pin.isEmpty() && entry.link.kind == QLatin1String("local"))
        return say(QT_TRANSLATE_NOOP("Stations", "the user of this console"));
    if (entry.pin.isEmpty())
        return say(QT_TRANSLATE_NOOP("Stations", "nobody yet"));
    return entry.planned ? QStringLiteral("floor.json") : entry.persons.join(QStringLiteral(", "));
}

StationAdvice entryAdvice(const PlaceEntry& entry)
{
    const bool open = entry.pin.isEmpty() && entry.link.kind == QLatin1String("tls")
        && entry.link.state == StationLinkState::Awaited;
    if (!open)
        return linkAdvice(entry.link);
    return {say(QT_TRANSLATE_NOOP("Stations", "No key may take this place yet.")),
        say(QT_TRANSLATE_NOOP(
            "Stations", "Start a station that asks for it. Accept its fingerprint above."))};
}

std::vector<TextRow> pendingRows(const Snapshot& snapshot)
{
    std::vector<TextRow> rows;
    if (!snapshot.stationDoor)
        return rows;
    const auto& pending = snapshot.stationDoor->pending;
    // Those that came last keep coming: an order by time would never stand still.
    std::vector<const PendingStation*> still;
    for (const PendingStation& one : pending)
        still.push_back(&one);
    std::sort(still.begin(), still.end(), [](const PendingStation* a, const PendingStation* b) {
        return std::tie(a->wanted, a->pin) < std::tie(b->wanted, b->pin);
    });
    for (const PendingStation* one : still) {
        TextRow row;
        row.key = toHex(one->pin);
        row.cells = {placeText(one->wanted), orDash(one->address), timeText(one->last, snapshot.wall),
            grouped(one->tries), acceptedText(*snapshot.stationDoor, *one), fingerprintText(one->pin)};
        row.copy = fingerprintText(one->pin);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<TextRow> entryRows(const Snapshot& snapshot, const std::vector<PlaceEntry>& entries)
{
    std::vector<TextRow> rows;
    for (const PlaceEntry& entry : entries) {
        TextRow row;
        row.key = entry.key();
        row.cells = {entry.link.station.text(), linkText(entry.link), linkStateText(entry.link.state),
            timeText(entry.link.since, snapshot.wall), orDash(entry.reader),
            orDash(shortFingerprint(entry.pin)), letInText(entry)};
        row.tip = entryAdvice(entry).sentence;
        row.copy = fingerprintText(entry.pin);
        row.marked = entry.link.state == StationLinkState::Lost;
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<TextRow> refusedRows(const Snapshot& snapshot)
{
    std::vector<TextRow> rows;
    if (!snapshot.stationDoor)
        return rows;
    const auto& refused = snapshot.stationDoor->refused;
    for (auto one = refused.rbegin(); one != refused.rend(); ++one) {
        const StationAdvice why = refusalText(*one);
        TextRow row;
        row.key = QStringLiteral("%1 %2 %3 %4")
                      .arg(one->address, toHex(one->pin), one->wanted.text(), why.sentence);
        row.cells = {timeText(one->last, snapshot.wall), orDash(one->address), placeText(one->wanted),
            grouped(one->tries), orDash(shortFingerprint(one->pin)), why.sentence};
        row.tip = why.sentence + QLatin1Char(' ') + why.action;
        row.copy = fingerprintText(one->pin);
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace sm
