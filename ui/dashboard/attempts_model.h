// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/history_commands.h"

#include <QAbstractTableModel>

namespace sm {

class AttemptsModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Ended, Station, Card, Result, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    void setAttempts(std::vector<FinishedAttempt> attempts);
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<FinishedAttempt> m_attempts;
};

} // namespace sm
