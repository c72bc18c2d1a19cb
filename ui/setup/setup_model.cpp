// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/setup/setup_model.h"

#include "ui/theme/fonts.h"

#include <algorithm>

namespace sm {

SetupModel::SetupModel(QObject* parent)
    : QAbstractTableModel(parent)
{
}

void SetupModel::setTheme(const Theme& theme)
{
    m_theme = theme;
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

bool SetupModel::setRows(std::vector<SetupRow> rows)
{
    const auto sameKey = [](const SetupRow& one, const SetupRow& other) { return one.key == other.key; };
    if (!std::equal(m_rows.begin(), m_rows.end(), rows.begin(), rows.end(), sameKey)) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return true;
    }
    for (int i = 0; i < int(rows.size()); ++i) {
        SetupRow& now = m_rows[size_t(i)];
        if (now == rows[size_t(i)])
            continue;
        now = std::move(rows[size_t(i)]);
        Q_EMIT dataChanged(index(i, 0), index(i, columnCount() - 1));
    }
    return false;
}

int SetupModel::indexOf(const QString& key) const
{
    const auto found
        = std::find_if(m_rows.begin(), m_rows.end(), [&key](const SetupRow& row) { return row.key == key; });
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

int SetupModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int SetupModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : SetupRow::ColumnCount;
}

const Band* SetupModel::bandOf(const SetupRow& row, int column) const
{
    const SetupTone tone = column == SetupRow::Test ? row.test
        : column == SetupRow::Change                ? row.change
                                                    : SetupTone::Plain;
    switch (tone) {
    case SetupTone::Attention:
        return &m_theme.attention;
    case SetupTone::Warning:
        return &m_theme.warning;
    case SetupTone::Fault:
        return &m_theme.fault;
    case SetupTone::Plain:
    case SetupTone::Good:
        return nullptr;
    }
    return nullptr;
}

QVariant SetupModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const SetupRow& shown = row(index.row());
    const auto column = size_t(index.column());
    const Band* band = bandOf(shown, index.column());
    switch (role) {
    case Qt::DisplayRole:
        return shown.cells[column];
    case Qt::ToolTipRole:
        return shown.tips[column].isEmpty() ? shown.cells[column] : shown.tips[column];
    case Qt::FontRole: {
        QFont font = uiFont(13, band || !shown.station.isValid() || column == SetupRow::Station);
        font.setStrikeOut(shown.gone && column < SetupRow::Now);
        return font;
    }
    case Qt::ForegroundRole:
        if (band)
            return band->text;
        return shown.gone ? QVariant(m_theme.text2) : QVariant();
    case Qt::BackgroundRole:
        if (band)
            return band->fill;
        return shown.station.isValid() ? QVariant() : QVariant(m_theme.tile);
    default:
        return {};
    }
}

QVariant SetupModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case SetupRow::Station:
        return tr("Station");
    case SetupRow::Kind:
        return tr("Kind");
    case SetupRow::Bound:
        return tr("Bound to");
    case SetupRow::Devices:
        return tr("Devices");
    case SetupRow::Now:
        return tr("Now");
    case SetupRow::Test:
        return tr("Last test");
    case SetupRow::Change:
        return tr("When applied");
    default:
        return {};
    }
}

} // namespace sm
