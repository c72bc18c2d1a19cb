// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/data_plane_reader.h"

#include "transport/tls/tls_address.h"

namespace sm {

namespace {

void readLocal(PlanReader& reader, const QJsonObject& object, const QString& path, DataPlanePlan& plan)
{
    reader.checkKeys(object, path, {"kind", "address"});
    plan.link.kind = LinkPlan::Kind::Local;
    plan.link.address = reader.neededPath(object, path, "address");
}

void readTls(PlanReader& reader, const QJsonObject& object, const QString& path, DataPlanePlan& plan)
{
    reader.checkKeys(object, path, {"kind", "address", "certificate", "key", "pins"});
    plan.link.kind = LinkPlan::Kind::Tls;
    plan.link.address = reader.neededText(object, path, "address");
    if (!TlsAddress::parse(plan.link.address))
        reader.unexpected(path + QStringLiteral(".address"), plan.link.address, QStringLiteral("HOST:PORT"));
    plan.link.certificate = reader.neededPath(object, path, "certificate");
    plan.link.privateKey = reader.neededPath(object, path, "key");
    plan.link.pins = reader.neededPath(object, path, "pins");
}

void readSerial(PlanReader& reader, const QJsonObject& object, const QString& path, DataPlanePlan& plan)
{
    reader.checkKeys(object, path, {"kind", "address", "lineKey", "baud"});
    plan.link.kind = LinkPlan::Kind::Serial;
    plan.link.address = reader.neededPath(object, path, "address");
    plan.link.lineKey = reader.neededPath(object, path, "lineKey");
    plan.link.baud = int(reader.number(object, path, "baud", 115'200, 9'600, 921'600));
}

void readSimulated(PlanReader& reader, const QJsonObject& object, const QString& path, DataPlanePlan& plan)
{
    reader.checkKeys(object, path, {"kind", "file", "keyColumn"});
    plan.simulated = true;
    plan.file = reader.neededPath(object, path, "file");
    plan.keyColumn = reader.text(object, path, "keyColumn", QStringLiteral("card_object_id"));
}

} // namespace

std::optional<DataPlanePlan> readDataPlane(
    PlanReader& reader, const QJsonObject& machine, const QString& path)
{
    const QString at = path + QStringLiteral(".dataPlane");
    const QJsonValue value = machine.value(QStringLiteral("dataPlane"));
    if (value.isUndefined())
        return std::nullopt;
    if (!value.isObject()) {
        reader.unexpected(at, value.toVariant().toString(), QStringLiteral("an object with a kind"));
        return std::nullopt;
    }
    const QJsonObject object = value.toObject();
    DataPlanePlan plan;
    const QString kind = reader.text(object, at, "kind");
    if (kind == QStringLiteral("local"))
        readLocal(reader, object, at, plan);
    else if (kind == QStringLiteral("tls"))
        readTls(reader, object, at, plan);
    else if (kind == QStringLiteral("serial"))
        readSerial(reader, object, at, plan);
    else if (kind == QStringLiteral("simulated"))
        readSimulated(reader, object, at, plan);
    else
        reader.unexpected(
            at + QStringLiteral(".kind"), kind, QStringLiteral("local, tls, serial or simulated"));
    return plan;
}

} // namespace sm
