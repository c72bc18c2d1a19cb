// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stations/rows_model.h"

#include "ui/theme/fonts.h"

#include <algorithm>

namespace sm {

RowsModel::RowsModel(std::vector<Heading> headings, int state, QObject* parent)
    : QAbstractTableModel(parent)
    , m_headings(std::move(headings))
    , m_state(state)
{
}

void RowsModel::setTheme(const Theme& theme)
{
    m_theme = theme;
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

bool RowsModel::setRows(std::vector<TextRow> rows)
{
    const auto sameKey = [](const TextRow& one, const TextRow& other) { return one.key == other.key; };
    if (!std::equal(m_rows.begin(), m_rows.end(), rows.begin(), rows.end(), sameKey)) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return true;
    }
    for (int i = 0; i < int(rows.size()); ++i) {
        TextRow& now = m_rows[size_t(i)];
        if (now == rows[size_t(i)])
            continue;
        now = std::move(rows[size_t(i)]);
        Q_EMIT dataChanged(index(i, 0), index(i, columnCount() - 1));
    }
    return false;
}

int RowsModel::indexOf(const QString& key) const
{
    const auto found
        = std::find_if(m_rows.begin(), m_rows.end(), [&key](const TextRow& row) { return row.key == key; });
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

int RowsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int RowsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_headings.size());
}

QVariant RowsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const TextRow& shown = row(index.row());
    const bool stands = shown.marked && index.column() == m_state;
    switch (role) {
    case Qt::DisplayRole:
        return shown.cells.value(index.column());
    case Qt::ToolTipRole:
        return shown.tip.isEmpty() ? shown.cells.value(index.column()) : shown.tip;
    case Qt::FontRole:
        if (stands)
            return uiFont(13, true);
        return m_headings[size_t(index.column())].mono ? QVariant(monoFont(12)) : QVariant();
    case Qt::ForegroundRole:
        return stands ? QVariant(m_theme.warning.text) : QVariant();
    case Qt::BackgroundRole:
        return stands ? QVariant(m_theme.warning.fill) : QVariant();
    default:
        return {};
    }
}

QVariant RowsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section >= columnCount())
        return {};
    return m_headings[size_t(section)].title;
}

} // namespace sm
