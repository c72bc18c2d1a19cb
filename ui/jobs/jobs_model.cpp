// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/jobs_model.h"

#include "ui/jobs/job_choice.h"
#include "ui/text/numbers.h"
#include "ui/text/state_text.h"

namespace sm {

void JobsModel::setSnapshot(const std::shared_ptr<const Snapshot>& snapshot)
{
    const int before = rowCount();
    const int after = int(snapshot->jobs.size());
    if (after > before)
        beginInsertRows({}, before, after - 1);
    else if (after < before)
        beginRemoveRows({}, after, before - 1);
    m_snapshot = snapshot;
    if (after > before)
        endInsertRows();
    else if (after < before)
        endRemoveRows();
    if (after > 0)
        Q_EMIT dataChanged(index(0, 0), index(after - 1, ColumnCount - 1));
}

const JobSnapshot* JobsModel::job(int row) const
{
    return row >= 0 && row < rowCount() ? &m_snapshot->jobs[size_t(row)] : nullptr;
}

int JobsModel::rowOf(JobId id) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (m_snapshot->jobs[size_t(row)].id == id)
            return row;
    }
    return -1;
}

int JobsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_snapshot ? 0 : int(m_snapshot->jobs.size());
}

int JobsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant JobsModel::data(const QModelIndex& index, int role) const
{
    const JobSnapshot* row = job(index.row());
    if (!row)
        return {};
    const bool number = index.column() == Records || index.column() == Good || index.column() == Progress;
    if (role == Qt::TextAlignmentRole)
        return int((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case Name:
        return row->name;
    case Profile:
        return row->profile;
    case Records:
        return grouped(row->state == JobState::Importing ? row->imported : row->counts.records.accepted);
    case Good:
        return grouped(row->counts.records.good);
    case Progress:
        return QStringLiteral("%1 %").arg(int(progressOf(*row) * 100));
    case State:
        return jobStateText(row->state);
    default:
        return {};
    }
}

QVariant JobsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const bool number = section == Records || section == Good || section == Progress;
    if (role == Qt::TextAlignmentRole)
        return int((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QStringList names{tr("Job"), tr("Profile"), tr("State"), tr("Records"), tr("Good"), tr("Progress")};
    return names.value(section);
}

} // namespace sm
