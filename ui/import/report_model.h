// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"

#include <QAbstractItemModel>

#include <memory>

namespace sm {

/// The findings of a check, grouped by code. Grows while the file is read; nothing ever moves.
class ReportModel final : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Column { What, Where, Value, Reason, Hint, ColumnCount };

    using QAbstractItemModel::QAbstractItemModel;

    void clear();
    void add(const FindingCounts& counts, const std::vector<ImportFindingView>& findings);
    /// Null for the row of a group.
    const ImportFindingView* finding(const QModelIndex& index) const;
    qint64 total() const;
    /// All findings of errors and blocking codes.
    qint64 countOf(const QString& severity) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Group {
        QString code;
        qint64 count = 0;
        std::vector<ImportFindingView> findings;
    };

    Group& groupOf(const QString& code);
    int rowOf(const QString& code) const;
    QString groupText(const Group& group, int column) const;
    QString findingText(const ImportFindingView& finding, int column) const;

    std::vector<std::unique_ptr<Group>> m_groups; ///< by code
};

} // namespace sm
