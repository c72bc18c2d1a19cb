// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"
#include "ui/theme/theme.h"

#include <QAbstractTableModel>
#include <QHash>

namespace sm {

/// The rows of a file that a check shows, as they come masked from the core, with a mark on each cell that
/// has a finding.
class PreviewModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    void setTheme(const Theme& theme);
    void setPreview(const ImportPreview& preview);
    void setRows(std::vector<PreviewRow> rows);
    void addFindings(const std::vector<ImportFindingView>& findings);
    /// -1: that line is not among the rows.
    int rowOf(qint64 line) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString mark(const PreviewRow& row, int column) const;

    Theme m_theme;
    std::vector<PreviewColumn> m_columns;
    std::vector<PreviewRow> m_rows;
    QHash<std::pair<qint64, int>, QString> m_marks; ///< reason by line and column; column 0: the line
};

} // namespace sm
