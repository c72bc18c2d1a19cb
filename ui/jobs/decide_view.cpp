// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/decide_view.h"

#include "ui/jobs/jobs_delegate.h"
#include "ui/jobs/reason_dialog.h"
#include "ui/jobs/table_look.h"
#include "ui/text/decision_text.h"
#include "ui/text/numbers.h"
#include "ui/theme/icons.h"
#include "ui/theme/widgets.h"

#include <QHeaderView>
#include <QTableView>

#include <algorithm>
#include <map>

namespace sm {

void RecoveredModel::setCards(std::vector<RecoveredView> cards)
{
    beginResetModel();
    m_cards = std::move(cards);
    std::stable_sort(m_cards.begin(), m_cards.end(), [](const RecoveredView& a, const RecoveredView& b) {
        return std::make_tuple(!a.open, -int(a.kind), a.station)
            < std::make_tuple(!b.open, -int(b.kind), b.station);
    });
    endResetModel();
}

int RecoveredModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_cards.size());
}

int RecoveredModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant RecoveredModel::data(const QModelIndex& index, int role) const
{
    if (index.row() < 0 || index.row() >= rowCount())
        return {};
    const RecoveredView& card = m_cards[size_t(index.row())];
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case Station:
        return card.station.text();
    case Record:
        return QChar(0x2026) + card.tail;
    case Chip:
        return card.chipTail.isEmpty() ? QString(QChar(0x2013)) : QChar(0x2026) + card.chipTail;
    case Job:
        return QString::number(card.job.value);
    case Found:
        return recoveredText(card.kind);
    case Advice:
        return recoveredAdvice(card.kind, card.open);
    default:
        return {};
    }
}

QVariant RecoveredModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    return QStringList{tr("Station"), tr("Record"), tr("Chip"), tr("Job"), tr("Found"), tr("What to do")}
        .value(section);
}

DecideView::DecideView(QWidget* parent)
    : QWidget(parent)
    , m_model(new RecoveredModel(this))
    , m_delegate(new JobsDelegate(this))
{
    setObjectName(QStringLiteral("decideView"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 14);
    column->setSpacing(10);
    m_head = makeLabel(this, 17, true);
    m_head->setObjectName(QStringLiteral("decideHead"));
    m_text = makeLabel(this, 14);
    m_text->setWordWrap(true);
    auto* row = new QHBoxLayout;
    m_scrap = makeRoomyButton(QStringLiteral("decideScrapButton"), tr("Scrap..."), this);
    m_job = makeRoomyButton(QStringLiteral("decideJobButton"), tr("Show job"), this);
    m_back = makeRoomyButton(QStringLiteral("decideBackButton"), tr("Back to the jobs"), this);
    for (QPushButton* button : {m_scrap, m_job})
        row->addWidget(button);
    row->addStretch(1);
    row->addWidget(m_back);
    m_table = new QTableView(this);
    m_table->setObjectName(QStringLiteral("decideTable"));
    m_table->setAccessibleName(tr("Cards that were in stations"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(m_delegate);
    styleTable(m_table);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    const int widths[] = {84, 120, 108, 60, 140, 300};
    for (int i = 0; i < int(RecoveredModel::ColumnCount); ++i)
        m_table->horizontalHeader()->resizeSection(i, widths[i]);
    m_table->horizontalHeader()->setSectionResizeMode(RecoveredModel::Advice, QHeaderView::Stretch);
    m_none = makeLabel(this, 16);
    m_none->setText(tr("No card was in work when the program stopped last."));
    m_none->setAlignment(Qt::AlignCenter);
    column->addWidget(m_head);
    column->addWidget(m_text);
    column->addLayout(row);
    column->addWidget(m_table, 1);
    column->addWidget(m_none, 1);
    connect(m_scrap, &QPushButton::clicked, this, &DecideView::scrap);
    connect(m_back, &QPushButton::clicked, this, &DecideView::closed);
    connect(m_job, &QPushButton::clicked, this, [this] {
        const auto cards = chosen();
        if (!cards.empty())
            Q_EMIT jobRequested(cards.front()->job);
    });
    connect(
        m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &DecideView::showButtons);
    showHead();
    showButtons();
}

void DecideView::setTheme(const Theme& theme)
{
    setBackground(this, theme.panel);
    m_delegate->setTheme(theme);
    setTableTheme(m_table, theme);
    setTextColor(m_text, theme.text2);
    setTextColor(m_none, theme.text2);
}

void DecideView::setSnapshot(const Snapshot& snapshot)
{
    m_test = std::all_of(
        snapshot.jobs.begin(), snapshot.jobs.end(), [](const JobSnapshot& job) { return job.test; });
}

void DecideView::setCards(const event::RecoveredListed& listed)
{
    m_model->setCards(listed.cards);
    if (m_model->rowCount() > 0)
        m_table->selectionModel()->setCurrentIndex(m_model->index(0, 0), QItemSelectionModel::NoUpdate);
    showHead();
    showButtons();
}

int DecideView::open() const
{
    const auto& cards = m_model->cards();
    return int(
        std::count_if(cards.begin(), cards.end(), [](const RecoveredView& card) { return card.open; }));
}

void DecideView::showHead()
{
    std::map<RecoveredKind, int> found;
    for (const RecoveredView& card : m_model->cards())
        ++found[card.kind];
    const int waiting = open();
    m_head->setText(waiting > 0 ? tr("Decide: %n cards need a decision", nullptr, waiting)
                                : tr("Decide: nothing is left to decide"));
    m_text->setText(
        tr("In work when the program stopped: %1. Verified good %2, not written %3, not "
           "confirmed %4, unknown %5. What is not known stays in doubt; nothing is made again "
           "before its card is recorded as scrapped.")
            .arg(grouped(qint64(m_model->cards().size())), grouped(found[RecoveredKind::Verified]),
                grouped(found[RecoveredKind::NotWritten]), grouped(found[RecoveredKind::Unconfirmed]),
                grouped(found[RecoveredKind::Unknown])));
    m_table->setVisible(!isEmpty());
    m_text->setVisible(!isEmpty());
    m_none->setVisible(isEmpty());
}

std::vector<const RecoveredView*> DecideView::chosen() const
{
    std::vector<const RecoveredView*> cards;
    const QModelIndexList selected = m_table->selectionModel()->selectedRows();
    for (const QModelIndex& index : selected)
        cards.push_back(&m_model->cards()[size_t(index.row())]);
    if (selected.isEmpty()) {
        for (const RecoveredView& card : m_model->cards())
            cards.push_back(&card);
    }
    return cards;
}

void DecideView::showButtons()
{
    const auto cards = chosen();
    const auto waiting
        = std::count_if(cards.begin(), cards.end(), [](const RecoveredView* card) { return card->open; });
    m_scrap->setText(waiting > 0 ? tr("Scrap (%1)...").arg(grouped(waiting)) : tr("Scrap..."));
    setAvailable(m_scrap, waiting > 0 && m_test,
        !m_test           ? tr("Cards with live keys are scrapped by two people only.")
            : waiting > 0 ? tr("Record that these cards are destroyed. Their records can then be made again.")
                          : tr("None of these cards waits for a decision."));
    setAvailable(m_job, !cards.empty(),
        cards.empty() ? tr("There is no card.") : tr("Show the job of the card, with its counts."));
    setAvailable(m_back, true, tr("Show the table of jobs."));
}

void DecideView::scrap()
{
    std::map<JobId, std::vector<RecordId>> records;
    int count = 0;
    for (const RecoveredView* card : chosen()) {
        if (!card->open)
            continue;
        records[card->job].push_back(card->record);
        ++count;
    }
    ReasonQuestion question;
    question.objectName = QStringLiteral("scrapDialog");
    question.title = tr("Scrap cards");
    question.heading = tr("Scrap %n cards?", nullptr, count);
    question.text
        = tr("You record that %n cards are destroyed. Their records can be made again on new cards. "
             "This can not be taken back.",
            nullptr, count);
    question.verb = tr("Scrap cards");
    question.keep = tr("Keep");
    for (const ReasonCode& reason : cardReasons())
        question.reasons.append(
            {QString::fromLatin1(reason.code), reasonText(QString::fromLatin1(reason.code))});
    auto* dialog = new ReasonDialog(question, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, records] {
        for (const auto& [job, ids] : records)
            Q_EMIT command(command::ScrapCards{job, ids, dialog->reason()});
    });
    dialog->open();
}

} // namespace sm
