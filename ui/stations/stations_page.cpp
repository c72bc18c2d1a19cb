// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stations/stations_page.h"

#include "ui/stations/enrol_guide.h"
#include "ui/stations/rows_table.h"
#include "ui/stations/station_detail.h"
#include "ui/text/numbers.h"
#include "ui/theme/fonts.h"
#include "ui/theme/widgets.h"

#include <QGridLayout>
#include <QScrollArea>
#include <QStackedWidget>

#include <algorithm>

namespace sm {

namespace {

constexpr int refreshMs = 500; ///< ages count in seconds

enum Total { Connected, Waiting, TurnedAway, TotalCount };

QScrollArea* makeArea(const char* objectName, QWidget* content, QWidget* parent)
{
    auto* area = new QScrollArea(parent);
    area->setObjectName(QLatin1String(objectName));
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(content);
    return area;
}

/// A box with a title whose buttons stand beside it. They come after the table: what is chosen there is what
/// they act on.
QHBoxLayout* addTitle(QWidget* box, const QString& text)
{
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(px(6));
    auto* row = new QHBoxLayout;
    row->setSpacing(px(8));
    QLabel* title = makeLabel(box, 16, true);
    title->setText(text);
    row->addWidget(title, 1);
    column->addLayout(row);
    return row;
}

QWidget* addButtons(QHBoxLayout* titleRow, QWidget* box)
{
    auto* buttons = new QWidget(box);
    auto* row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(px(8));
    titleRow->addWidget(buttons);
    return buttons;
}

void addToBox(QWidget* box, std::initializer_list<QWidget*> widgets)
{
    for (QWidget* widget : widgets)
        static_cast<QVBoxLayout*>(box->layout())->addWidget(widget);
}

} // namespace

StationsPage::StationsPage(QWidget* parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
    , m_guide(new EnrolGuide(this))
{
    setObjectName(QStringLiteral("stationsPage"));
    m_guide->setHeading(tr("No station of another computer belongs to this floor. A reader there becomes one "
                           "like this."));
    m_empty = makeArea("stationsEmpty", m_guide, this);
    m_area = makeArea("stationsScroll", makeContent(), this);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_area);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
    connect(m_guide, &EnrolGuide::copied, this, &StationsPage::notice);
    checkButtons();
}

QWidget* StationsPage::makeContent()
{
    auto* content = new QWidget(this);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(16, 12, 16, 16);
    column->setSpacing(px(14));
    column->addWidget(makeHead(content));
    column->addWidget(makePending(content));
    column->addWidget(makeEntries(content));
    column->addWidget(makeRefused(content));
    column->addStretch(1);
    return content;
}

QWidget* StationsPage::makeHead(QWidget* parent)
{
    auto* box = new QWidget(parent);
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(28);
    grid->setVerticalSpacing(0);
    const QString names[TotalCount]{tr("Connected"), tr("Wait to be let in"), tr("Turned away")};
    for (int i = 0; i < TotalCount; ++i) {
        QLabel* name = makeLabel(box, 12);
        name->setText(names[i]);
        QLabel* value = makeLabel(box, 15, true);
        value->setObjectName(QStringLiteral("stationTotal%1").arg(i));
        grid->addWidget(name, 0, i);
        grid->addWidget(value, 1, i);
        m_totals.emplace_back(name, value);
    }
    grid->setColumnStretch(TotalCount, 1);
    m_enrol = makeRoomyButton(QStringLiteral("stationEnrolButton"), tr("Enrol a station..."), box);
    grid->addWidget(m_enrol, 0, TotalCount + 1, 2, 1, Qt::AlignVCenter);
    auto* line = new QHBoxLayout;
    line->setSpacing(px(12));
    m_listens = makeLabel(box, 13);
    m_listens->setObjectName(QStringLiteral("stationListens"));
    m_ownPin = new ElidedLabel(box);
    m_ownPin->setFont(monoFont(12));
    m_ownPin->setObjectName(QStringLiteral("stationOwnPin"));
    m_ownPin->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_copyOwn = makeButton(QStringLiteral("stationCopyOwn"), tr("Copy"), box);
    m_copyOwn->setAccessibleName(tr("Copy this console's fingerprint"));
    for (QWidget* widget : std::initializer_list<QWidget*>{m_listens, m_ownPin, m_copyOwn})
        line->addWidget(widget);
    line->addStretch(1);
    grid->addLayout(line, 2, 0, 1, TotalCount + 2);
    grid->setRowMinimumHeight(2, px(38));
    connect(m_enrol, &QPushButton::clicked, this, &StationsPage::guideRequested);
    connect(m_copyOwn, &QPushButton::clicked, this, [this] {
        copyText(m_ownPin->fullText());
        Q_EMIT notice(tr("This console's fingerprint is on the clipboard."));
    });
    return box;
}

QWidget* StationsPage::makePending(QWidget* parent)
{
    m_pendingBox = new QWidget(parent);
    QHBoxLayout* row = addTitle(m_pendingBox, tr("Stations that wait to be let in"));
    m_rule = makeLabel(m_pendingBox, 13);
    m_rule->setObjectName(QStringLiteral("stationRule"));
    m_rule->setWordWrap(true);
    m_noPending = makeLabel(m_pendingBox, 13);
    m_noPending->setText(tr("No station waits."));
    m_pending = new RowsTable({{tr("Asks for"), 78}, {tr("From"), 116}, {tr("Last came"), 84},
                                  {tr("Tries"), 66}, {tr("Accepted"), 176}, {tr("Fingerprint"), 200, true}},
        -1, m_pendingBox);
    m_pending->setObjectName(QStringLiteral("pendingTable"));
    m_pending->setAccessibleName(tr("Stations that wait to be let in"));
    QWidget* buttons = addButtons(row, m_pendingBox);
    m_accept = makeRoomyButton(QStringLiteral("stationAcceptButton"), tr("Accept..."), buttons);
    m_refuse = makeRoomyButton(QStringLiteral("stationRefuseButton"), tr("Refuse"), buttons);
    m_copy = makeRoomyButton(QStringLiteral("stationCopyPending"), tr("Copy fingerprint"), buttons);
    for (QPushButton* button : {m_accept, m_refuse, m_copy})
        buttons->layout()->addWidget(button);
    addToBox(m_pendingBox, {m_rule, m_noPending, m_pending});
    const auto admit = [this] { Q_EMIT admitRequested(chosenPin()); };
    connect(m_accept, &QPushButton::clicked, this, admit);
    connect(m_pending, &QTableView::activated, this, [this, admit](const QModelIndex& index) {
        m_pending->selectRow(index.row());
        admit();
    });
    connect(m_refuse, &QPushButton::clicked, this, [this] { Q_EMIT refuseRequested(chosenPin()); });
    connect(m_copy, &QPushButton::clicked, this, [this] {
        copyText(m_pending->chosen()->copy);
        Q_EMIT notice(tr("The fingerprint is on the clipboard."));
    });
    connect(m_pending, &RowsTable::chosenChanged, this, &StationsPage::checkButtons);
    return m_pendingBox;
}

QWidget* StationsPage::makeEntries(QWidget* parent)
{
    auto* box = new QWidget(parent);
    QHBoxLayout* row = addTitle(box, tr("Stations of this floor"));
    m_list = new RowsTable({{tr("Station"), 84}, {tr("Link"), 220}, {tr("State"), 164}, {tr("Since"), 84},
                               {tr("Reader"), 200}, {tr("Key"), 190, true}, {tr("Let in by"), 120}},
        2, box);
    m_list->setObjectName(QStringLiteral("stationsTable"));
    m_list->setAccessibleName(tr("Stations of this floor"));
    QWidget* buttons = addButtons(row, box);
    m_revoke = makeRoomyButton(QStringLiteral("stationRevokeButton"), tr("Revoke..."), buttons);
    buttons->layout()->addWidget(m_revoke);
    m_detail = new StationDetail(box);
    addToBox(box, {m_list, m_detail});
    connect(m_revoke, &QPushButton::clicked, this, [this] {
        if (const PlaceEntry* entry = chosen())
            Q_EMIT revokeRequested(entry->key());
    });
    connect(m_list, &RowsTable::chosenChanged, this, &StationsPage::presentDetail);
    connect(m_detail, &StationDetail::copied, this, &StationsPage::notice);
    return box;
}

QWidget* StationsPage::makeRefused(QWidget* parent)
{
    auto* box = new QWidget(parent);
    addTitle(box, tr("Turned away since the start"));
    m_noRefused = makeLabel(box, 13);
    m_noRefused->setText(tr("Nobody was turned away."));
    m_refused = new RowsTable({{tr("Last"), 100}, {tr("From"), 128}, {tr("Asked for"), 92}, {tr("Times"), 64},
                                  {tr("Key"), 190, true}, {tr("Why"), 200}},
        -1, box);
    m_refused->setObjectName(QStringLiteral("refusedTable"));
    m_refused->setAccessibleName(tr("Turned away since the start"));
    addToBox(box, {m_noRefused, m_refused});
    return box;
}

void StationsPage::setTheme(const Theme& theme)
{
    m_theme = theme;
    setBackground(this, theme.window);
    for (QScrollArea* area : {m_empty, m_area}) {
        setBackground(area->widget(), theme.window);
        setBackground(area->viewport(), theme.window);
    }
    m_guide->setTheme(theme);
    m_detail->setTheme(theme);
    for (RowsTable* table : {m_pending, m_list, m_refused})
        table->setTheme(theme);
    for (const auto& [name, value] : m_totals) {
        setTextColor(name, theme.text2);
        setTextColor(value, theme.text1);
    }
    for (QLabel* label : {m_listens, m_rule, m_noPending, m_noRefused})
        setTextColor(label, theme.text2);
    setTextColor(m_ownPin, theme.text1);
    if (m_snapshot)
        present(); // rows are as high as the text
}

StationsPage::Shape StationsPage::shapeOf(const StationDoorView* door)
{
    if (!door)
        return {};
    Shape shape{door->pending.size(), door->listed.size(), door->refused.size()};
    for (const PendingStation& one : door->pending)
        shape[3] += one.offered.isValid() ? 1 : 0;
    for (const ListedStation& one : door->listed)
        shape[4] += one.connected ? 1 : 0;
    for (size_t i = 0; i < door->links.size(); ++i)
        shape[5] += (i + 1) * size_t(door->links[i].state);
    return shape;
}

void StationsPage::setSnapshot(std::shared_ptr<const Snapshot> snapshot)
{
    m_snapshot = std::move(snapshot);
    Q_EMIT snapshotTaken();
    if (!isVisible())
        return;
    const bool due = !m_presented.isValid() || m_presented.elapsed() >= refreshMs;
    if (due || shapeOf(m_snapshot->stationDoor.get()) != m_shape)
        present();
}

void StationsPage::present()
{
    m_presented.start();
    if (!m_snapshot)
        return;
    const StationDoorView* door = m_snapshot->stationDoor.get();
    m_shape = shapeOf(door);
    m_entries = stationEntries(*m_snapshot);
    m_guide->present(door);
    m_stack->setCurrentWidget(m_entries.empty() ? m_empty : m_area);
    if (!door)
        return;
    presentHead(*door);
    m_pending->setRows(pendingRows(*m_snapshot));
    m_noPending->setVisible(door->pending.empty());
    m_rule->setVisible(!door->pending.empty());
    m_list->setRows(entryRows(*m_snapshot, m_entries));
    m_refused->setRows(refusedRows(*m_snapshot));
    m_noRefused->setVisible(door->refused.empty());
    presentDetail();
}

void StationsPage::presentHead(const StationDoorView& door)
{
    const auto up = std::count_if(door.links.begin(), door.links.end(),
        [](const StationLink& link) { return link.state == StationLinkState::Up; });
    m_totals[Connected].second->setText(tr("%1 of %2").arg(grouped(up), grouped(qint64(door.links.size()))));
    m_totals[Waiting].second->setText(grouped(qint64(door.pending.size())));
    qint64 tries = 0;
    for (const RefusedStation& one : door.refused)
        tries += one.tries;
    m_totals[TurnedAway].second->setText(grouped(tries));
    const bool tls = !door.address.isEmpty();
    m_pendingBox->setVisible(tls);
    m_ownPin->setVisible(tls);
    m_copyOwn->setVisible(tls);
    m_listens->setText(tls ? tr("Stations come in at %1. This console's fingerprint:").arg(door.address)
                           : tr("No station comes over the network on this floor."));
    m_ownPin->setFullText(fingerprintText(door.pin));
    m_rule->setText(door.twoPersons
            ? tr("Two different persons compare the fingerprint with the one that the station's program "
                 "printed, and accept it. Who accepts first does not let it in.")
            : tr("This floor has test keys only: one person compares the fingerprint with the one that the "
                 "station's program printed, and accepts it."));
}

const PlaceEntry* StationsPage::chosen() const
{
    const TextRow* row = m_list->chosen();
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
        [row](const PlaceEntry& one) { return row && one.key() == row->key; });
    return found == m_entries.end() ? nullptr : &*found;
}

QByteArray StationsPage::chosenPin() const
{
    const TextRow* row = m_pending->chosen();
    return row ? QByteArray::fromHex(row->key.toLatin1()) : QByteArray();
}

void StationsPage::presentDetail()
{
    if (const PlaceEntry* entry = chosen())
        m_detail->present(*m_snapshot, *entry);
    else
        m_detail->presentNothing();
    checkButtons();
}

void StationsPage::checkButtons()
{
    const QString none = tr("Choose a station in the list first.");
    const bool waits = m_pending->chosen() != nullptr;
    setAvailable(m_accept, waits, waits ? QString() : none);
    setAvailable(
        m_refuse, waits, waits ? tr("Takes it off this list. It is shown again when it comes again.") : none);
    setAvailable(m_copy, waits, waits ? QString() : none);
    const PlaceEntry* entry = chosen();
    QString why;
    if (!entry)
        why = none;
    else if (entry->pin.isEmpty())
        why = tr("No key was let in for this place: there is nothing to revoke.");
    else if (entry->planned)
        why = tr("floor.json names this key. Take it out there and start again.");
    setAvailable(m_revoke, why.isEmpty(), why);
}

void StationsPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    present();
}

} // namespace sm
