// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/bytes.h"
#include "render/job_report.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace sm {

namespace {

QString when(const QDateTime& time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

QJsonObject recordsJson(const RecordCounts& c)
{
    return {{QStringLiteral("accepted"), c.accepted}, {QStringLiteral("good"), c.good},
        {QStringLiteral("remake_open"), c.remakeOpen}, {QStringLiteral("in_stations"), c.inStations},
        {QStringLiteral("waiting"), c.waiting}, {QStringLiteral("in_doubt"), c.inDoubt},
        {QStringLiteral("withdrawn"), c.withdrawn}, {QStringLiteral("balances"), c.balances()}};
}

QJsonObject cardsJson(const CardCounts& c)
{
    return {{QStringLiteral("blanks_in"), c.blanksIn}, {QStringLiteral("good"), c.good},
        {QStringLiteral("spoiled"), c.spoiled}, {QStringLiteral("quarantine"), c.quarantine},
        {QStringLiteral("test"), c.test}, {QStringLiteral("in_stations"), c.inStations},
        {QStringLiteral("returned"), c.returned}, {QStringLiteral("balances"), c.balances()}};
}

QString needName(RecordNeed need)
{
    switch (need) {
    case RecordNeed::TooOften:
        return QStringLiteral("too_often");
    case RecordNeed::InDoubt:
        return QStringLiteral("in_doubt");
    case RecordNeed::Quarantined:
        return QStringLiteral("quarantined");
    case RecordNeed::RemakeOpen:
        return QStringLiteral("remake_open");
    case RecordNeed::None:
        break;
    }
    return QStringLiteral("none");
}

template <class Row, class F> QJsonArray arrayOf(const std::vector<Row>& rows, F toJson)
{
    QJsonArray out;
    for (const Row& row : rows)
        out.append(toJson(row));
    return out;
}

QJsonObject attemptJson(const AttemptRow& row)
{
    return {{QStringLiteral("attempt"), row.key.attempt.value},
        {QStringLiteral("object_tail"), idTail(row.object)}, {QStringLiteral("issue"), qint64(row.issue)},
        {QStringLiteral("station"), row.station.text()},
        {QStringLiteral("state"), attemptStateName(row.state)},
        {QStringLiteral("chip"), toHex(row.chipSerial)}, {QStringLiteral("failure"), row.failure},
        {QStringLiteral("step"), row.step}, {QStringLiteral("started"), when(row.started)},
        {QStringLiteral("changed"), when(row.changed)}};
}

QJsonObject rejectJson(const RejectGroup& group)
{
    return {{QStringLiteral("failure"), group.failure}, {QStringLiteral("clean"), group.clean},
        {QStringLiteral("doubtful"), group.doubtful}, {QStringLiteral("scrapped"), group.scrapped}};
}

QJsonObject stationJson(const StationTotal& total)
{
    return {{QStringLiteral("station"), total.station.text()}, {QStringLiteral("good"), total.good},
        {QStringLiteral("rejected"), total.rejected}};
}

QJsonObject openJson(const OpenLine& line)
{
    return {{QStringLiteral("object_tail"), line.tail}, {QStringLiteral("issue"), qint64(line.issue)},
        {QStringLiteral("need"), needName(line.need)},
        {QStringLiteral("station"), line.station.isValid() ? line.station.text() : QString()},
        {QStringLiteral("step"), line.step}, {QStringLiteral("failure"), line.failure},
        {QStringLiteral("arrivals"), line.arrivals}, {QStringLiteral("changed"), when(line.changed)}};
}

QJsonObject decisionJson(const DecisionLine& line)
{
    return {{QStringLiteral("kind"), line.kind}, {QStringLiteral("object_tail"), line.tail},
        {QStringLiteral("reason"), line.reason}, {QStringLiteral("person"), line.person},
        {QStringLiteral("at"), when(line.at)}};
}

} // namespace

QByteArray reportJson(const JobReport& report)
{
    const NewJob& job = report.job.job;
    const QJsonObject document{{QStringLiteral("schema"), QStringLiteral("stationmaster/job-report/1")},
        {QStringLiteral("job"), report.job.id.value}, {QStringLiteral("name"), job.name},
        {QStringLiteral("source_sha256"), toHex(job.sourceSha256)}, {QStringLiteral("profile"), job.profile},
        {QStringLiteral("product"), report.product}, {QStringLiteral("test_keys"), job.test},
        {QStringLiteral("state"), jobStateName(report.job.state)},
        {QStringLiteral("made"), when(report.made)}, {QStringLiteral("first_card"), when(report.firstCard)},
        {QStringLiteral("last_card"), when(report.lastCard)},
        {QStringLiteral("records"), recordsJson(report.counts.records)},
        {QStringLiteral("cards"), cardsJson(report.counts.cards)},
        {QStringLiteral("balances"), report.counts.balances()},
        {QStringLiteral("attempts_with_card"), report.attempts}, {QStringLiteral("remade"), report.remade},
        {QStringLiteral("rejects"), arrayOf(report.rejects, rejectJson)},
        {QStringLiteral("stations"), arrayOf(report.stations, stationJson)},
        {QStringLiteral("open"), arrayOf(report.open, openJson)},
        {QStringLiteral("decisions"), arrayOf(report.decisions, decisionJson)},
        {QStringLiteral("attempts"), arrayOf(report.rows, attemptJson)}};
    return QJsonDocument(document).toJson();
}

} // namespace sm
