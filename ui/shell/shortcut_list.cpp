// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shortcut_list.h"

#include "ui/theme/widgets.h"

#include <QAction>
#include <QHeaderView>
#include <QMenuBar>
#include <QTableWidget>
#include <QVBoxLayout>

namespace sm {

/// Every command of a menu and its submenus; keys after a tab are those that only the floor listens to.
void ShortcutList::collect(const QMenu& menu, const QString& path, std::vector<Row>& rows)
{
    for (const QAction* action : menu.actions()) {
        QString text = action->text();
        text.remove(QLatin1Char('&'));
        if (const QMenu* inner = action->menu()) {
            collect(*inner, path + text + QStringLiteral(": "), rows);
        } else if (!action->isSeparator()) {
            const QString keys = QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText);
            rows.push_back(
                {path + text.section(QLatin1Char('\t'), 0, 0), keys + text.section(QLatin1Char('\t'), 1)});
        }
    }
}

ShortcutList::ShortcutList(const QMenuBar& menus, QWidget* parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("shortcutList"));
    setWindowTitle(tr("Keyboard shortcuts"));
    resize(560, 600);
    std::vector<Row> rows;
    for (const QAction* action : menus.actions()) {
        if (const QMenu* menu = action->menu())
            collect(*menu, QString(action->text()).remove(QLatin1Char('&')) + QStringLiteral(": "), rows);
    }
    rows.push_back({tr("Floor: move between stations"), tr("Arrows, Home, End")});
    rows.push_back({tr("Floor: open station"), tr("Enter")});
    rows.push_back({tr("Floor: add station to selection"), tr("Space")});
    rows.push_back({tr("Floor: jump to machine 2, station 3"), tr("type 2-3")});
    auto* table = new QTableWidget(int(rows.size()), 2, this);
    table->setHorizontalHeaderLabels({tr("Command"), tr("Keys")});
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setShowGrid(false);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->setColumnWidth(1, 180);
    for (int row = 0; row < int(rows.size()); ++row) {
        table->setItem(row, 0, new QTableWidgetItem(rows[size_t(row)].command));
        table->setItem(row, 1, new QTableWidgetItem(rows[size_t(row)].keys));
    }
    table->setCurrentCell(0, 0);
    auto* close = makeButton(QStringLiteral("shortcutClose"), tr("Close"), this);
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto* column = new QVBoxLayout(this);
    column->addWidget(table, 1);
    column->addWidget(close, 0, Qt::AlignRight);
}

} // namespace sm
