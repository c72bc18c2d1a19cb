// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace sm {

/// A table that always has a current index while it has rows: Qt 6.4.2's accessible table asks for the cell
/// at (-1, -1) otherwise and crashes a screen reader's user. Rows of one height, no grid, nothing wraps.
class SafeTableView : public QTableView {
    Q_OBJECT
public:
    explicit SafeTableView(int rowHeight, QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;

protected:
    /// Called when rows came or went and nothing is current; makes the first row so.
    virtual void makeCurrent();
};

} // namespace sm
