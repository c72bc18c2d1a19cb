// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/setup/setup_table.h"

#include "ui/jobs/table_look.h"
#include "ui/theme/fonts.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QStyledItemDelegate>

#include <algorithm>
#include <array>

namespace sm {

namespace {

constexpr int rowPixels = 30;
/// Least widths; what is left goes to the columns with long texts, by their shares.
constexpr std::array<int, SetupRow::ColumnCount> least{66, 124, 120, 74, 104, 118, 116};
constexpr std::array<int, SetupRow::ColumnCount> share{0, 0, 4, 1, 0, 3, 2};

/// What stands out does so in the chosen row too; the heading of a machine does not.
class StandingOut final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (index.data(Qt::ForegroundRole).isValid() && index.data(Qt::BackgroundRole).isValid())
            option->state &= ~QStyle::State_Selected;
    }
};

} // namespace

SetupTable::SetupTable(QWidget* parent)
    : SafeTableView(px(rowPixels), parent)
    , m_rows(new SetupModel(this))
{
    setModel(m_rows);
    styleTable(this);
    setItemDelegate(new StandingOut(this));
    verticalHeader()->setDefaultSectionSize(px(rowPixels));
    setMinimumSize(px(240), px(120));
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this, &SetupTable::chosenChanged);
    connect(this, &QTableView::activated, this, &SetupTable::formWanted);
}

void SetupTable::setTheme(const Theme& theme)
{
    m_rows->setTheme(theme);
    setTableTheme(this, theme);
    fitColumns();
}

void SetupTable::setRows(std::vector<SetupRow> rows)
{
    const SetupRow* before = chosen();
    const QString key = before ? before->key : QString();
    if (!m_rows->setRows(std::move(rows)))
        return;
    clearSpans();
    for (int i = 0; i < m_rows->rowCount(); ++i) {
        if (!m_rows->row(i).station.isValid())
            setSpan(i, SetupRow::Station, 1, SetupRow::Devices + 1);
    }
    if (!key.isEmpty())
        choose(key);
    Q_EMIT chosenChanged();
}

const SetupRow* SetupTable::chosen() const
{
    const int row = currentIndex().row();
    return row >= 0 && row < m_rows->rowCount() ? &m_rows->row(row) : nullptr;
}

void SetupTable::choose(const QString& key)
{
    const int row = m_rows->indexOf(key);
    if (row >= 0)
        selectRow(row);
}

/// There is always a row to act on.
void SetupTable::makeCurrent()
{
    selectRow(0);
}

void SetupTable::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Undo))
        Q_EMIT undoWanted();
    else if (event->key() == Qt::Key_Insert)
        Q_EMIT addWanted();
    else if (event->key() == Qt::Key_Delete)
        Q_EMIT removeWanted();
    else
        SafeTableView::keyPressEvent(event);
}

void SetupTable::resizeEvent(QResizeEvent* event)
{
    SafeTableView::resizeEvent(event);
    fitColumns();
}

void SetupTable::fitColumns()
{
    int needed = 0;
    int shares = 0;
    for (size_t i = 0; i < least.size(); ++i) {
        needed += px(least[i]);
        shares += share[i];
    }
    const int left = std::max(0, viewport()->width() - needed);
    for (size_t i = 0; i < least.size(); ++i)
        setColumnWidth(int(i), px(least[i]) + left * share[i] / shares);
}

} // namespace sm
