// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QAbstractTableModel>

#include <vector>

namespace sm {

/// A row of texts, and what it stands for.
struct TextRow {
    QString key; ///< tells rows apart; never shown
    QStringList cells;
    QString tip;
    QString copy; ///< what Ctrl+C takes; empty: the row's cells
    bool marked = false; ///< somebody must look: the state cell stands out
    bool operator==(const TextRow&) const = default;
};

/// Rows of texts under headings. Rows that stay keep their place and selection.
class RowsModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    struct Heading {
        QString title;
        bool mono = false;
    };
    /// `state`: the column that stands out in a marked row.
    RowsModel(std::vector<Heading> headings, int state, QObject* parent);

    void setTheme(const Theme& theme);
    /// True: there are other rows than before, or in another order.
    bool setRows(std::vector<TextRow> rows);
    const TextRow& row(int index) const { return m_rows[size_t(index)]; }
    int indexOf(const QString& key) const; ///< -1: not there
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<Heading> m_headings;
    int m_state;
    Theme m_theme;
    std::vector<TextRow> m_rows;
};

} // namespace sm
