// SPDX-License-Identifier: GPL-3.0-or-later
// floor.json: what stands on a floor.
#include "base/failures/server.h"
#include "server/floor_plan.h"
#include "server/hsm_plan_reader.h"
#include "server/machine_plan_reader.h"
#include "server/station_plan_reader.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QSet>

namespace sm {
namespace {

/// The whole file.
class FloorReader {
public:
    explicit FloorReader(const QString& file)
        : m_reader(file)
    {
    }

    Outcome<FloorPlan> read(const QJsonObject& root)
    {
        const QString top = QStringLiteral("$");
        FloorPlan plan;
        m_reader.checkKeys(root, top,
            {"$schema", "name", "demo", "dataFolder", "machines", "stationDoor", "hsms", "jobKey",
                "virtualCards", "startStaggerMs", "rejectRunLimit"});
        plan.name = m_reader.text(root, top, "name", QStringLiteral("Floor"));
        plan.demo = m_reader.flag(root, top, "demo");
        plan.dataFolder = m_reader.text(root, top, "dataFolder");
        plan.jobKey = m_reader.text(root, top, "jobKey", plan.jobKey);
        plan.startStagger = Nanos(qint64(m_reader.number(root, top, "startStaggerMs", 0, 0, 60'000) * 1e6));
        plan.rejectRunLimit = int(m_reader.number(root, top, "rejectRunLimit", 3, 1, 100));
        plan.stationDoor = readStationDoor(m_reader, root.value(QStringLiteral("stationDoor")).toObject());
        MachinePlanReader stations(m_reader, plan.stationDoor);
        const QJsonArray machines = m_reader.array(root, top, "machines");
        for (qsizetype i = 0; i < machines.size(); ++i)
            plan.machines.push_back(stations.read(machines.at(i).toObject(), i));
        const QJsonArray hsms = m_reader.array(root, top, "hsms");
        for (qsizetype i = 0; i < hsms.size(); ++i)
            hsm(plan, hsms.at(i).toObject(), int(i), stations);
        virtualCards(plan.virtualCards, root.value(QStringLiteral("virtualCards")).toObject());
        if (plan.stationCount() == 0)
            m_reader.unexpected(QStringLiteral("$.machines"), QStringLiteral("no station"),
                QStringLiteral("at least one station"));
        if (plan.hsms.empty())
            m_reader.unexpected(
                QStringLiteral("$.hsms"), QStringLiteral("no HSM"), QStringLiteral("at least one HSM"));
        if (m_reader.failure())
            return *m_reader.failure();
        return plan;
    }

private:
    void hsm(FloorPlan& plan, const QJsonObject& object, int index, MachinePlanReader& stations)
    {
        HsmPlan hsm = readHsmPlan(m_reader, object, index);
        // The name is how people and commands mean a device.
        if (m_hsmNames.contains(hsm.name))
            m_reader.unexpected(QStringLiteral("$.hsms[%1].name").arg(index), hsm.name,
                QStringLiteral("a name that no other HSM has"));
        m_hsmNames.insert(hsm.name);
        if (!hsm.reader.isEmpty())
            stations.takeReader(hsm.reader, QStringLiteral("$.hsms[%1].reader").arg(index),
                QStringLiteral("a reader that no station and no other SAM has"));
        if (hsm.kind == HsmPlan::Kind::Serial && !hsm.address.isEmpty())
            stations.takePort(hsm.address, QStringLiteral("$.hsms[%1].address").arg(index));
        plan.hsms.push_back(std::move(hsm));
    }

    void virtualCards(VirtualPlan& cards, const QJsonObject& object)
    {
        const QString path = QStringLiteral("$.virtualCards");
        m_reader.checkKeys(object, path,
            {"commandMs", "byteUs", "feedMs", "tearRate", "muteRate", "statusRate", "kind", "seed",
                "commandLog", "moduleLog"});
        cards.perCommand = Nanos(qint64(m_reader.number(object, path, "commandMs", 0, 0, 60'000) * 1e6));
        cards.perByte = Nanos(qint64(m_reader.number(object, path, "byteUs", 0, 0, 1e6) * 1e3));
        cards.feed = Nanos(qint64(m_reader.number(object, path, "feedMs", 0, 0, 600'000) * 1e6));
        cards.tearRate = m_reader.number(object, path, "tearRate", 0, 0, 1);
        cards.muteRate = m_reader.number(object, path, "muteRate", 0, 0, 1);
        cards.statusRate = m_reader.number(object, path, "statusRate", 0, 0, 1);
        cards.cardKind = m_reader.text(object, path, "kind", QStringLiteral("auto"));
        cards.seed = quint64(m_reader.number(object, path, "seed", 1, 0, 9e15));
        cards.commandLog = m_reader.text(object, path, "commandLog");
        cards.moduleLog = m_reader.text(object, path, "moduleLog");
    }

    PlanReader m_reader;
    QSet<QString> m_hsmNames;
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
    auto plan = FloorReader(fileName).read(document.object());
    if (plan)
        plan->source = json;
    return plan;
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
