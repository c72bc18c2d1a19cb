// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/hsm_json.h"

#include "server/snapshot_json.h"

#include <QJsonArray>

namespace sm {

namespace {

double ms(Nanos time)
{
    return double(time.count()) / 1e6;
}

QJsonObject timesJson(const HsmTimes& times)
{
    return {{QStringLiteral("p50"), ms(times.p50)}, {QStringLiteral("p95"), ms(times.p95)},
        {QStringLiteral("p99"), ms(times.p99)}};
}

double utilisation(Nanos busy, int capacity, Nanos age)
{
    const double available = double(age.count()) * capacity;
    return available > 0 ? double(busy.count()) / available : 0;
}

QJsonObject deviceJson(const HsmFigures& device, const HsmPoolFigures& pool, qint64 nowMs)
{
    QJsonObject out{{QStringLiteral("name"), device.name}, {QStringLiteral("kind"), device.kind},
        {QStringLiteral("state"), QLatin1String(healthName(device.health))},
        {QStringLiteral("state_s"), (double(nowMs) - ms(device.since)) / 1000},
        {QStringLiteral("reason"), device.reason}, {QStringLiteral("requests"), qint64(device.requests)},
        {QStringLiteral("failures"), qint64(device.failures)},
        {QStringLiteral("self_tests"), qint64(device.selfTests)},
        {QStringLiteral("capacity"), device.capacity}, {QStringLiteral("in_flight"), device.inFlight},
        {QStringLiteral("queued"), device.queued}, {QStringLiteral("busy_ms"), ms(device.busy)},
        {QStringLiteral("utilisation"), utilisation(device.busy, device.capacity, pool.since)},
        {QStringLiteral("load_1min"), device.load}, {QStringLiteral("wait_ms"), timesJson(device.wait)},
        {QStringLiteral("service_ms"), timesJson(device.service)}};
    if (device.why)
        out.insert(QStringLiteral("failure"), failureJson(*device.why));
    if (device.lastTest >= Nanos(0)) {
        out.insert(QStringLiteral("last_test"),
            QJsonObject{{QStringLiteral("passed"), device.lastTestPassed},
                {QStringLiteral("ago_s"), (double(nowMs) - ms(device.lastTest)) / 1000}});
    }
    if (device.health == HsmHealth::Trial)
        out.insert(QStringLiteral("trials_left"), device.trialsLeft);
    return out;
}

QJsonArray keysJson(const HsmPoolFigures& pool)
{
    QJsonArray out;
    if (!pool.keys)
        return out;
    for (const HsmKeyFigures& key : *pool.keys) {
        out.append(QJsonObject{{QStringLiteral("label"), key.label},
            {QStringLiteral("version"), qint64(key.version)}, {QStringLiteral("usage"), key.usage},
            {QStringLiteral("kcv"), key.kcv}, {QStringLiteral("agree"), key.agree},
            {QStringLiteral("retired"), key.life.retired}, {QStringLiteral("exportable"), key.exportable},
            {QStringLiteral("created_by"), key.people},
            {QStringLiteral("not_before"), key.life.notBefore.toString(Qt::ISODate)},
            {QStringLiteral("not_after"), key.life.notAfter.toString(Qt::ISODate)},
            {QStringLiteral("devices"), QJsonArray::fromStringList(key.devices)}});
    }
    return out;
}

} // namespace

QJsonObject hsmJson(const Snapshot& snapshot)
{
    const HsmPoolFigures& pool = snapshot.hsms;
    QJsonArray devices;
    Nanos busy{};
    int capacity = 0;
    for (const HsmFigures& device : pool.devices) {
        busy += device.busy;
        capacity += device.capacity;
        devices.append(deviceJson(device, pool, snapshot.now));
    }
    return {
        {QStringLiteral("policy"), pool.fixed ? QStringLiteral("fixed") : QStringLiteral("first-available")},
        {QStringLiteral("ready"), pool.healthy}, {QStringLiteral("requests"), qint64(pool.requests)},
        {QStringLiteral("answered"), qint64(pool.answered)}, {QStringLiteral("failed"), qint64(pool.failed)},
        {QStringLiteral("refused"), qint64(pool.refused)},
        {QStringLiteral("abandoned"), qint64(pool.abandoned)},
        {QStringLiteral("retried"), qint64(pool.retried)},
        {QStringLiteral("recalled"), qint64(pool.recalled)}, {QStringLiteral("queued"), pool.queued},
        {QStringLiteral("outside"), pool.outside}, {QStringLiteral("serving"), pool.serving},
        {QStringLiteral("wait_ms"), timesJson({pool.waitP50, pool.waitP95, pool.waitP99})},
        {QStringLiteral("service_ms"), timesJson(pool.service)},
        {QStringLiteral("utilisation"), utilisation(busy, capacity, pool.since)},
        {QStringLiteral("load_1min"), pool.load}, {QStringLiteral("devices"), devices},
        {QStringLiteral("keys"), keysJson(pool)}};
}

} // namespace sm
