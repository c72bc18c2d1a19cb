// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/dashboard_page.h"

#include "ui/dashboard/attempts_panel.h"
#include "ui/dashboard/dashboard_charts.h"
#include "ui/dashboard/export_line.h"
#include "ui/dashboard/file_saver.h"
#include "ui/dashboard/metric_text.h"
#include "ui/dashboard/pareto_list.h"
#include "ui/theme/widgets.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QScrollBar>

namespace sm {

namespace {

constexpr int fastMs = 1000; ///< up to an hour
constexpr int slowMs = 5000;
constexpr qint64 answerLimitMs = 10'000; ///< after it the question is asked again
constexpr int narrow = 900; ///< below this width there is one chart to a row

} // namespace

DashboardPage::DashboardPage(QWidget* parent)
    : QWidget(parent)
    , m_bar(new RangeBar(this))
    , m_exported(new ExportLine(this))
    , m_files(new FileSaver(this))
    , m_scroll(new QScrollArea(this))
    , m_content(new QWidget(this))
    , m_records(new AttemptsPanel(this))
{
    setObjectName(QStringLiteral("dashboardPage"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 0);
    column->setSpacing(8);
    column->addWidget(m_bar);
    column->addWidget(m_exported);
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    makeContent();
    row->addWidget(m_scroll, 1);
    m_empty = makeEmpty();
    row->addWidget(m_empty, 1);
    row->addWidget(m_records);
    column->addLayout(row, 1);
    m_records->hide();
    m_scroll->hide();
    connect(m_records, &AttemptsPanel::closed, this, [this] {
        m_records->hide();
        arrange();
    });
    connect(m_bar, &RangeBar::changed, this, [this] {
        m_waiting = false;
        ask();
    });
    connect(m_bar, &RangeBar::exportRequested, this, &DashboardPage::chooseExport);
    connect(m_files, &FileSaver::saved, m_exported, &ExportLine::tell);
    connect(m_scroll->verticalScrollBar(), &QScrollBar::valueChanged, this, &DashboardPage::updateVisible);
    connect(&m_timer, &QTimer::timeout, this, &DashboardPage::ask);
}

void DashboardPage::makeContent()
{
    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 0, 0, 16);
    column->setSpacing(12);
    m_tileGrid = new QGridLayout;
    m_tileGrid->setSpacing(12);
    m_grid = new QGridLayout;
    m_grid->setSpacing(12);
    column->addLayout(m_tileGrid);
    column->addLayout(m_grid);
    column->addStretch(1);
    makeTiles();
    makeCharts();
    connectCharts();
    m_scroll->setObjectName(QStringLiteral("dashScroll"));
    m_scroll->setWidget(m_content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void DashboardPage::makeTiles()
{
    for (size_t i = 0; i < dashboardTiles; ++i) {
        m_tiles[i] = new NumberTile(m_content);
        m_tiles[i]->setObjectName(QStringLiteral("dashTile%1").arg(i));
        m_tiles[i]->setToolTip(definitionOf(tileMetric(i)));
        m_tileGrid->addWidget(m_tiles[i], 0, int(i));
    }
    m_tiles.back()->setToolTip(QStringList{definitionOf("availability"), definitionOf("performance"),
        definitionOf("quality"), definitionOf("oee")}
                                   .join(QStringLiteral("\n\n")));
}

ChartCard* DashboardPage::addCard(
    const char* name, const QString& title, const char* metric, int row, int column, int span)
{
    auto* card = new ChartCard(QString::fromLatin1(name), title, definitionOf(metric), m_content);
    m_grid->addWidget(card, row, column, 1, span);
    m_cards.append(card);
    return card;
}

void DashboardPage::makeCharts()
{
    m_rate = addCard("rate", tr("Rate against target, cards per hour"), "rate", 0, 0);
    m_rate->addPane();
    m_hours = addCard("hours", tr("Hour by hour"), "plan", 0, 1);
    m_hours->addPane();
    m_takt = addCard("takt", tr("Takt distribution, seconds"), "takt", 1, 0);
    m_takt->addPane(3);
    m_takt->addPane(2);
    m_pareto = addCard("pareto", tr("Reject reasons"), "pareto", 1, 1);
    m_pareto->addPane(1);
    m_paretoList = new ParetoList(m_pareto);
    m_pareto->addSide(m_paretoList, 1);
    m_states = addCard("states", tr("Station state time"), "state_time", 2, 0);
    m_states->addPane();
    m_wait = addCard("wait", tr("HSM wait, milliseconds"), "hsm_wait", 2, 1);
    m_wait->addPane(1);
    m_wait->addPane(1);
    m_oee = addCard("oee", tr("OEE and lost station hours"), "oee", 3, 0);
    m_oee->addPane(4);
    m_oee->addPane(5);
    m_idle = addCard("idle", tr("Idle reasons, station minutes"), "idle_reasons", 3, 1);
    m_idle->addPane();
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, 1);
}

QWidget* DashboardPage::makeEmpty()
{
    auto* empty = new QWidget(this);
    auto* column = new QVBoxLayout(empty);
    column->setSpacing(12);
    QLabel* text = makeLabel(empty, 16);
    text->setObjectName(QStringLiteral("dashEmptyText"));
    text->setAlignment(Qt::AlignCenter);
    text->setWordWrap(true);
    text->setText(tr("Charts appear after the first card. Nothing has been produced in this range."));
    QPushButton* today = makeRoomyButton(QStringLiteral("dashShowToday"), tr("Show today"), empty);
    connect(today, &QPushButton::clicked, this, [this] { m_bar->choose(HistoryRange::Today); });
    column->addStretch(1);
    column->addWidget(text);
    column->addWidget(today, 0, Qt::AlignHCenter);
    column->addStretch(1);
    return empty;
}

void DashboardPage::setTheme(const Theme& theme)
{
    m_theme = theme;
    setBackground(this, theme.window);
    setBackground(m_content, theme.window);
    setBackground(m_scroll, theme.window);
    setTextColor(m_empty->findChild<QLabel*>(), theme.text2);
    m_bar->setTheme(theme);
    m_exported->setTheme(theme);
    m_records->setTheme(theme);
    m_paretoList->setTheme(theme);
    for (NumberTile* tile : m_tiles)
        tile->setTheme(theme);
    for (ChartCard* card : m_cards)
        card->setTheme(theme);
}

void DashboardPage::setSnapshot(std::shared_ptr<const Snapshot> snapshot)
{
    m_snapshot = std::move(snapshot);
    if (isVisible())
        m_bar->setSnapshot(*m_snapshot);
}

void DashboardPage::ask()
{
    const HistoryQuery query = m_bar->query();
    const bool quick = query.range == HistoryRange::QuarterHour || query.range == HistoryRange::Hour;
    m_timer.setInterval(quick ? fastMs : slowMs);
    if (!isVisible() || (m_waiting && m_sinceAsked.elapsed() < answerLimitMs))
        return;
    m_asked = query;
    m_waiting = true;
    m_sinceAsked.start();
    Q_EMIT command(command::ReadHistory{query});
}

void DashboardPage::handle(const ServerEvent& event)
{
    if (const auto* read = std::get_if<event::HistoryRead>(&event)) {
        if (read->history->query != m_asked)
            return; // of a range that is no longer chosen
        m_waiting = false;
        present(read->history);
    } else if (const auto* list = std::get_if<event::AttemptsRead>(&event)) {
        const bool older = m_recordsTicket != 0 && list->ticket != m_recordsTicket;
        if (!m_records->isVisibleTo(this) || older)
            return; // of a chart element that was clicked before
        if (m_taktWanted)
            m_records->showAttempts(
                withTakt(list->attempts, m_taktWanted->first, m_taktWanted->second), list->more);
        else
            m_records->showAttempts(list->attempts, list->more);
    } else if (const auto* refused = std::get_if<event::Refused>(&event)) {
        if (refused->ticket != 0 && refused->ticket == m_recordsTicket)
            m_records->showRefused(refused->why);
    }
}

void DashboardPage::noteTicket(const ServerCommand& sent, quint64 ticket)
{
    if (std::holds_alternative<command::ReadAttempts>(sent))
        m_recordsTicket = ticket;
}

void DashboardPage::present(std::shared_ptr<const History> history)
{
    m_history = std::move(history);
    const bool empty = m_history->isEmpty();
    m_empty->setVisible(empty);
    m_scroll->setVisible(!empty);
    m_bar->setExportable(!empty);
    if (empty)
        return;
    arrange();
    const auto tiles = tileContents(*m_history, m_snapshot.get());
    for (size_t i = 0; i < dashboardTiles; ++i)
        m_tiles[i]->setContent(tiles[i]);
    const auto with = [shown = m_history](ChartCard* card, auto fill) {
        card->setUpdate([shown, fill](ChartCard& at) { fill(at, *shown); });
    };
    with(m_rate, [](ChartCard& at, const History& h) { at.panes()[0]->setContent(rateChart(h)); });
    with(m_hours, [](ChartCard& at, const History& h) {
        at.setTitle(hoursTitle(h));
        at.panes()[0]->setContent(hoursChart(h));
    });
    with(m_takt, [](ChartCard& at, const History& h) {
        at.setNote(taktNote(h));
        at.panes()[0]->setContent(taktChart(h));
        at.panes()[1]->setContent(boxChart(h));
    });
    with(m_pareto, [list = m_paretoList](ChartCard& at, const History& h) {
        at.setNote(paretoNote(h));
        at.panes()[0]->setContent(paretoChart(h));
        list->setHistory(h);
    });
    with(m_states, [](ChartCard& at, const History& h) {
        at.panes()[0]->setContent(stateChart(h, h.stations.size() > 12));
    });
    with(m_wait, [](ChartCard& at, const History& h) {
        at.setNote(waitNote(h));
        at.panes()[0]->setContent(waitChart(h));
        at.panes()[1]->setContent(loadChart(h));
    });
    with(m_oee, [](ChartCard& at, const History& h) {
        at.panes()[0]->setContent(oeeChart(h));
        at.panes()[1]->setContent(lossChart(h));
    });
    with(m_idle, [](ChartCard& at, const History& h) {
        at.setEmptyText(h.idle.empty() ? tr("Nothing stood for longer than 2 minutes.") : QString());
        if (!h.idle.empty())
            at.panes()[0]->setContent(idleChart(h));
    });
}

void DashboardPage::updateVisible()
{
    for (ChartCard* card : m_cards)
        card->bringUpToDate();
}

void DashboardPage::arrange()
{
    const int taken = m_records->isVisibleTo(this) ? m_records->width() : 0;
    const int columns = width() - taken < narrow ? 1 : 2;
    if (columns == m_columns)
        return;
    m_columns = columns;
    for (int i = 0; i < m_cards.size(); ++i)
        m_grid->addWidget(m_cards[i], i / columns, i % columns);
    m_grid->setColumnStretch(1, columns - 1);
    const int tiles = columns == 1 ? 3 : int(dashboardTiles);
    for (int i = 0; i < int(dashboardTiles); ++i)
        m_tileGrid->setColumnStretch(i, i >= tiles ? 0 : i + 1 == int(dashboardTiles) ? 3 : 2);
    for (int i = 0; i < int(dashboardTiles); ++i)
        m_tileGrid->addWidget(m_tiles[size_t(i)], i / tiles, i % tiles);
}

void DashboardPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (!focusWidget())
        m_bar->focusChosen();
    if (m_snapshot)
        m_bar->setSnapshot(*m_snapshot);
    m_timer.start();
    m_waiting = false;
    ask();
}

void DashboardPage::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_timer.stop();
}

void DashboardPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
    updateVisible();
}

} // namespace sm
