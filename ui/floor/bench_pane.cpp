// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/floor/bench_pane.h"

#include "ui/floor/session_widgets.h"
#include "ui/text/state_text.h"
#include "ui/theme/widgets.h"

#include <QGridLayout>

namespace sm {

BenchPane::BenchPane(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("benchPane"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 8, 16, 12);
    row->setSpacing(24);
    for (Column& column : m_columns) {
        column = makeColumn();
        row->addWidget(column.box, 1);
    }
}

BenchPane::Column BenchPane::makeColumn()
{
    Column column;
    column.box = new QWidget(this);
    auto* grid = new QGridLayout(column.box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(6);
    column.title = makeLabel(column.box, 16, true);
    column.stepsTitle = makeLabel(column.box, 13, true);
    column.stepsTitle->setText(tr("Steps"));
    column.commandsTitle = makeLabel(column.box, 13, true);
    column.commandsTitle->setText(tr("Commands, masked"));
    column.steps = new StepList(column.box);
    column.commands = new ExchangeList(column.box);
    grid->addWidget(column.title, 0, 0, 1, 2);
    grid->addWidget(column.stepsTitle, 1, 0);
    grid->addWidget(column.commandsTitle, 1, 1);
    grid->addWidget(column.steps, 2, 0, Qt::AlignTop);
    grid->addWidget(column.commands, 2, 1, Qt::AlignTop);
    grid->setRowStretch(3, 1);
    grid->setColumnStretch(0, 2);
    grid->setColumnStretch(1, 3);
    return column;
}

void BenchPane::setTheme(const Theme& theme)
{
    setBackground(this, theme.panel);
    for (const Column& column : m_columns) {
        column.steps->setTheme(theme);
        column.commands->setTheme(theme);
        setTextColor(column.stepsTitle, theme.text2);
        setTextColor(column.commandsTitle, theme.text2);
    }
}

void BenchPane::present(const FloorModel& model)
{
    for (int i = 0; i < mostStations; ++i) {
        const Column& column = m_columns[size_t(i)];
        column.box->setVisible(i < model.count());
        if (i >= model.count())
            continue;
        const StationSnapshot& station = model.station(i);
        const QString title = station.id.text() + QStringLiteral("   ") + stateText(station.state);
        if (column.title->text() != title)
            column.title->setText(title);
        column.steps->setSession(station);
        column.commands->setExchanges(station.lastExchanges);
    }
}

} // namespace sm
