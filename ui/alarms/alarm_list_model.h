// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/alarm_view.h"

#include <QAbstractTableModel>

namespace sm {

/// Rows of one list of alarms: active with their children, shelved, or history.
class AlarmListModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Priority, Number, Place, Text, Since, Lasted, Times, State, ColumnCount };
    enum class Kind { Active, Shelved, History };

    explicit AlarmListModel(Kind kind, QObject* parent = nullptr);

    /// `now` in clock milliseconds, `wall` the civil time of the same instant.
    void setEntries(std::vector<AlarmEntry> entries, qint64 now, const QDateTime& wall);
    const AlarmEntry* entry(int row) const;
    int rowOf(quint64 id) const; ///< -1: not there

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString cell(const AlarmEntry& entry, int column) const;
    QString stateOf(const AlarmEntry& entry) const;
    QString clockTime(qint64 at) const;

    Kind m_kind;
    std::vector<AlarmEntry> m_entries;
    qint64 m_now = 0;
    QDateTime m_wall;
};

} // namespace sm
