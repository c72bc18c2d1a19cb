// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/snapshot.h"

#include <QAbstractTableModel>

#include <memory>

namespace sm {

/// The jobs of the newest snapshot, one per row in the server's order.
class JobsModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Profile, State, Records, Good, Progress, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    const JobSnapshot* job(int row) const;
    int rowOf(JobId id) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::shared_ptr<const Snapshot> m_snapshot;
};

} // namespace sm
