// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/hsm_plan_reader.h"

#include "transport/tls/tls_address.h"

namespace sm {

namespace {

constexpr double longestServiceMs = 60'000;

void readVirtual(PlanReader& reader, const QJsonObject& object, const QString& path, HsmPlan& plan)
{
    reader.checkKeys(object, path, {"name", "kind", "serviceMs", "slowFactor"});
    plan.kind = HsmPlan::Kind::Virtual;
    plan.serviceTime = Nanos(qint64(reader.number(object, path, "serviceMs", 0, 0, longestServiceMs) * 1e6));
    plan.slowFactor = reader.number(object, path, "slowFactor", 1, 0.01, 1000);
}

void readSoft(PlanReader& reader, const QJsonObject& object, const QString& path, HsmPlan& plan)
{
    reader.checkKeys(object, path, {"name", "kind", "ownProcess", "sessions", "keyStore", "storeKey"});
    plan.takesOrders = object.contains(QLatin1String("keyStore"));
    if (plan.takesOrders || reader.flag(object, path, "ownProcess"))
        plan.kind = HsmPlan::Kind::Process;
    if (plan.takesOrders)
        plan.keyStore = reader.neededPath(object, path, "keyStore");
    if (plan.takesOrders)
        plan.storeKey = reader.neededPath(object, path, "storeKey");
    else if (object.contains(QLatin1String("storeKey")))
        reader.unexpected(path + QStringLiteral(".storeKey"),
            object.value(QLatin1String("storeKey")).toString(), QStringLiteral("a keyStore"));
    plan.sessions = int(reader.number(object, path, "sessions", 1, 1, 64));
    if (plan.kind == HsmPlan::Kind::Soft && plan.sessions != 1)
        reader.unexpected(path + QStringLiteral(".sessions"), QString::number(plan.sessions),
            QStringLiteral("one session, or ownProcess"));
}

void readPkcs11(PlanReader& reader, const QJsonObject& object, const QString& path, HsmPlan& plan)
{
    reader.checkKeys(object, path, {"name", "kind", "module", "token", "pinFile", "sessions", "keyOrders"});
    plan.kind = HsmPlan::Kind::Process;
    plan.module = reader.neededPath(object, path, "module");
    plan.token = reader.neededText(object, path, "token");
    plan.pinFile = reader.neededPath(object, path, "pinFile");
    plan.takesOrders = reader.flag(object, path, "keyOrders");
    plan.sessions = int(reader.number(object, path, "sessions", 1, 1, 64));
}

void readLocal(PlanReader& reader, const QJsonObject& object, const QString& path, HsmPlan& plan)
{
    reader.checkKeys(object, path, {"name", "kind", "address", "keyOrders"});
    plan.kind = HsmPlan::Kind::Local;
    plan.address = reader.neededPath(object, path, "address");
    plan.takesOrders = object.contains(QLatin1String("keyOrders"));
    if (plan.takesOrders)
        plan.orderSocket = reader.neededPath(object, path, "keyOrders");
}

void readTls(PlanReader& reader, const QJsonObject& object, const QString& path, HsmPlan& plan)
{
    reader.checkKeys(object, path, {"name", "kind", "address", "certificate", "key", "pins"});
    plan.kind = HsmPlan::Kind::Tls;
    plan.address = reader.neededText(object, path, "address");
    if (!TlsAddress::parse(plan.address))
        reader.unexpected(path + QStringLiteral(".address"), plan.address, QStringLiteral("HOST:PORT"));
    plan.certificate = reader.neededPath(object, path, "certificate");
    plan.privateKey = reader.neededPath(object, path, "key");
    plan.pins = reader.neededPath(object, path, "pins");
}

void readSerial(PlanReader& reader, const QJsonObject& object, const QString& path, HsmPlan& plan)
{
    reader.checkKeys(object, path, {"name", "kind", "address", "lineKey", "baud"});
    plan.kind = HsmPlan::Kind::Serial;
    plan.address = reader.neededPath(object, path, "address");
    plan.lineKey = reader.neededPath(object, path, "lineKey");
    plan.baud = int(reader.number(object, path, "baud", 115'200, 9'600, 921'600));
}

void readSam(PlanReader& reader, const QJsonObject& object, const QString& path, HsmPlan& plan)
{
    reader.checkKeys(object, path, {"name", "kind", "reader", "accessKey"});
    plan.kind = HsmPlan::Kind::Process;
    plan.reader = reader.neededText(object, path, "reader");
    if (object.contains(QLatin1String("accessKey")))
        plan.accessKey = reader.neededPath(object, path, "accessKey");
}

} // namespace

HsmPlan readHsmPlan(PlanReader& reader, const QJsonObject& object, int index)
{
    const QString path = QStringLiteral("$.hsms[%1]").arg(index);
    HsmPlan plan;
    plan.name = reader.text(object, path, "name", QStringLiteral("HSM %1").arg(index + 1));
    const QString kind = reader.text(object, path, "kind");
    if (kind == QStringLiteral("soft"))
        readSoft(reader, object, path, plan);
    else if (kind == QStringLiteral("virtual"))
        readVirtual(reader, object, path, plan);
    else if (kind == QStringLiteral("pkcs11"))
        readPkcs11(reader, object, path, plan);
    else if (kind == QStringLiteral("sam"))
        readSam(reader, object, path, plan);
    else if (kind == QStringLiteral("local"))
        readLocal(reader, object, path, plan);
    else if (kind == QStringLiteral("tls"))
        readTls(reader, object, path, plan);
    else if (kind == QStringLiteral("serial"))
        readSerial(reader, object, path, plan);
    else
        reader.unexpected(path + QStringLiteral(".kind"), kind,
            QStringLiteral("soft, virtual, pkcs11, sam, local, tls or serial"));
    return plan;
}

} // namespace sm
