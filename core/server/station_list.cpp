// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/station_list.h"

#include "base/bytes.h"
#include "base/failures/server.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <algorithm>

namespace sm {

namespace {

constexpr qint64 longestFile = 1 << 20;
constexpr qsizetype pinLength = 32;

Failure unusable(const QString& path, const QString& cause)
{
    return fail(fc::StationListUnusable, {{"file", path}, {"cause", cause}});
}

QJsonObject written(const ListedStation& entry)
{
    return {{QStringLiteral("station"), entry.station.text()}, {QStringLiteral("pin"), toHex(entry.pin)},
        {QStringLiteral("persons"), QJsonArray::fromStringList(entry.persons)},
        {QStringLiteral("since"), entry.since.toUTC().toString(Qt::ISODate)}};
}

std::optional<ListedStation> read(const QJsonObject& object)
{
    ListedStation entry;
    const auto pin = fromHex(object.value(QStringLiteral("pin")).toString());
    const auto station = StationId::fromText(object.value(QStringLiteral("station")).toString());
    if (!pin || pin->size() != pinLength || !station)
        return std::nullopt;
    entry.pin = *pin;
    entry.station = *station;
    const QJsonArray persons = object.value(QStringLiteral("persons")).toArray();
    for (const QJsonValue& person : persons)
        entry.persons.append(person.toString());
    entry.since = QDateTime::fromString(object.value(QStringLiteral("since")).toString(), Qt::ISODate);
    if (entry.persons.isEmpty())
        return std::nullopt;
    return entry;
}

} // namespace

Outcome<StationList> StationList::load(const QString& path)
{
    StationList list(path);
    QFile file(path);
    if (!file.exists())
        return list;
    if (!file.open(QIODevice::ReadOnly) || file.size() > longestFile)
        return unusable(path, QStringLiteral("unreadable"));
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &error);
    const QJsonValue stations = document.object().value(QStringLiteral("stations"));
    if (error.error != QJsonParseError::NoError || !stations.isArray())
        return unusable(path, QStringLiteral("no list"));
    const QJsonArray array = stations.toArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        auto entry = read(array.at(i).toObject());
        if (!entry)
            return unusable(path, QStringLiteral("$.stations[%1]").arg(i));
        list.m_entries.push_back(std::move(*entry));
    }
    return list;
}

Outcome<Done> StationList::save(const std::vector<ListedStation>& entries) const
{
    QJsonArray array;
    for (const ListedStation& entry : entries) {
        if (!entry.persons.isEmpty())
            array.append(written(entry));
    }
    QSaveFile file(m_path);
    const QByteArray text = QJsonDocument(QJsonObject{{QStringLiteral("stations"), array}}).toJson();
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        || file.write(text) != text.size() || !file.commit())
        return unusable(m_path, file.errorString());
    return Done{};
}

void StationList::addPlanned(StationId station, const QByteArray& pin)
{
    ListedStation entry;
    entry.pin = pin;
    entry.station = station;
    m_entries.push_back(std::move(entry));
}

void StationList::removePlanned(StationId station)
{
    std::erase_if(m_entries,
        [station](const ListedStation& one) { return one.station == station && one.persons.isEmpty(); });
}

const ListedStation* StationList::find(const QByteArray& pin, StationId station) const
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
        [&](const ListedStation& one) { return one.pin == pin && one.station == station; });
    return found == m_entries.end() ? nullptr : &*found;
}

bool StationList::allows(const QByteArray& pin, StationId station) const
{
    return find(pin, station) != nullptr;
}

bool StationList::isPlanned(const QByteArray& pin, StationId station) const
{
    return std::any_of(m_entries.begin(), m_entries.end(), [&](const ListedStation& one) {
        return one.pin == pin && one.station == station && one.persons.isEmpty();
    });
}

bool StationList::knows(const QByteArray& pin) const
{
    return std::any_of(
        m_entries.begin(), m_entries.end(), [&pin](const ListedStation& one) { return one.pin == pin; });
}

QSet<QByteArray> StationList::pins() const
{
    QSet<QByteArray> out;
    for (const ListedStation& entry : m_entries)
        out.insert(entry.pin);
    return out;
}

Outcome<Done> StationList::add(ListedStation entry)
{
    if (find(entry.pin, entry.station))
        return Done{};
    auto entries = m_entries;
    entries.push_back(std::move(entry));
    const auto saved = save(entries);
    if (saved)
        m_entries = std::move(entries);
    return saved;
}

Outcome<Done> StationList::remove(const QByteArray& pin, StationId station)
{
    auto entries = m_entries;
    std::erase_if(entries, [&](const ListedStation& one) {
        return one.pin == pin && one.station == station && !one.persons.isEmpty();
    });
    const auto saved = save(entries);
    if (saved)
        m_entries = std::move(entries);
    return saved;
}

} // namespace sm
