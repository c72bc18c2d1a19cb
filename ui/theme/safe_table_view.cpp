// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/safe_table_view.h"

#include <QHeaderView>

namespace sm {

SafeTableView::SafeTableView(int rowHeight, QWidget* parent)
    : QTableView(parent)
{
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setWordWrap(false);
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(rowHeight);
    verticalHeader()->setDefaultSectionSize(rowHeight);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
}

void SafeTableView::setModel(QAbstractItemModel* newModel)
{
    QTableView::setModel(newModel);
    if (!newModel)
        return;
    const auto check = [this] {
        if (!currentIndex().isValid() && model()->rowCount() > 0)
            makeCurrent();
    };
    connect(newModel, &QAbstractItemModel::rowsInserted, this, check);
    connect(newModel, &QAbstractItemModel::rowsRemoved, this, check);
    connect(newModel, &QAbstractItemModel::modelReset, this, check);
    check();
}

void SafeTableView::makeCurrent()
{
    selectionModel()->setCurrentIndex(model()->index(0, 0), QItemSelectionModel::NoUpdate);
}

} // namespace sm
