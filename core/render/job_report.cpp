// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/job_report.h"

#include "base/bytes.h"

#include <QHash>

#include <algorithm>
#include <map>

namespace sm {
namespace {

bool isReject(AttemptState state)
{
    return state == AttemptState::InDoubt || state == AttemptState::Quarantine
        || state == AttemptState::Scrapped || state == AttemptState::ReleasedClean;
}

void addReject(std::map<QString, RejectGroup>& groups, const AttemptRow& row)
{
    const QString name = row.failure.section(u' ', 0, 0);
    RejectGroup& group = groups[name];
    group.failure = name;
    if (row.state == AttemptState::ReleasedClean)
        ++group.clean;
    else if (row.state == AttemptState::Scrapped)
        ++group.scrapped;
    else
        ++group.doubtful;
}

void addAttempts(JobReport& report)
{
    std::map<QString, RejectGroup> groups;
    std::map<StationId, StationTotal> stations;
    QHash<RecordId, quint32> issues;
    for (const AttemptRow& row : report.rows) {
        // An id that was given back before any card came is no attempt on a card.
        if (row.state == AttemptState::ReleasedClean && !row.arrived)
            continue;
        ++report.attempts;
        if (!report.firstCard.isValid() || row.started < report.firstCard)
            report.firstCard = row.started;
        if (!report.lastCard.isValid() || row.changed > report.lastCard)
            report.lastCard = row.changed;
        issues[row.record] = std::max(issues.value(row.record), row.issue);
        StationTotal& station = stations[row.station];
        station.station = row.station;
        station.good += row.state == AttemptState::BinnedGood;
        if (!isReject(row.state))
            continue;
        ++station.rejected;
        addReject(groups, row);
    }
    report.remade = std::count_if(issues.begin(), issues.end(), [](quint32 issue) { return issue > 0; });
    for (const auto& [name, group] : groups)
        report.rejects.push_back(group);
    std::stable_sort(report.rejects.begin(), report.rejects.end(),
        [](const RejectGroup& a, const RejectGroup& b) { return a.total() > b.total(); });
    for (const auto& [id, total] : stations)
        report.stations.push_back(total);
}

QString cell(const QString& text)
{
    const bool quoted = text.contains(u',') || text.contains(u'"') || text.contains(u'\n');
    return quoted ? u'"' + QString(text).replace(u'"', QStringLiteral("\"\"")) + u'"' : text;
}

} // namespace

QString idTail(const CardObjectId& id)
{
    return id.text.right(8);
}

JobReport makeJobReport(JobReportSource source, const QString& product, const QDateTime& made)
{
    JobReport report;
    report.job = std::move(source.job);
    report.product = product;
    report.counts = source.counts;
    report.made = made;
    report.rows = std::move(source.attempts);
    addAttempts(report);
    QHash<RecordId, QString> tails;
    for (const AttemptRow& row : report.rows)
        tails.insert(row.record, idTail(row.object));
    for (const RecordLine& line : source.open) {
        OpenLine open;
        open.tail = idTail(line.object);
        open.issue = line.issue;
        open.need = line.need;
        open.arrivals = line.arrivals;
        if (line.last) {
            open.station = line.last->station;
            open.step = line.last->step;
            open.failure = line.last->failure;
            open.changed = line.last->changed;
        }
        report.open.push_back(std::move(open));
    }
    for (const DecisionRow& row : source.decisions)
        report.decisions.push_back({row.kind, tails.value(row.record), row.reason, row.person, row.at});
    return report;
}

QByteArray reportCsv(const JobReport& report)
{
    QString text = QStringLiteral("attempt,object,issue,station,state,chip,failure,step,started,changed\r\n");
    for (const AttemptRow& row : report.rows) {
        const QStringList cells{QString::number(row.key.attempt.value), idTail(row.object),
            QString::number(row.issue), row.station.text(), attemptStateName(row.state),
            toHex(row.chipSerial), row.failure, row.step, row.started.toString(Qt::ISODateWithMs),
            row.changed.toString(Qt::ISODateWithMs)};
        QStringList quoted;
        for (const QString& one : cells)
            quoted.append(cell(one));
        text += quoted.join(u',') + QStringLiteral("\r\n");
    }
    return text.toUtf8();
}

} // namespace sm
