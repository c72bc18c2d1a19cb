// SPDX-License-Identifier: GPL-3.0-or-later
// floor.json: what stands on a floor. Strict: an unknown key is an error with its path, not a setting that
// silently does nothing.
#include "base/failures/server.h"
#include "server/floor_plan.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QSet>

namespace sm {
namespace {

class FloorReader {
public:
    explicit FloorReader(QString file)
        : m_file(std::move(file))
    {
    }

    Outcome<FloorPlan> read(const QJsonObject& root)
    {
        FloorPlan plan;
        checkKeys(root, QStringLiteral("$"),
            {"$schema", "name", "demo", "dataFolder", "machines", "hsms", "virtualCards", "startStaggerMs",
                "rejectRunLimit"});
        plan.name = text(root, "$", "name", QStringLiteral("Floor"));
        plan.demo = root.value(QStringLiteral("demo")).toBool(false);
        plan.dataFolder = text(root, "$", "dataFolder", QString());
        plan.startStagger = Nanos(qint64(number(root, "$", "startStaggerMs", 0, 0, 60'000) * 1e6));
        plan.rejectRunLimit = int(number(root, "$", "rejectRunLimit", 3, 1, 100));
        const QJsonArray machines = array(root, "$", "machines");
        for (qsizetype i = 0; i < machines.size(); ++i)
            machine(plan, machines.at(i).toObject(), quint16(i + 1));
        const QJsonArray hsms = array(root, "$", "hsms");
        for (qsizetype i = 0; i < hsms.size(); ++i)
            hsm(plan, hsms.at(i).toObject(), int(i));
        virtualCards(plan.virtualCards, root.value(QStringLiteral("virtualCards")).toObject());
        if (!m_failure && plan.stationCount() == 0)
            unexpected(QStringLiteral("$.machines"), QStringLiteral("no station"),
                QStringLiteral("at least one station"));
        if (!m_failure && plan.hsms.empty())
            unexpected(
                QStringLiteral("$.hsms"), QStringLiteral("no HSM"), QStringLiteral("at least one HSM"));
        if (m_failure)
            return *m_failure;
        return plan;
    }

private:
    void unexpected(const QString& path, const QString& found, const QString& expected)
    {
        if (!m_failure)
            m_failure = fail(fc::FloorFileUnexpected,
                {{"file", m_file}, {"path", path}, {"found", found}, {"expected", expected}});
    }

    void checkKeys(const QJsonObject& object, const QString& path, std::initializer_list<const char*> allowed)
    {
        for (auto it = object.begin(); it != object.end(); ++it) {
            bool known = false;
            for (const char* key : allowed)
                known = known || it.key() == QLatin1String(key);
            if (!known)
                unexpected(path + u'.' + it.key(), QStringLiteral("unknown key"),
                    QStringLiteral("a key of the schema"));
        }
    }

    QString text(const QJsonObject& object, const char* path, const char* key, const QString& fallback)
    {
        const QJsonValue value = object.value(QLatin1String(key));
        if (value.isUndefined())
            return fallback;
        if (!value.isString())
            unexpected(QLatin1String(path) + u'.' + QLatin1String(key), kind(value), QStringLiteral("text"));
        return value.toString();
    }

    double number(const QJsonObject& object, const QString& path, const char* key, double fallback,
        double low, double high)
    {
        const QJsonValue value = object.value(QLatin1String(key));
        if (value.isUndefined())
            return fallback;
        if (!value.isDouble() || value.toDouble() < low || value.toDouble() > high) {
            unexpected(path + u'.' + QLatin1String(key),
                value.isDouble() ? QString::number(value.toDouble()) : kind(value),
                QStringLiteral("a number from %1 to %2").arg(low).arg(high));
            return fallback;
        }
        return value.toDouble();
    }
    double number(const QJsonObject& object, const char* path, const char* key, double fallback, double low,
        double high)
    {
        return number(object, QString::fromLatin1(path), key, fallback, low, high);
    }

    QJsonArray array(const QJsonObject& object, const char* path, const char* key)
    {
        const QJsonValue value = object.value(QLatin1String(key));
        if (!value.isArray())
            unexpected(
                QLatin1String(path) + u'.' + QLatin1String(key), kind(value), QStringLiteral("a list"));
        return value.toArray();
    }

    static QString kind(const QJsonValue& value)
    {
        switch (value.type()) {
        case QJsonValue::Null:
            return QStringLiteral("null");
        case QJsonValue::Bool:
            return QStringLiteral("true or false");
        case QJsonValue::Double:
            return QStringLiteral("a number");
        case QJsonValue::String:
            return QStringLiteral("text");
        case QJsonValue::Array:
            return QStringLiteral("a list");
        case QJsonValue::Object:
            return QStringLiteral("an object");
        case QJsonValue::Undefined:
            break;
        }
        return QStringLiteral("nothing");
    }

    /// {"name": "MX-A", "stations": 6} for virtual ones, or {"name": ..., "readers": ["vpcd0 00 00", ...]}
    /// for PC/SC.
    void machine(FloorPlan& plan, const QJsonObject& object, quint16 index)
    {
        const QString path = QStringLiteral("$.machines[%1]").arg(index - 1);
        checkKeys(object, path, {"name", "stations", "readers"});
        MachinePlan machine;
        machine.number = index;
        machine.name = text(object, qPrintable(path), "name", QStringLiteral("Machine %1").arg(index));
        const int count = int(number(object, path, "stations", 0, 0, 64));
        for (int i = 1; i <= count; ++i) {
            StationPlan station;
            station.id = StationId{index, quint16(i)};
            machine.stations.push_back(station);
        }
        const QJsonArray readers = object.value(QStringLiteral("readers")).toArray();
        for (const QJsonValue& reader : readers) {
            StationPlan station;
            station.id = StationId{index, quint16(machine.stations.size() + 1)};
            station.kind = StationPlan::Kind::Pcsc;
            station.reader = reader.toString();
            if (station.reader.isEmpty() || m_readers.contains(station.reader))
                unexpected(path + QStringLiteral(".readers"), station.reader,
                    QStringLiteral("reader names, each once"));
            m_readers.insert(station.reader);
            machine.stations.push_back(station);
        }
        plan.machines.push_back(std::move(machine));
    }

    void hsm(FloorPlan& plan, const QJsonObject& object, int index)
    {
        const QString path = QStringLiteral("$.hsms[%1]").arg(index);
        checkKeys(object, path, {"name", "kind", "serviceMs", "slowFactor"});
        HsmPlan hsm;
        hsm.name = text(object, qPrintable(path), "name", QStringLiteral("HSM %1").arg(index + 1));
        const QString kindName = text(object, qPrintable(path), "kind", QString());
        if (kindName == QStringLiteral("virtual"))
            hsm.kind = HsmPlan::Kind::Virtual;
        else if (kindName != QStringLiteral("soft"))
            unexpected(path + QStringLiteral(".kind"), kindName, QStringLiteral("soft or virtual"));
        hsm.serviceTime = Nanos(qint64(number(object, path, "serviceMs", 0, 0, 60'000) * 1e6));
        hsm.slowFactor = number(object, path, "slowFactor", 1, 0.01, 1000);
        plan.hsms.push_back(std::move(hsm));
    }

    void virtualCards(VirtualPlan& cards, const QJsonObject& object)
    {
        const QString path = QStringLiteral("$.virtualCards");
        checkKeys(object, path,
            {"commandMs", "byteUs", "feedMs", "tearRate", "muteRate", "statusRate", "kind", "seed",
                "commandLog"});
        cards.perCommand = Nanos(qint64(number(object, path, "commandMs", 0, 0, 60'000) * 1e6));
        cards.perByte = Nanos(qint64(number(object, path, "byteUs", 0, 0, 1e6) * 1e3));
        cards.feed = Nanos(qint64(number(object, path, "feedMs", 0, 0, 600'000) * 1e6));
        cards.tearRate = number(object, path, "tearRate", 0, 0, 1);
        cards.muteRate = number(object, path, "muteRate", 0, 0, 1);
        cards.statusRate = number(object, path, "statusRate", 0, 0, 1);
        cards.cardKind = text(object, "$.virtualCards", "kind", QStringLiteral("auto"));
        cards.seed = quint64(number(object, path, "seed", 1, 0, 9e15));
        cards.commandLog = text(object, "$.virtualCards", "commandLog", QString());
    }

    QString m_file;
    std::optional<Failure> m_failure;
    QSet<QString> m_readers;
};

} // namespace

Outcome<FloorPlan> FloorPlan::parse(const QByteArray& json, const QString& fileName)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError || !document.isObject()) {
        return fail(fc::FloorFileUnexpected,
            {{"file", fileName}, {"path", QStringLiteral("byte %1").arg(error.offset)},
                {"found", error.errorString()}, {"expected", QStringLiteral("a JSON object")}});
    }
    return FloorReader(fileName).read(document.object());
}

Outcome<Done> FloorPlan::keep(const QString& from, const QString& to)
{
    if (QFileInfo(from) == QFileInfo(to))
        return Done{};
    QFile source(from);
    QSaveFile target(to);
    const bool written = QDir().mkpath(QFileInfo(to).path()) && source.open(QIODevice::ReadOnly)
        && target.open(QIODevice::WriteOnly) && target.write(source.readAll()) >= 0 && target.commit();
    if (!written)
        return fail(fc::FloorFileUnwritable, {{"file", to}, {"cause", target.errorString()}});
    return Done{};
}

Outcome<FloorPlan> FloorPlan::load(const QString& fileName)
{
    constexpr qint64 longestFile = 4 << 20;
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(fc::FloorFileUnexpected,
            {{"file", fileName}, {"path", QString()}, {"found", file.errorString()},
                {"expected", QStringLiteral("a readable file")}});
    }
    return parse(file.read(longestFile), fileName);
}

} // namespace sm
