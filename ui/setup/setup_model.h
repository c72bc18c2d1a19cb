// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/setup/setup_state.h"
#include "ui/theme/theme.h"

#include <QAbstractTableModel>

namespace sm {

/// The rows of a floor that is set up. Rows that stay keep their place and selection.
class SetupModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    explicit SetupModel(QObject* parent);

    void setTheme(const Theme& theme);
    /// True: there are other rows than before.
    bool setRows(std::vector<SetupRow> rows);
    const SetupRow& row(int index) const { return m_rows[size_t(index)]; }
    int indexOf(const QString& key) const; ///< -1: not there
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const Band* bandOf(const SetupRow& row, int column) const; ///< null: the cell does not stand out

    Theme m_theme;
    std::vector<SetupRow> m_rows;
};

} // namespace sm
