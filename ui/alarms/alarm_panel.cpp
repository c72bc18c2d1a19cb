// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alarms/alarm_panel.h"

#include "ui/alarms/alarm_centre.h"
#include "ui/jobs/table_look.h"
#include "ui/text/alarm_text.h"
#include "ui/text/numbers.h"
#include "ui/theme/widgets.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QTabWidget>
#include <QTableView>

namespace sm {

namespace {

constexpr qint64 refreshEvery = 1000; // milliseconds; ages change by the second

void setUpTable(QTableView* table)
{
    styleTable(table);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    QHeaderView* header = table->horizontalHeader();
    constexpr std::array widths{72, 56, 150, 300, 76, 72, 60, 200};
    for (size_t i = 0; i < widths.size(); ++i)
        header->resizeSection(int(i), widths[i]);
    header->setSectionResizeMode(AlarmListModel::Text, QHeaderView::Stretch);
}

QString lengthOf(const AlarmEntry& entry, qint64 now)
{
    return ageText((entry.clearedAt > entry.raisedAt ? entry.clearedAt : now) - entry.raisedAt);
}

} // namespace

AlarmPanel::AlarmPanel(AlarmCentre& centre, QWidget* parent)
    : QWidget(parent)
    , m_centre(centre)
    , m_tabs(new QTabWidget(this))
{
    setObjectName(QStringLiteral("alarmPanel"));
    setMinimumHeight(184); // with the page list beside the page this fits 768 lines
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 6, 12, 8);
    column->setSpacing(6);
    column->addWidget(m_tabs, 1);
    m_tabs->setObjectName(QStringLiteral("alarmTabs"));
    m_tabs->setDocumentMode(true);
    m_figures = makeLabel(this, 12);
    m_figures->setObjectName(QStringLiteral("alarmFigures"));
    m_figures->setWordWrap(true);
    m_active = addList(AlarmListModel::Kind::Active, "alarmActiveTable", tr("No open alarm."));
    m_shelved = addList(AlarmListModel::Kind::Shelved, "alarmShelvedTable", tr("No alarm is shelved."));
    m_history = addList(AlarmListModel::Kind::History, "alarmHistoryTable",
        tr("No alarm has ended since the start of the program."));
    column->addWidget(makeFoot());
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] { showButtons(); });
    showButtons();
}

AlarmPanel::List AlarmPanel::addList(AlarmListModel::Kind kind, const char* name, const QString& emptyText)
{
    List list;
    auto* page = new QWidget(m_tabs);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 4, 0, 0);
    list.model = new AlarmListModel(kind, this);
    list.table = new QTableView(page);
    list.table->setObjectName(QLatin1String(name));
    list.table->setModel(list.model);
    setUpTable(list.table);
    list.empty = makeLabel(page, 14);
    list.empty->setText(emptyText);
    list.empty->setAlignment(Qt::AlignCenter);
    if (kind == AlarmListModel::Kind::History)
        column->addWidget(m_figures);
    column->addWidget(list.table, 1);
    column->addWidget(list.empty, 1);
    list.tab = m_tabs->addTab(page, QString());
    connect(list.table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        noteChoice();
        showButtons();
    });
    connect(list.table, &QTableView::activated, this, [this] { m_goTo->click(); });
    return list;
}

QWidget* AlarmPanel::makeFoot()
{
    auto* foot = new QWidget(this);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_acknowledge = makeButton(QStringLiteral("alarmPanelAck"), tr("Acknowledge"), foot);
    m_goTo = makeButton(QStringLiteral("alarmPanelGoTo"), tr("Go to station"), foot);
    m_minutes = new QComboBox(foot);
    m_minutes->setObjectName(QStringLiteral("alarmShelveMinutes"));
    m_minutes->setMinimumHeight(32);
    m_minutes->setAccessibleName(tr("How long the alarm is shelved"));
    for (const int minutes : {15, 30, 60, 120})
        m_minutes->addItem(tr("%1 min").arg(minutes), minutes);
    m_reason = new QLineEdit(foot);
    m_reason->setTextMargins(6, 0, 4, 0);
    m_reason->setObjectName(QStringLiteral("alarmShelveReason"));
    m_reason->setPlaceholderText(tr("Reason for shelving"));
    m_reason->setMinimumHeight(32);
    m_reason->setMaxLength(120);
    m_shelve = makeButton(QStringLiteral("alarmShelveButton"), tr("Shelve"), foot);
    m_unshelve = makeButton(QStringLiteral("alarmUnshelveButton"), tr("Take off the shelf"), foot);
    row->addWidget(m_acknowledge);
    row->addWidget(m_goTo);
    row->addStretch(1);
    row->addWidget(m_reason, 2);
    row->addWidget(m_minutes);
    row->addWidget(m_shelve);
    row->addWidget(m_unshelve);
    for (QPushButton* button : {m_acknowledge, m_goTo, m_shelve, m_unshelve})
        button->setMinimumWidth(button->fontMetrics().horizontalAdvance(button->text()) + 28);
    connect(m_reason, &QLineEdit::textChanged, this, [this] { showButtons(); });
    connect(m_acknowledge, &QPushButton::clicked, this, [this] {
        if (const AlarmEntry* entry = selected())
            m_centre.acknowledge(entry->id);
    });
    connect(m_goTo, &QPushButton::clicked, this, [this] {
        if (const AlarmEntry* entry = selected(); entry && entry->station.isValid())
            Q_EMIT stationRequested(entry->station);
    });
    connect(m_shelve, &QPushButton::clicked, this, [this] {
        const AlarmEntry* entry = selected();
        if (!entry)
            return;
        Q_EMIT command(command::ShelveAlarm{entry->id, m_minutes->currentData().toInt(), m_reason->text()});
        m_reason->clear();
    });
    connect(m_unshelve, &QPushButton::clicked, this, [this] {
        if (const AlarmEntry* entry = selected())
            Q_EMIT command(command::UnshelveAlarm{entry->id});
    });
    return foot;
}

void AlarmPanel::setTheme(const Theme& theme)
{
    setBackground(this, theme.panel);
    for (const List* list : {&m_active, &m_shelved, &m_history}) {
        setTextColor(list->empty, theme.text2);
        setTableTheme(list->table, theme);
    }
    setTextColor(m_figures, theme.text2);
}

AlarmPanel::List& AlarmPanel::currentList()
{
    const int tab = m_tabs->currentIndex();
    return tab == m_shelved.tab ? m_shelved : tab == m_history.tab ? m_history : m_active;
}

const AlarmEntry* AlarmPanel::selected() const
{
    return selectedIn(const_cast<AlarmPanel*>(this)->currentList());
}

const AlarmEntry* AlarmPanel::selectedIn(const List& list) const
{
    const QModelIndexList rows = list.table->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : list.model->entry(rows.front().row());
}

void AlarmPanel::noteChoice()
{
    for (List* list : {&m_active, &m_shelved, &m_history}) {
        const AlarmEntry* entry = list->table ? selectedIn(*list) : nullptr;
        list->chosen = entry ? entry->id : 0;
    }
}

void AlarmPanel::fill(List& list, std::vector<AlarmEntry> entries, const QDateTime& wall)
{
    const bool any = !entries.empty();
    const bool fresh = m_opened || (list.model->rowCount() == 0 && &list != &currentList());
    list.model->setEntries(std::move(entries), m_centre.clock(), wall);
    list.table->setVisible(any);
    list.empty->setVisible(!any);
    if (!any || list.table->currentIndex().isValid())
        return;
    // An alarm that has gone takes the selection with it: another one must not be acted on in its stead. A
    // current row there is always; a screen reader asks for it.
    const int row = list.model->rowOf(list.chosen);
    list.table->selectionModel()->setCurrentIndex(list.model->index(qMax(0, row), 0),
        row >= 0 || fresh ? QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows
                          : QItemSelectionModel::SelectionFlags(QItemSelectionModel::NoUpdate));
    if (row < 0)
        noteChoice();
}

void AlarmPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_opened = true;
    m_filled = 0;
    m_filledAt = 0;
}

void AlarmPanel::present(const QDateTime& wall)
{
    const AlarmView& view = m_centre.view();
    const qint64 now = m_centre.clock();
    const bool due = view.revision != m_filled || qAbs(now - m_filledAt) >= refreshEvery;
    if (!isVisible() || !due)
        return;
    m_filled = view.revision;
    m_filledAt = now;
    std::vector<AlarmEntry> active = view.active;
    active.insert(active.end(), view.folded.begin(), view.folded.end());
    m_tabs->setTabText(m_active.tab, tr("Active %1").arg(view.active.size()));
    m_tabs->setTabText(m_shelved.tab, tr("Shelved %1").arg(view.shelved.size()));
    m_tabs->setTabText(m_history.tab, tr("History %1").arg(view.history.size()));
    fill(m_active, std::move(active), wall);
    fill(m_shelved, view.shelved, wall);
    fill(m_history, view.history, wall);
    m_opened = false;
    showFigures();
    showButtons();
}

void AlarmPanel::showFigures()
{
    const AlarmFigures& f = m_centre.view().figures;
    QStringList lines{
        tr("%1 in the last 10 min, on average %2 per 10 min. %3 of %4 ended without being acknowledged. "
           "Shelved so far: %5.")
            .arg(f.lastTenMinutes)
            .arg(QLocale().toString(f.perTenMinutes, 'f', 1))
            .arg(f.neverAcknowledged)
            .arg(f.ended)
            .arg(f.shelvedSoFar)};
    const auto named = [](const auto& what) {
        AlarmEntry entry;
        entry.code = what.code;
        entry.station = what.station;
        entry.subject = what.subject;
        return QStringLiteral("%1 %2").arg(alarmNumber(what.code), alarmText(entry).place);
    };
    QStringList top;
    for (const AlarmTally& tally : f.top)
        top.append(named(tally) + QStringLiteral(" %1%2").arg(QChar(0x00D7)).arg(tally.times));
    QStringList longest;
    for (const AlarmEntry& entry : f.longest)
        longest.append(named(entry) + QLatin1Char(' ') + lengthOf(entry, m_centre.clock()));
    if (!top.isEmpty())
        lines.append(tr("Most frequent: %1").arg(top.join(QStringLiteral(", "))));
    if (!longest.isEmpty())
        lines.append(tr("Longest: %1").arg(longest.join(QStringLiteral(", "))));
    m_figures->setText(lines.join(QLatin1Char('\n')));
}

void AlarmPanel::showButtons()
{
    const AlarmEntry* entry = selected();
    const bool active = m_tabs->currentIndex() == m_active.tab;
    const bool shelved = m_tabs->currentIndex() == m_shelved.tab;
    const QString none = tr("Choose an alarm in the list first.");
    for (QWidget* widget : std::initializer_list<QWidget*>{m_acknowledge, m_reason, m_minutes, m_shelve})
        widget->setVisible(active);
    m_unshelve->setVisible(shelved);
    setAvailable(m_acknowledge, entry && !entry->acknowledged,
        !entry                    ? none
            : entry->acknowledged ? tr("Somebody has acknowledged it already.")
                                  : tr("I have seen it. It stays until its cause is gone."));
    setAvailable(m_goTo, entry && entry->station.isValid(),
        entry ? tr("Shows the station on the floor. This alarm has none if the button is grey.") : none);
    const bool reason = !m_reason->text().trimmed().isEmpty();
    const bool canShelve = entry && entry->id != AlarmCentre::linkAlarm && reason;
    setAvailable(m_shelve, canShelve,
        !entry        ? none
            : !reason ? tr("Type a reason first: everybody can read it.")
                      : tr("Takes the alarm off the line for that time. It comes back by itself."));
    setAvailable(m_unshelve, entry, entry ? tr("It wants attention again.") : none);
}

void AlarmPanel::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        QWidget::keyPressEvent(event);
}

} // namespace sm
