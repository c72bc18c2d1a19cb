// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/keys_page.h"

#include "ui/jobs/table_look.h"
#include "ui/keys/hsm_card.h"
#include "ui/keys/hsm_text.h"
#include "ui/keys/key_list_model.h"
#include "ui/text/numbers.h"
#include "ui/theme/empty_state.h"
#include "ui/theme/fonts.h"
#include "ui/theme/safe_table_view.h"
#include "ui/theme/widgets.h"

#include <QGridLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>

namespace sm {

namespace {

constexpr int refreshMs = 500; ///< figures that change faster can not be read
constexpr int cardWidth = 300;
constexpr int rowHeight = 30;

enum Total { Ready, Load, Queue, Wait, Service, Requests, Trouble, TotalCount };

QString timesText(Nanos p50, Nanos p95, Nanos p99)
{
    return millisecondsText(p50) + QStringLiteral(" · ") + millisecondsText(p95) + QStringLiteral(" · ")
        + millisecondsText(p99);
}

} // namespace

KeysPage::KeysPage(QWidget* parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
    , m_area(new QScrollArea(this))
    , m_empty(new EmptyState(this))
    , m_keys(new KeyListModel(this))
{
    setObjectName(QStringLiteral("keysPage"));
    m_area->setObjectName(QStringLiteral("keysScroll"));
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setWidget(makeContent());
    m_empty->setText(
        tr("No HSM connected. The demo floor has software HSMs with test keys, for trials only."));
    auto* demo = m_empty->addButton(QStringLiteral("keysEmptyDemo"), tr("Start demo floor"), true);
    connect(demo, &QPushButton::clicked, this, &KeysPage::demoRequested);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_area);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
    checkButtons(); // nothing can be ordered of a floor that nobody has seen yet
}

QWidget* KeysPage::makeContent()
{
    auto* content = new QWidget(this);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(16, 12, 16, 16);
    column->setSpacing(12);
    column->addWidget(makeTotals(content));
    m_list = new QWidget(content);
    m_list->setObjectName(QStringLiteral("hsmList"));
    m_list->setAccessibleName(tr("HSMs"));
    m_grid = new QGridLayout(m_list);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(12);
    column->addWidget(m_list);
    column->addWidget(makeKeys(content));
    column->addStretch(1);
    return content;
}

QWidget* KeysPage::makeTotals(QWidget* parent)
{
    auto* box = new QWidget(parent);
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(28);
    grid->setVerticalSpacing(0);
    const QString names[TotalCount]{tr("HSMs ready"), tr("Load, last minute"), tr("Queue"),
        tr("Wait p50 · p95 · p99"), tr("Service p50 · p95 · p99"), tr("Requests"), tr("Errors · repeated")};
    for (int i = 0; i < TotalCount; ++i) {
        QLabel* name = makeLabel(box, 12);
        name->setText(names[i]);
        QLabel* value = makeLabel(box, 15, true);
        value->setObjectName(QStringLiteral("hsmTotal%1").arg(i));
        grid->addWidget(name, 0, i);
        grid->addWidget(value, 1, i);
        m_totals.emplace_back(name, value);
    }
    m_totals[Wait].first->setToolTip(
        tr("From a request until an HSM starts it, last 10 minutes: half, 95 % and 99 % are not longer."));
    grid->setColumnStretch(TotalCount, 1);
    return box;
}

QWidget* KeysPage::makeKeys(QWidget* parent)
{
    auto* box = new QWidget(parent);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(6);
    m_title = makeLabel(box, 16, true);
    m_title->setText(tr("Keys in the HSMs"));
    auto* head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(makeKeyButtons(box));
    m_noKeys = makeLabel(box, 13);
    m_noKeys->setText(tr("No HSM has told which keys it holds."));
    m_table = new SafeTableView(px(rowHeight), box);
    m_table->setObjectName(QStringLiteral("keysTable"));
    m_table->setAccessibleName(tr("Keys in the HSMs"));
    m_table->setModel(m_keys);
    styleTable(m_table);
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // the page scrolls
    QHeaderView* header = m_table->horizontalHeader();
    header->setStretchLastSection(true);
    header->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    for (const auto& [section, width] : std::initializer_list<std::pair<int, int>>{{KeyListModel::Label, 170},
             {KeyListModel::Version, 64}, {KeyListModel::Usage, 200}, {KeyListModel::CheckValue, 110},
             {KeyListModel::State, 140}, {KeyListModel::Days, 190}, {KeyListModel::People, 150}})
        m_table->setColumnWidth(section, px(width));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &KeysPage::checkButtons);
    column->addLayout(head);
    column->addWidget(m_noKeys);
    column->addWidget(m_table);
    return box;
}

QWidget* KeysPage::makeKeyButtons(QWidget* parent)
{
    auto* box = new QWidget(parent);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_ceremony = makeButton(QStringLiteral("keyCeremonyButton"), tr("Key ceremony..."), box);
    m_import = makeButton(QStringLiteral("keyImportButton"), tr("Import key block..."), box);
    m_export = makeButton(QStringLiteral("keyExportButton"), tr("Export..."), box);
    m_retire = makeButton(QStringLiteral("keyRetireButton"), tr("Retire..."), box);
    for (QPushButton* button : {m_ceremony, m_import, m_export, m_retire})
        row->addWidget(button);
    connect(m_ceremony, &QPushButton::clicked, this, &KeysPage::ceremonyRequested);
    connect(m_import, &QPushButton::clicked, this, &KeysPage::importRequested);
    connect(m_export, &QPushButton::clicked, this, [this] {
        if (const HsmKeyFigures* key = chosen())
            Q_EMIT exportRequested(*key);
    });
    connect(m_retire, &QPushButton::clicked, this, [this] {
        if (const HsmKeyFigures* key = chosen())
            Q_EMIT retireRequested(*key);
    });
    return box;
}

void KeysPage::setTheme(const Theme& theme)
{
    m_theme = theme;
    setBackground(this, theme.window);
    setBackground(m_area->widget(), theme.window);
    setBackground(m_area->viewport(), theme.window);
    m_empty->setTheme(theme);
    m_keys->setTheme(theme);
    setTableTheme(m_table, theme);
    for (const auto& [name, value] : m_totals) {
        setTextColor(name, theme.text2);
        setTextColor(value, theme.text1);
    }
    setTextColor(m_noKeys, theme.text2);
    for (HsmCard* card : m_cards)
        card->setTheme(theme);
}

void KeysPage::setSnapshot(std::shared_ptr<const Snapshot> snapshot)
{
    m_snapshot = std::move(snapshot);
    if (!isVisible())
        return;
    std::vector<HsmHealth> states;
    for (const HsmFigures& hsm : m_snapshot->hsms.devices)
        states.push_back(hsm.health);
    if (states != m_states || !m_presented.isValid() || m_presented.elapsed() >= refreshMs) {
        m_states = std::move(states);
        present();
    }
}

void KeysPage::present()
{
    m_presented.start();
    if (!m_snapshot)
        return;
    const HsmPoolFigures& pool = m_snapshot->hsms;
    m_stack->setCurrentWidget(pool.devices.empty() ? static_cast<QWidget*>(m_empty) : m_area);
    makeCards(pool);
    for (size_t i = 0; i < m_cards.size(); ++i) {
        const bool lastOne = pool.healthy == 1 && serves(pool.devices[i].health);
        m_cards[i]->present(pool.devices[i], m_snapshot->now, lastOne);
    }
    presentTotals(pool);
    presentKeys(pool);
    fitTable();
}

/// The chosen key stays chosen when the list is another.
void KeysPage::presentKeys(const HsmPoolFigures& pool)
{
    const HsmKeyFigures* before = chosen();
    const QString label = before ? before->label : QString();
    const quint32 version = before ? before->version : 0;
    if (m_keys->setKeys(pool.keys, int(pool.devices.size())) && !label.isEmpty()) {
        for (int row = 0; row < m_keys->rowCount(); ++row) {
            if (m_keys->key(row).label == label && m_keys->key(row).version == version)
                m_table->selectRow(row);
        }
    }
    checkButtons();
}

const HsmKeyFigures* KeysPage::chosen() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : &m_keys->key(rows.front().row());
}

/// What can be ordered now, or why nothing can.
void KeysPage::checkButtons()
{
    bool known = false;
    bool up = false;
    const HsmKeyFigures* key = chosen();
    bool keyUp = false;
    for (const HsmFigures& hsm : m_snapshot ? m_snapshot->hsms.devices : std::vector<HsmFigures>()) {
        known = known || hsm.orders != KeyOrderLine::Absent;
        up = up || hsm.orders == KeyOrderLine::Up;
        keyUp = keyUp || (key && hsm.orders == KeyOrderLine::Up && key->devices.contains(hsm.name));
    }
    QString why;
    if (!known)
        why = tr("No HSM of this floor takes orders about its keys from here.");
    else if (!up)
        why = tr("The HSMs that take orders about their keys can not be reached now.");
    setAvailable(m_ceremony, why.isEmpty(), why);
    setAvailable(m_import, why.isEmpty(), why);
    if (why.isEmpty() && !key)
        why = tr("Choose a key in the list first.");
    else if (why.isEmpty() && !keyUp)
        why = tr("The HSMs that hold this key take no orders about it from here now.");
    else if (why.isEmpty() && key->life.retired)
        why = tr("This key is retired.");
    setAvailable(m_retire, why.isEmpty(), why);
    if (why.isEmpty() && !key->exportable)
        why = tr("This key was not made to leave its HSM.");
    setAvailable(m_export, why.isEmpty(), why);
}

void KeysPage::presentTotals(const HsmPoolFigures& pool)
{
    quint64 failures = 0;
    for (const HsmFigures& hsm : pool.devices)
        failures += hsm.failures;
    const QString outside = pool.outside > 0 ? tr(" + %1 outside").arg(grouped(pool.outside)) : QString();
    m_totals[Ready].second->setText(tr("%1 of %2").arg(pool.healthy).arg(pool.devices.size()));
    m_totals[Load].second->setText(percentText(pool.load));
    m_totals[Queue].second->setText(grouped(pool.queued) + outside);
    m_totals[Wait].second->setText(timesText(pool.waitP50, pool.waitP95, pool.waitP99));
    m_totals[Service].second->setText(timesText(pool.service.p50, pool.service.p95, pool.service.p99));
    m_totals[Requests].second->setText(grouped(qint64(pool.requests)));
    m_totals[Trouble].second->setText(
        grouped(qint64(failures)) + QStringLiteral(" · ") + grouped(qint64(pool.retried)));
}

/// Cards stand in the order of the devices and never move by themselves.
void KeysPage::makeCards(const HsmPoolFigures& pool)
{
    const auto same = [](const HsmCard* card, const HsmFigures& hsm) { return card->name() == hsm.name; };
    if (std::equal(m_cards.begin(), m_cards.end(), pool.devices.begin(), pool.devices.end(), same))
        return;
    for (HsmCard* card : m_cards)
        card->deleteLater();
    m_cards.clear();
    for (const HsmFigures& hsm : pool.devices) {
        auto* card = new HsmCard(hsm.name, m_list);
        card->setTheme(m_theme);
        connect(card, &HsmCard::command, this, &KeysPage::command);
        m_cards.push_back(card);
    }
    m_columns = 0;
    arrange();
    for (HsmCard* card : m_cards)
        card->show();
}

void KeysPage::arrange()
{
    const int room = m_area->viewport()->width() - 32 + m_grid->spacing();
    const int cards = qMax(1, int(m_cards.size()));
    const int most = qBound(1, room / (px(cardWidth) + m_grid->spacing()), cards);
    const int rows = (cards + most - 1) / most;
    const int columns = (cards + rows - 1) / rows; // no lonely card in the last row
    if (columns == m_columns)
        return;
    m_columns = columns;
    for (size_t i = 0; i < m_cards.size(); ++i)
        m_grid->addWidget(m_cards[i], int(i) / columns, int(i) % columns, Qt::AlignTop);
    for (int column = 0; column < m_grid->columnCount(); ++column)
        m_grid->setColumnStretch(column, column < columns ? 1 : 0);
}

void KeysPage::fitTable()
{
    const int rows = m_keys->rowCount();
    m_noKeys->setVisible(rows == 0);
    m_table->setVisible(rows > 0);
    const QHeaderView* header = m_table->horizontalHeader();
    const int height
        = qMax(header->height(), header->sizeHint().height()) + m_table->verticalHeader()->length() + 4;
    if (m_table->height() != height)
        m_table->setFixedHeight(height);
}

void KeysPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    present();
}

void KeysPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace sm
