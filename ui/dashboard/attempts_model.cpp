// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/attempts_model.h"

#include "ui/dashboard/metric_text.h"

#include <QLocale>

namespace sm {

void AttemptsModel::setAttempts(std::vector<FinishedAttempt> attempts)
{
    beginResetModel();
    m_attempts = std::move(attempts);
    endResetModel();
}

int AttemptsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_attempts.size());
}

int AttemptsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant AttemptsModel::data(const QModelIndex& index, int role) const
{
    const FinishedAttempt& one = m_attempts[size_t(index.row())];
    const auto result = [&one] {
        if (one.good)
            return tr("Good");
        const FailureEntry* entry = failureEntry(one.failure);
        return rejectText(entry ? entry->code : FailureCode{});
    };
    if (role == Qt::ToolTipRole && index.column() == Result)
        return one.step.isEmpty() ? result() : tr("%1 (step: %2)").arg(result(), one.step);
    if (role == Qt::ToolTipRole && index.column() == Ended)
        return QLocale().toString(one.ended.toLocalTime(), QLocale::ShortFormat);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Ended:
        return QLocale().toString(one.ended.toLocalTime().time(), QStringLiteral("HH:mm:ss"));
    case Station:
        return one.station.text();
    case Card:
        return one.cardTail;
    default:
        return result();
    }
}

QVariant AttemptsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Ended:
        return tr("Time");
    case Station:
        return tr("Station");
    case Card:
        return tr("Card");
    default:
        return tr("Result");
    }
}

} // namespace sm
