// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/trace_view.h"

#include <QAbstractTableModel>

namespace sm {

/// The list of the trace. Which rows it lists changes only when it is told; what the ring has let go of in
/// the meantime is shown as no longer kept, in its place.
class TraceModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column : int {
        Number,
        Time,
        Station,
        Card,
        Step,
        Command,
        Data,
        Result,
        Duration,
        Size,
        ColumnCount
    };
    enum TimeFormat { Relative, Absolute };

    using QAbstractTableModel::QAbstractTableModel;

    /// The newest rows to read from; moves nothing.
    void setView(const TraceView& view);
    const TraceView& view() const { return m_view; }
    /// Lists all rows from `first` to before `end`.
    void showRange(quint64 first, quint64 end);
    void showIds(std::vector<quint64> ids);
    void extendRange(quint64 end);
    void append(const std::vector<quint64>& ids);
    /// Takes rows off the top that are no longer kept.
    void dropEvicted();
    void setTimeFormat(TimeFormat format);
    TimeFormat timeFormat() const { return m_timeFormat; }

    bool isRange() const { return m_range; }
    quint64 rangeEnd() const { return m_end; }
    quint64 idAt(int row) const;
    int rowOf(quint64 id) const; ///< -1: not listed
    /// Null: no longer kept.
    const TraceRow* rowAt(int row) const { return m_view.row(idAt(row)); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const TraceRow& row, Column column) const;
    QString timeText(const TraceRow& row) const;
    QString sentence(const TraceRow& row) const; ///< for a screen reader and the tooltip

    TraceView m_view;
    bool m_range = true;
    quint64 m_first = 1;
    quint64 m_end = 1;
    std::vector<quint64> m_ids;
    TimeFormat m_timeFormat = Relative;
};

} // namespace sm
