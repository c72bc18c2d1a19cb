// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/snapshot.h"

#include <QAbstractTableModel>

#include <array>
#include <memory>

namespace sm {

/// The chips above the table. A job may be in none of them, or in two.
enum class JobFilter : quint8 { All, Running, Queued, NeedsDecision, DoneToday };

/// The jobs of the newest snapshot that match chip and search text, one per row in the server's order.
class JobsModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        Number,
        Name,
        Product,
        Profile,
        Records,
        Good,
        Remake,
        Progress,
        Rate,
        Eta,
        State,
        ColumnCount
    };
    static constexpr int fractionRole = Qt::UserRole; ///< 0 .. 1, of Progress
    static constexpr int decideRole = Qt::UserRole + 1; ///< true: somebody must look

    using QAbstractTableModel::QAbstractTableModel;

    void setSnapshot(std::shared_ptr<const Snapshot> snapshot);
    void setFilter(JobFilter filter, const QString& find);
    const JobSnapshot* job(int row) const;
    int rowOf(JobId id) const;
    /// How many jobs a chip would show, whatever the search text.
    int countOf(JobFilter filter) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    bool matches(const JobSnapshot& job, JobFilter filter) const;
    bool contains(const JobSnapshot& job) const;
    std::vector<const JobSnapshot*> shown() const;
    QString text(const JobSnapshot& job, int column) const;

    std::shared_ptr<const Snapshot> m_snapshot;
    std::vector<const JobSnapshot*> m_rows; ///< into m_snapshot
    JobFilter m_filter = JobFilter::All;
    QString m_find;
};

} // namespace sm
