// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/compare.h"
#include "ui/theme/theme.h"

#include <QAbstractTableModel>
#include <QStyledItemDelegate>
#include <QWidget>

class QLabel;
class QPushButton;

namespace sm {

class SafeTableView;

/// Two cards side by side, command by command.
class CompareModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        Step,
        Command,
        LeftResult,
        RightResult,
        LeftTime,
        RightTime,
        Delta,
        Difference,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    void compare(const TraceView& view, AttemptId left, AttemptId right);
    const std::vector<TracePair>& pairs() const { return m_pairs; }
    const TraceView& view() const { return m_view; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    TraceView m_view; ///< as it was: the rows stay readable while they are compared
    std::vector<TracePair> m_pairs;
};

/// The comparison in place of the list: the first parting is current.
class ComparePanel final : public QWidget {
    Q_OBJECT
public:
    explicit ComparePanel(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void compare(const TraceView& view, AttemptId left, AttemptId right);
    CompareModel* model() const { return m_model; }
    SafeTableView* table() const { return m_table; }

Q_SIGNALS:
    void rowChosen(const sm::TraceView& view, const sm::TraceRow* row);
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    Theme m_theme;
    CompareModel* m_model;
    SafeTableView* m_table;
    QLabel* m_title;
    QPushButton* m_close;
};

} // namespace sm
