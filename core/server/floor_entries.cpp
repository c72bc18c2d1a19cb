// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/floor_entries.h"

#include <algorithm>

namespace sm {

namespace {

const QString numberKey = QStringLiteral("number");
const QString stationKey = QStringLiteral("station");
const QString stationsKey = QStringLiteral("stations");
const QString readersKey = QStringLiteral("readers");
const QString linksKey = QStringLiteral("links");
const QString modulesKey = QStringLiteral("modules");
const QString readerKey = QStringLiteral("reader");

struct KindName {
    StationKind kind;
    const char* name;
};
constexpr KindName linkKinds[] = {
    {StationKind::Tls, "tls"},
    {StationKind::Serial, "serial"},
    {StationKind::Local, "local"},
};

StationKind linkKind(const QString& name)
{
    for (const KindName& one : linkKinds) {
        if (name == QLatin1String(one.name))
            return one.kind;
    }
    return StationKind::Local;
}

QString linkName(StationKind kind)
{
    for (const KindName& one : linkKinds) {
        if (kind == one.kind)
            return QLatin1String(one.name);
    }
    return {};
}

FloorEntries::List listOf(StationKind kind)
{
    if (kind == StationKind::Virtual)
        return FloorEntries::List::Virtual;
    return kind == StationKind::Pcsc ? FloorEntries::List::Readers : FloorEntries::List::Links;
}

/// What is said in the fewest words is left out.
void set(QJsonObject& object, const char* key, const QString& value)
{
    if (value.isEmpty())
        object.remove(QLatin1String(key));
    else
        object.insert(QLatin1String(key), value);
}

} // namespace

int FloorEntries::highest() const
{
    int found = 0;
    for (const Entry& entry : entries)
        found = std::max(found, entry.number);
    return found;
}

FloorEntries::Entry* FloorEntries::find(int station)
{
    const auto found = std::find_if(
        entries.begin(), entries.end(), [station](const Entry& entry) { return entry.number == station; });
    return found == entries.end() ? nullptr : &*found;
}

FloorEntries FloorEntries::read(const QJsonObject& machine, int numberOtherwise)
{
    FloorEntries out;
    out.machine = machine;
    out.number = machine.value(numberKey).toInt(numberOtherwise);
    const QJsonValue stations = machine.value(stationsKey);
    const QJsonArray numbers = stations.toArray();
    for (const QJsonValue& number : numbers)
        out.entries.push_back({List::Virtual, number.toInt(), {}});
    for (int i = 1; !stations.isArray() && i <= stations.toInt(0); ++i)
        out.entries.push_back({List::Virtual, i, {}});
    for (const List list : {List::Readers, List::Links}) {
        const QJsonArray found = machine.value(list == List::Readers ? readersKey : linksKey).toArray();
        for (const QJsonValue& each : found) {
            Entry entry;
            entry.list = list;
            entry.object = each.isString() ? QJsonObject{{readerKey, each}} : each.toObject();
            entry.number = entry.object.take(stationKey).toInt(out.highest() + 1);
            out.entries.push_back(std::move(entry));
        }
    }
    for (const QString& key : {numberKey, stationsKey, readersKey, linksKey})
        out.machine.remove(key);
    return out;
}

QJsonObject FloorEntries::write(int numberOtherwise) const
{
    QJsonObject out = machine;
    if (number != numberOtherwise)
        out.insert(numberKey, number);
    QJsonArray numbers;
    QJsonArray readers;
    QJsonArray links;
    bool counted = true;
    int highestSoFar = 0;
    for (const List list : {List::Virtual, List::Readers, List::Links}) {
        for (const Entry& entry : entries) {
            if (entry.list != list)
                continue;
            const bool follows = entry.number == highestSoFar + 1;
            highestSoFar = std::max(highestSoFar, entry.number);
            QJsonObject object = entry.object;
            if (!follows)
                object.insert(stationKey, entry.number);
            const bool nameOnly = list == List::Readers && object.size() == 1 && object.contains(readerKey);
            if (list == List::Virtual)
                numbers.append(entry.number);
            else
                (list == List::Readers ? readers : links)
                    .append(nameOnly ? object.value(readerKey) : QJsonValue(object));
            counted = counted && (list != List::Virtual || follows);
        }
    }
    if (!numbers.isEmpty())
        out.insert(stationsKey, counted ? QJsonValue(int(numbers.size())) : QJsonValue(numbers));
    if (!readers.isEmpty())
        out.insert(readersKey, readers);
    if (!links.isEmpty())
        out.insert(linksKey, links);
    return out;
}

StationRow FloorEntries::row(const Entry& entry) const
{
    StationRow out;
    out.id = StationId{quint16(number), quint16(entry.number)};
    const auto text = [&entry](const char* key) { return entry.object.value(QLatin1String(key)).toString(); };
    if (entry.list == List::Readers) {
        out.kind = StationKind::Pcsc;
        out.reader = text("reader");
        out.readerSerial = text("serial");
        out.readerSlot = entry.object.value(QStringLiteral("slot")).toInt(0);
    } else if (entry.list == List::Links) {
        out.kind = linkKind(text("kind"));
        out.port = text("port");
        out.lineKey = text("lineKey");
        out.baud = entry.object.value(QStringLiteral("baud")).toInt(out.baud);
        out.pin = text("pin");
    }
    const QJsonArray modules = modulesOf(entry.number);
    for (const QJsonValue& module : modules)
        out.modules.append(module.toObject().value(QStringLiteral("name")).toString());
    return out;
}

void FloorEntries::put(Entry& entry, const StationRow& row)
{
    const List list = listOf(row.kind);
    const bool sameKind = list == entry.list
        && (list != List::Links || entry.object.value(QStringLiteral("kind")) == linkName(row.kind));
    if (!sameKind)
        entry.object = {};
    entry.list = list;
    if (list == List::Readers) {
        set(entry.object, "reader", row.reader);
        set(entry.object, "serial", row.readerSerial);
        if (row.readerSerial.isEmpty() || row.readerSlot == 0)
            entry.object.remove(QStringLiteral("slot"));
        else
            entry.object.insert(QStringLiteral("slot"), row.readerSlot);
    } else if (list == List::Links) {
        set(entry.object, "kind", linkName(row.kind));
        set(entry.object, "pin", row.kind == StationKind::Tls ? row.pin : QString());
        if (row.kind != StationKind::Serial)
            return;
        set(entry.object, "port", row.port);
        set(entry.object, "lineKey", row.lineKey);
        if (row.baud != StationRow().baud || entry.object.contains(QStringLiteral("baud")))
            entry.object.insert(QStringLiteral("baud"), row.baud);
    }
}

QJsonArray FloorEntries::modulesOf(int station) const
{
    QJsonArray out;
    const QJsonArray modules = machine.value(modulesKey).toArray();
    for (const QJsonValue& each : modules) {
        QJsonObject module = each.toObject();
        if (module.take(stationsKey).toArray().contains(station))
            out.append(module);
    }
    return out;
}

void FloorEntries::remove(int station)
{
    std::erase_if(entries, [station](const Entry& entry) { return entry.number == station; });
    QJsonArray left;
    const QJsonArray modules = machine.value(modulesKey).toArray();
    for (const QJsonValue& each : modules) {
        QJsonObject module = each.toObject();
        QJsonArray stations;
        const QJsonArray before = module.value(stationsKey).toArray();
        for (const QJsonValue& one : before) {
            if (one.toInt() != station)
                stations.append(one);
        }
        module.insert(stationsKey, stations);
        if (!stations.isEmpty())
            left.append(module);
    }
    if (left.isEmpty())
        machine.remove(modulesKey);
    else
        machine.insert(modulesKey, left);
}

} // namespace sm
