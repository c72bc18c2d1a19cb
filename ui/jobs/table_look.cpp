// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/table_look.h"

#include "ui/theme/fonts.h"

#include <QHeaderView>
#include <QTableView>

namespace sm {

void styleTable(QTableView* table)
{
    table->setFont(uiFont(13));
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setWordWrap(false);
    table->setShowGrid(false);
    table->setFrameShape(QFrame::NoFrame);
    table->setTabKeyNavigation(false);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(28);
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView* header = table->horizontalHeader();
    header->setFixedHeight(30);
    header->setFont(uiFont(13, true));
    header->setHighlightSections(false);
    header->setSectionResizeMode(QHeaderView::Interactive);
}

void setTableTheme(QTableView* table, const Theme& theme)
{
    QPalette rows = theme.palette();
    rows.setColor(QPalette::Highlight, theme.track);
    rows.setColor(QPalette::HighlightedText, theme.text1);
    table->setPalette(rows);
}

} // namespace sm
