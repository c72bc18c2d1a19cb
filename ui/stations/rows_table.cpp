// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stations/rows_table.h"

#include "ui/jobs/table_look.h"
#include "ui/theme/fonts.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollBar>
#include <QStyledItemDelegate>

namespace sm {

namespace {

constexpr int rowPixels = 30;

std::vector<RowsModel::Heading> headings(std::initializer_list<RowsTable::Column> columns)
{
    std::vector<RowsModel::Heading> out;
    for (const RowsTable::Column& column : columns)
        out.push_back({column.title, column.mono});
    return out;
}

/// What stands out does so in the chosen row too.
class StandingOut final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (index.data(Qt::BackgroundRole).isValid())
            option->state &= ~QStyle::State_Selected;
    }
};

} // namespace

void copyText(const QString& text)
{
    QGuiApplication::clipboard()->setText(text);
}

RowsTable::RowsTable(std::initializer_list<Column> columns, int state, QWidget* parent)
    : SafeTableView(px(rowPixels), parent)
    , m_rows(new RowsModel(headings(columns), state, this))
{
    setModel(m_rows);
    styleTable(this);
    setItemDelegate(new StandingOut(this));
    verticalHeader()->setDefaultSectionSize(px(rowPixels));
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // the page scrolls
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMinimumWidth(px(240));
    QHeaderView* header = horizontalHeader();
    header->setStretchLastSection(true);
    header->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    int section = 0;
    for (const Column& column : columns)
        setColumnWidth(section++, px(column.width));
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, &RowsTable::chosenChanged);
}

void RowsTable::setTheme(const Theme& theme)
{
    m_rows->setTheme(theme);
    setTableTheme(this, theme);
    fit();
}

void RowsTable::setRows(std::vector<TextRow> rows)
{
    const TextRow* before = chosen();
    const QString key = before ? before->key : QString();
    if (m_rows->setRows(std::move(rows))) {
        if (!key.isEmpty())
            choose(key);
        Q_EMIT chosenChanged();
    }
    fit();
}

const TextRow* RowsTable::chosen() const
{
    const QModelIndexList rows = selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : &m_rows->row(rows.front().row());
}

void RowsTable::choose(const QString& key)
{
    const int row = m_rows->indexOf(key);
    if (row >= 0)
        selectRow(row);
}

/// Who comes by keyboard has the row of the cursor chosen, so that the buttons that follow act on it.
void RowsTable::focusInEvent(QFocusEvent* event)
{
    SafeTableView::focusInEvent(event);
    const bool byKey = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    if (byKey && !chosen() && currentIndex().isValid())
        selectRow(currentIndex().row());
}

void RowsTable::keyPressEvent(QKeyEvent* event)
{
    const TextRow* row = chosen();
    if (event->matches(QKeySequence::Copy) && row) {
        copyText(row->copy.isEmpty() ? row->cells.join(QLatin1Char('\t')) : row->copy);
        return;
    }
    SafeTableView::keyPressEvent(event);
}

void RowsTable::resizeEvent(QResizeEvent* event)
{
    SafeTableView::resizeEvent(event);
    fit();
}

void RowsTable::fit()
{
    setVisible(m_rows->rowCount() > 0);
    const QHeaderView* header = horizontalHeader();
    const int bar = horizontalScrollBar()->maximum() > 0 ? horizontalScrollBar()->sizeHint().height() : 0;
    const int height
        = qMax(header->height(), header->sizeHint().height()) + verticalHeader()->length() + bar + 4;
    if (this->height() != height)
        setFixedHeight(height);
}

} // namespace sm
