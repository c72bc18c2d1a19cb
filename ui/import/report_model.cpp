// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/report_model.h"

#include "ui/text/finding_text.h"
#include "ui/text/numbers.h"
#include "ui/text/state_text.h"
#include "ui/theme/fonts.h"

#include <QSize>

#include <algorithm>
#include <map>

namespace sm {

namespace {

constexpr int rowHeight = 26;

} // namespace

void ReportModel::clear()
{
    beginResetModel();
    m_groups.clear();
    endResetModel();
}

int ReportModel::rowOf(const QString& code) const
{
    const auto at = std::lower_bound(m_groups.begin(), m_groups.end(), code,
        [](const std::unique_ptr<Group>& group, const QString& wanted) { return group->code < wanted; });
    return int(at - m_groups.begin());
}

ReportModel::Group& ReportModel::groupOf(const QString& code)
{
    const int row = rowOf(code);
    if (size_t(row) < m_groups.size() && m_groups[size_t(row)]->code == code)
        return *m_groups[size_t(row)];
    beginInsertRows({}, row, row);
    auto group = std::make_unique<Group>();
    group->code = code;
    m_groups.insert(m_groups.begin() + row, std::move(group));
    endInsertRows();
    return *m_groups[size_t(row)];
}

void ReportModel::add(const FindingCounts& counts, const std::vector<ImportFindingView>& findings)
{
    std::map<QString, std::vector<ImportFindingView>> fresh;
    for (const ImportFindingView& finding : findings)
        fresh[finding.code].push_back(finding);
    for (auto& [code, list] : fresh) {
        Group& group = groupOf(code);
        const int first = int(group.findings.size());
        const int row = rowOf(code);
        beginInsertRows(index(row, 0), first, first + int(list.size()) - 1);
        std::move(list.begin(), list.end(), std::back_inserter(group.findings));
        endInsertRows();
    }
    for (const std::unique_ptr<Group>& group : m_groups) {
        const int number = group->code.mid(1).toInt();
        if (number < 1 || number > int(counts.size()) || group->count == counts[size_t(number) - 1])
            continue;
        group->count = counts[size_t(number) - 1];
        const int row = rowOf(group->code);
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    }
}

const ImportFindingView* ReportModel::finding(const QModelIndex& at) const
{
    if (!at.isValid() || !at.parent().isValid())
        return nullptr;
    return &m_groups[size_t(at.parent().row())]->findings[size_t(at.row())];
}

qint64 ReportModel::total() const
{
    qint64 sum = 0;
    for (const std::unique_ptr<Group>& group : m_groups)
        sum += group->count;
    return sum;
}

qint64 ReportModel::countOf(const QString& severity) const
{
    qint64 sum = 0;
    for (const std::unique_ptr<Group>& group : m_groups) {
        if (!group->findings.empty() && group->findings.front().severity == severity)
            sum += group->count;
    }
    return sum;
}

QModelIndex ReportModel::index(int row, int column, const QModelIndex& parent) const
{
    if (row < 0 || column < 0 || row >= rowCount(parent) || column >= ColumnCount)
        return {};
    return createIndex(row, column, parent.isValid() ? m_groups[size_t(parent.row())].get() : nullptr);
}

QModelIndex ReportModel::parent(const QModelIndex& child) const
{
    const auto* group = static_cast<const Group*>(child.internalPointer());
    return group ? createIndex(rowOf(group->code), 0, nullptr) : QModelIndex();
}

int ReportModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return int(m_groups.size());
    return parent.internalPointer() || parent.column() != 0
        ? 0
        : int(m_groups[size_t(parent.row())]->findings.size());
}

int ReportModel::columnCount(const QModelIndex&) const
{
    return ColumnCount;
}

QString ReportModel::groupText(const Group& group, int column) const
{
    const ImportFindingView* first = group.findings.empty() ? nullptr : &group.findings.front();
    switch (column) {
    case What:
        return group.code + QStringLiteral("  ") + sm::findingText(group.code);
    case Where:
        return first ? severityText(first->severity) : QString();
    case Value:
        return grouped(group.count);
    case Reason:
        return first ? tr("First: line %1").arg(grouped(first->line)) : QString();
    default:
        return findingHint(group.code);
    }
}

QString ReportModel::findingText(const ImportFindingView& finding, int column) const
{
    switch (column) {
    case What:
        return tr("Line %1").arg(grouped(finding.line));
    case Where:
        if (finding.column > 0)
            return tr("%1  \"%2\"").arg(finding.column).arg(finding.columnName);
        return finding.columnName.isEmpty() ? tr("Whole line") : finding.columnName;
    case Value:
        return finding.value;
    case Reason:
        return findingReason(finding.reason);
    default:
        return findingHint(finding.code);
    }
}

QVariant ReportModel::data(const QModelIndex& at, int role) const
{
    if (!at.isValid())
        return {};
    const ImportFindingView* one = finding(at);
    if (role == Qt::FontRole)
        return one ? QVariant() : QVariant(uiFont(13, true));
    if (role == Qt::SizeHintRole)
        return QSize(0, rowHeight);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const QString text
        = one ? findingText(*one, at.column()) : groupText(*m_groups[size_t(at.row())], at.column());
    return text;
}

QVariant ReportModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case What:
        return tr("Finding");
    case Where:
        return tr("Severity, column");
    case Value:
        return tr("Count, value");
    case Reason:
        return tr("Reason");
    default:
        return tr("What to do");
    }
}

} // namespace sm
