// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shortcut_list.h"

#include "ui/theme/widgets.h"

#include <QAction>
#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>

namespace sm {

ShortcutList::ShortcutList(const QList<QAction*>& actions, QWidget* parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("shortcutList"));
    setWindowTitle(tr("Keyboard shortcuts"));
    resize(520, 560);
    QList<QPair<QString, QString>> rows;
    for (const QAction* action : actions) {
        QString text = action->text();
        text.remove(QLatin1Char('&'));
        const QString keys = QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText);
        if (!keys.isEmpty())
            rows.append({text, keys});
    }
    rows.append({tr("Floor: move between stations"), tr("Arrows, Home, End")});
    rows.append({tr("Floor: open station"), tr("Enter")});
    rows.append({tr("Floor: add station to selection"), tr("Space")});
    rows.append({tr("Floor: hold or resume station"), tr("H")});
    rows.append({tr("Floor: jump to machine 2, station 3"), tr("type 2-3")});
    auto* table = new QTableWidget(int(rows.size()), 2, this);
    table->setHorizontalHeaderLabels({tr("Command"), tr("Keys")});
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setShowGrid(false);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    table->setColumnWidth(1, 180);
    for (int row = 0; row < int(rows.size()); ++row) {
        table->setItem(row, 0, new QTableWidgetItem(rows[row].first));
        table->setItem(row, 1, new QTableWidgetItem(rows[row].second));
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
