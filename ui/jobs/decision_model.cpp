// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/decision_list.h"
#include "ui/text/decision_text.h"
#include "ui/text/failure_text.h"
#include "ui/text/numbers.h"

namespace sm {

void DecisionModel::setRecords(std::vector<RecordView> records)
{
    beginResetModel();
    m_records = std::move(records);
    endResetModel();
}

int DecisionModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_records.size());
}

int DecisionModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant DecisionModel::data(const QModelIndex& index, int role) const
{
    if (index.row() < 0 || index.row() >= rowCount())
        return {};
    const RecordView& record = m_records[size_t(index.row())];
    if (role == Qt::TextAlignmentRole)
        return int((index.column() == Cards ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case Record:
        return QChar(0x2026) + record.tail
            + (record.issue > 0 ? QStringLiteral(" /%1").arg(record.issue) : QString());
    case Why:
        return decisionText(record.kind);
    case Station:
        return record.station.isValid() ? record.station.text() : QString();
    case Step:
        return record.step;
    case Reason:
        return record.failure ? failureText(*record.failure).sentence : QString();
    case Cards:
        return grouped(record.arrivals);
    default:
        return {};
    }
}

QVariant DecisionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Cards ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    return QStringList{tr("Record"), tr("Why"), tr("Station"), tr("Step"), tr("Reason"), tr("Cards")}.value(
        section);
}

} // namespace sm
