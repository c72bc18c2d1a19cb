// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/snapshot_json.h"

#include "server/hsm_json.h"
#include "server/station_json.h"

#include <QJsonArray>

namespace sm {

static QJsonValue figure(double value)
{
    return value < 0 ? QJsonValue() : QJsonValue(value);
}

static QString tileStateName(TileState state)
{
    switch (state) {
    case TileState::Running:
        return QStringLiteral("running");
    case TileState::Finishing:
        return QStringLiteral("finishing");
    case TileState::WaitingHsm:
        return QStringLiteral("waiting-hsm");
    case TileState::WaitingCard:
        return QStringLiteral("waiting-card");
    case TileState::Idle:
        return QStringLiteral("idle");
    case TileState::Held:
        return QStringLiteral("held");
    case TileState::Fault:
        return QStringLiteral("fault");
    case TileState::Maintenance:
        return QStringLiteral("maintenance");
    case TileState::Offline:
        return QStringLiteral("offline");
    }
    return {};
}

QJsonObject failureJson(const Failure& failure)
{
    const FailureEntry* entry = failureEntry(failure.code());
    QJsonObject params;
    for (const FailureParam& param : failure.params())
        params.insert(QLatin1String(param.name), param.value);
    return {{QStringLiteral("code"), int(failure.code())},
        {QStringLiteral("name"), entry ? QString::fromLatin1(entry->name) : QString()},
        {QStringLiteral("details"), params}};
}

static QJsonObject recordsJson(const RecordCounts& c)
{
    return {{QStringLiteral("accepted"), c.accepted}, {QStringLiteral("good"), c.good},
        {QStringLiteral("remake_open"), c.remakeOpen}, {QStringLiteral("in_stations"), c.inStations},
        {QStringLiteral("waiting"), c.waiting}, {QStringLiteral("in_doubt"), c.inDoubt},
        {QStringLiteral("withdrawn"), c.withdrawn}, {QStringLiteral("balances"), c.balances()}};
}

static QJsonObject cardsJson(const CardCounts& c)
{
    return {{QStringLiteral("blanks_in"), c.blanksIn}, {QStringLiteral("good"), c.good},
        {QStringLiteral("spoiled"), c.spoiled}, {QStringLiteral("quarantine"), c.quarantine},
        {QStringLiteral("test"), c.test}, {QStringLiteral("in_stations"), c.inStations},
        {QStringLiteral("returned"), c.returned}, {QStringLiteral("balances"), c.balances()}};
}

static QJsonArray stationsJson(const Snapshot& snapshot)
{
    QJsonArray out;
    for (const MachineSnapshot& machine : snapshot.machines) {
        for (const StationSnapshot& station : machine.stations) {
            QJsonObject row{{QStringLiteral("id"), station.id.text()},
                {QStringLiteral("state"), tileStateName(station.state)},
                {QStringLiteral("good"), int(station.good)},
                {QStringLiteral("rejected"), int(station.rejected)},
                {QStringLiteral("takt_s"), double(station.takt)}, {QStringLiteral("link"), station.link}};
            if (station.failure)
                row.insert(QStringLiteral("failure"), failureJson(*station.failure));
            out.append(row);
        }
    }
    return out;
}

QJsonObject jobJson(const JobSnapshot& job)
{
    QJsonObject out{{QStringLiteral("id"), job.id.value}, {QStringLiteral("name"), job.name},
        {QStringLiteral("profile"), job.profile}, {QStringLiteral("state"), jobStateName(job.state)},
        {QStringLiteral("records"), recordsJson(job.counts.records)},
        {QStringLiteral("cards"), cardsJson(job.counts.cards)},
        {QStringLiteral("balances"), job.counts.balances()}, {QStringLiteral("seconds"), job.seconds},
        {QStringLiteral("test_keys"), job.test}};
    if (job.failure)
        out.insert(QStringLiteral("failure"), failureJson(*job.failure));
    return out;
}

static QJsonObject traceStoreJson(const TraceStoreFigures& figures)
{
    QJsonObject out{{QStringLiteral("cards"), qint64(figures.cards)},
        {QStringLiteral("rows"), qint64(figures.rows)}, {QStringLiteral("bytes"), qint64(figures.bytes)},
        {QStringLiteral("dropped_cards"), qint64(figures.dropped)}};
    if (figures.failure)
        out.insert(QStringLiteral("failure"), failureJson(*figures.failure));
    return out;
}

QJsonObject statusJson(const Snapshot& snapshot)
{
    QJsonArray jobs;
    for (const JobSnapshot& job : snapshot.jobs)
        jobs.append(jobJson(job));
    const FloorFigures& f = snapshot.figures;
    const QJsonObject floor{{QStringLiteral("good"), f.good}, {QStringLiteral("target"), f.target},
        {QStringLiteral("rate_per_hour"), figure(f.ratePerHour)},
        {QStringLiteral("first_pass_yield"), figure(f.yield)},
        {QStringLiteral("eta"), f.eta.isValid() ? f.eta.toString(Qt::ISODate) : QString()},
        {QStringLiteral("holding"), snapshot.holding}, {QStringLiteral("faults"), f.faults},
        {QStringLiteral("held"), f.held}, {QStringLiteral("warnings"), f.warnings}};
    QJsonObject out{{QStringLiteral("schema"), QStringLiteral("stationmaster/status/1")},
        {QStringLiteral("demo"), snapshot.demo},
        {QStringLiteral("wall"), snapshot.wall.toString(Qt::ISODateWithMs)}, {QStringLiteral("floor"), floor},
        {QStringLiteral("jobs"), jobs}, {QStringLiteral("stations"), stationsJson(snapshot)},
        {QStringLiteral("hsm"), hsmJson(snapshot)},
        {QStringLiteral("trace_store"), traceStoreJson(snapshot.traceStore)}};
    if (snapshot.serverFailure)
        out.insert(QStringLiteral("server_failure"), failureJson(*snapshot.serverFailure));
    if (snapshot.lineStopped)
        out.insert(QStringLiteral("line_stopped"), failureJson(*snapshot.lineStopped));
    if (snapshot.stationDoor)
        out.insert(QStringLiteral("station_door"), stationDoorJson(*snapshot.stationDoor));
    return out;
}

QJsonObject runJson(const Snapshot& snapshot, JobId job)
{
    QJsonObject out{{QStringLiteral("schema"), QStringLiteral("stationmaster/run/1")},
        {QStringLiteral("demo"), snapshot.demo}, {QStringLiteral("stations"), stationsJson(snapshot)},
        {QStringLiteral("apdus"), qint64(snapshot.core.apdus)},
        {QStringLiteral("server_overhead_us"),
            QJsonObject{{QStringLiteral("p50"), snapshot.core.overheadP50Us},
                {QStringLiteral("p99"), snapshot.core.overheadP99Us}}},
        {QStringLiteral("hsm"), hsmJson(snapshot)}};
    for (const JobSnapshot& candidate : snapshot.jobs) {
        if (candidate.id != job)
            continue;
        const QJsonObject facts = jobJson(candidate);
        for (auto it = facts.begin(); it != facts.end(); ++it)
            out.insert(it.key() == QStringLiteral("id") ? QStringLiteral("job") : it.key(), it.value());
        out.insert(QStringLiteral("cards_per_hour"),
            candidate.seconds > 0 ? double(candidate.counts.records.good) * 3600 / candidate.seconds : 0.0);
    }
    return out;
}

} // namespace sm
