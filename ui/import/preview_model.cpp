// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/preview_model.h"

#include "ui/text/finding_text.h"
#include "ui/text/numbers.h"
#include "ui/theme/fonts.h"

namespace sm {

namespace {

constexpr int mostMarks = 20'000;

QColor tinted(const QColor& base, const QColor& tint)
{
    constexpr double part = 0.22;
    return QColor::fromRgbF(float(base.redF() + (tint.redF() - base.redF()) * part),
        float(base.greenF() + (tint.greenF() - base.greenF()) * part),
        float(base.blueF() + (tint.blueF() - base.blueF()) * part));
}

} // namespace

void PreviewModel::setTheme(const Theme& theme)
{
    m_theme = theme;
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void PreviewModel::setPreview(const ImportPreview& preview)
{
    beginResetModel();
    m_columns = preview.columns;
    m_rows = preview.rows;
    m_marks.clear();
    endResetModel();
}

void PreviewModel::setRows(std::vector<PreviewRow> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

void PreviewModel::addFindings(const std::vector<ImportFindingView>& findings)
{
    bool seen = false;
    for (const ImportFindingView& finding : findings) {
        if (m_marks.size() >= mostMarks)
            break;
        const bool file = finding.code == QLatin1String("V15");
        if (!file)
            m_marks.insert({finding.line, finding.column}, findingReason(finding.reason));
        seen = seen || rowOf(finding.line) >= 0;
    }
    if (seen)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int PreviewModel::rowOf(qint64 line) const
{
    for (size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].line == line)
            return int(i);
    }
    return -1;
}

int PreviewModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int PreviewModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_columns.size());
}

QString PreviewModel::mark(const PreviewRow& row, int column) const
{
    const QString cell = m_marks.value({row.line, column + 1});
    return cell.isEmpty() ? m_marks.value({row.line, 0}) : cell;
}

QVariant PreviewModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const PreviewRow& row = m_rows[size_t(index.row())];
    const QString wrong = mark(row, index.column());
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole) {
        const QString text = row.broken ? QString(QChar(0x2014)) : row.cells.value(index.column());
        return wrong.isEmpty() ? text : text + QStringLiteral("  !");
    }
    if (role == Qt::ToolTipRole)
        return wrong.isEmpty() ? QVariant() : wrong;
    if (role == Qt::BackgroundRole && !wrong.isEmpty())
        return tinted(m_theme.panel, m_theme.fault.fill);
    if (role == Qt::FontRole && !wrong.isEmpty())
        return uiFont(13, true);
    return {};
}

QVariant PreviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return role == Qt::DisplayRole && size_t(section) < m_rows.size()
            ? QVariant(grouped(m_rows[size_t(section)].line))
            : role == Qt::TextAlignmentRole ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter))
                                            : QVariant();
    if (size_t(section) >= m_columns.size())
        return {};
    if (role == Qt::DisplayRole)
        return m_columns[size_t(section)].name;
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    return {};
}

} // namespace sm
