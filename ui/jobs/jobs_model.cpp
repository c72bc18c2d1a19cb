// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/jobs_model.h"

#include "ui/jobs/job_choice.h"
#include "ui/jobs/job_rules.h"
#include "ui/text/numbers.h"
#include "ui/text/state_text.h"

#include <QFileInfo>
#include <QLocale>

#include <algorithm>

namespace sm {

namespace {

bool isNumber(int column)
{
    return column == JobsModel::Number || (column >= JobsModel::Records && column <= JobsModel::Remake)
        || column == JobsModel::Rate || column == JobsModel::Eta;
}

} // namespace

bool JobsModel::matches(const JobSnapshot& job, JobFilter filter) const
{
    switch (filter) {
    case JobFilter::All:
        return true;
    case JobFilter::Running:
        return !isQueued(job)
            && (job.state == JobState::Running || job.state == JobState::Holding
                || job.state == JobState::Held || job.state == JobState::Finishing);
    case JobFilter::Queued:
        return isQueued(job);
    case JobFilter::NeedsDecision:
        return needsDecision(job) > 0;
    case JobFilter::DoneToday:
        return isOver(job.state) && job.changed.toLocalTime().date() == m_snapshot->wall.toLocalTime().date();
    }
    return true;
}

bool JobsModel::contains(const JobSnapshot& job) const
{
    if (m_find.isEmpty())
        return true;
    for (const QString& text : {QString::number(job.id.value), job.name, job.product, job.profile}) {
        if (text.contains(m_find, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

std::vector<const JobSnapshot*> JobsModel::shown() const
{
    std::vector<const JobSnapshot*> rows;
    for (const JobSnapshot& job : m_snapshot->jobs) {
        if (matches(job, m_filter) && contains(job))
            rows.push_back(&job);
    }
    return rows;
}

void JobsModel::setSnapshot(std::shared_ptr<const Snapshot> snapshot)
{
    const std::shared_ptr<const Snapshot> before
        = std::exchange(m_snapshot, std::move(snapshot)); // m_rows points in
    std::vector<const JobSnapshot*> rows = shown();
    const bool same = rows.size() == m_rows.size()
        && std::equal(rows.begin(), rows.end(), m_rows.begin(),
            [](const JobSnapshot* a, const JobSnapshot* b) { return a->id == b->id; });
    if (!same)
        beginResetModel();
    m_rows = std::move(rows);
    if (!same)
        endResetModel();
    else if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(int(m_rows.size()) - 1, ColumnCount - 1));
}

void JobsModel::setFilter(JobFilter filter, const QString& find)
{
    m_filter = filter;
    m_find = find.trimmed();
    if (m_snapshot)
        setSnapshot(m_snapshot);
}

int JobsModel::countOf(JobFilter filter) const
{
    if (!m_snapshot)
        return 0;
    return int(std::count_if(m_snapshot->jobs.begin(), m_snapshot->jobs.end(),
        [this, filter](const JobSnapshot& job) { return matches(job, filter); }));
}

const JobSnapshot* JobsModel::job(int row) const
{
    return row >= 0 && row < rowCount() ? m_rows[size_t(row)] : nullptr;
}

int JobsModel::rowOf(JobId id) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (m_rows[size_t(row)]->id == id)
            return row;
    }
    return -1;
}

int JobsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int JobsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString JobsModel::text(const JobSnapshot& job, int column) const
{
    const bool importing = job.state == JobState::Importing;
    const RecordCounts& records = job.counts.records;
    switch (column) {
    case Number:
        return job.id.isValid() ? QString::number(job.id.value) : QString();
    case Name:
        return job.name;
    case Product:
        return job.product;
    case Profile:
        return QFileInfo(job.profile).fileName();
    case Records:
        return grouped(importing ? job.imported : records.accepted);
    case Good:
        return grouped(records.good);
    case Remake:
        return toRemake(job) > 0 ? grouped(toRemake(job)) : QString();
    case Progress:
        return importing ? QString() : tr("%1 %").arg(int(progressOf(job) * 100));
    case Rate:
        return job.ratePerHour >= 0 ? tr("%1 /h").arg(grouped(qRound64(job.ratePerHour))) : QString();
    case Eta:
        return job.eta.isValid() ? clockText(job.eta, m_snapshot->wall) : QString();
    case State:
        return job.state == JobState::Running && !job.producing ? tr("Queued") : jobStateText(job.state);
    default:
        return {};
    }
}

QVariant JobsModel::data(const QModelIndex& index, int role) const
{
    const JobSnapshot* row = job(index.row());
    if (!row)
        return {};
    switch (role) {
    case Qt::TextAlignmentRole:
        return int((isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return text(*row, index.column());
    case fractionRole:
        return progressOf(*row);
    case decideRole:
        return index.column() == State && needsDecision(*row) > 0;
    default:
        return {};
    }
}

QVariant JobsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QStringList names{tr("No."), tr("Job"), tr("Issuer / product"), tr("Profile"), tr("Records"),
        tr("Good"), tr("Remake"), tr("Progress"), tr("Rate"), tr("Done at"), tr("State")};
    return names.value(section);
}

} // namespace sm
