// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/decision_list.h"

#include "ui/jobs/job_rules.h"
#include "ui/jobs/jobs_delegate.h"
#include "ui/jobs/reason_dialog.h"
#include "ui/jobs/table_look.h"
#include "ui/text/decision_text.h"
#include "ui/text/numbers.h"
#include "ui/text/state_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/widgets.h"

#include <QHeaderView>
#include <QTableView>

namespace sm {

DecisionList::DecisionList(QWidget* parent)
    : QWidget(parent)
    , m_model(new DecisionModel(this))
    , m_delegate(new JobsDelegate(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(7);
    m_head = makeLabel(this, 14, true);
    m_head->setObjectName(QStringLiteral("decisionHead"));
    m_trace = makeRoomyButton(QStringLiteral("recordTraceButton"), tr("Trace"), this);
    m_trace->setFixedHeight(24); // beside a heading
    connect(m_trace, &QPushButton::clicked, this, [this] { Q_EMIT traceRequested(m_job.id, chosenTail()); });
    auto* head = new QHBoxLayout;
    head->addWidget(m_head, 1);
    head->addWidget(m_trace);
    column->addLayout(head);
    m_next = makeLabel(this, 13);
    m_next->setObjectName(QStringLiteral("decisionNext"));
    m_next->setWordWrap(true);
    column->addWidget(m_next);
    column->addWidget(makeButtons());
    makeTable();
    column->addWidget(m_table, 1);
    m_none = makeLabel(this, 13);
    m_none->setWordWrap(true);
    m_none->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    column->addWidget(m_none, 1);
    showButtons();
}

QWidget* DecisionList::makeButtons()
{
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_remake = makeRoomyButton(QStringLiteral("remakeAllButton"), tr("Remake all"), bar);
    m_scrap = makeRoomyButton(QStringLiteral("scrapButton"), tr("Scrap..."), bar);
    m_withdraw = makeRoomyButton(QStringLiteral("withdrawButton"), tr("Withdraw..."), bar);
    m_close = makeRoomyButton(QStringLiteral("closeJobButton"), tr("Close job..."), bar);
    for (QPushButton* button : {m_remake, m_scrap, m_withdraw})
        row->addWidget(button);
    row->addStretch(1);
    row->addWidget(m_close);
    connect(m_remake, &QPushButton::clicked, this, [this] {
        const bool some = !m_table->selectionModel()->selectedRows().isEmpty();
        Q_EMIT command(command::RemakeRecords{m_job.id, some ? chosen(false) : std::vector<RecordId>()});
    });
    connect(m_scrap, &QPushButton::clicked, this, [this] { ask(true); });
    connect(m_withdraw, &QPushButton::clicked, this, [this] { ask(false); });
    connect(m_close, &QPushButton::clicked, this, &DecisionList::closeRequested);
    return bar;
}

void DecisionList::makeTable()
{
    m_table = new QTableView(this);
    m_table->setObjectName(QStringLiteral("decisionTable"));
    m_table->setAccessibleName(tr("Records that need a decision"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(m_delegate);
    styleTable(m_table);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    const int widths[] = {92, 92, 66, 96, 200, 56}; // what is left is for the reason
    for (int i = 0; i < int(DecisionModel::ColumnCount); ++i)
        m_table->horizontalHeader()->resizeSection(i, widths[i]);
    m_table->horizontalHeader()->setSectionResizeMode(DecisionModel::Reason, QHeaderView::Stretch);
    connect(
        m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &DecisionList::showButtons);
}

void DecisionList::setTheme(const Theme& theme)
{
    m_theme = theme;
    m_delegate->setTheme(theme);
    setTableTheme(m_table, theme);
    setTextColor(m_none, theme.text2);
    setTextColor(m_next, theme.text2);
    showIcon();
}

void DecisionList::setJob(const JobSnapshot* job)
{
    const RecordCounts before = m_any ? m_job.counts.records : RecordCounts();
    const bool other = !job || !m_any || job->id != m_job.id;
    m_any = job != nullptr;
    if (job)
        m_job = *job;
    const RecordCounts& now = m_job.counts.records;
    if (other) {
        m_model->setRecords({});
        m_all = true;
        m_stale = m_any && needsDecision(m_job) > 0;
    } else if (before.inDoubt != now.inDoubt || before.remakeOpen != now.remakeOpen
        || before.tooOften != now.tooOften) {
        m_stale = true;
    }
    showHead();
    showButtons();
}

bool DecisionList::needsList()
{
    return std::exchange(m_stale, false);
}

void DecisionList::setRecords(const event::RecordsListed& listed)
{
    if (!m_any || listed.job != m_job.id)
        return;
    // What was selected stays so, as far as it is still there.
    std::vector<RecordId> selected;
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows())
        selected.push_back(m_model->records()[size_t(index.row())].id);
    m_model->setRecords(listed.records);
    m_all = listed.all;
    QItemSelection kept;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const RecordId id = m_model->records()[size_t(row)].id;
        if (std::find(selected.begin(), selected.end(), id) != selected.end())
            kept.select(m_model->index(row, 0), m_model->index(row, DecisionModel::ColumnCount - 1));
    }
    // A table with rows always has a current one (a screen reader asks for it), but none need be selected.
    if (m_model->rowCount() > 0)
        m_table->selectionModel()->setCurrentIndex(m_model->index(0, 0), QItemSelectionModel::NoUpdate);
    m_table->selectionModel()->select(kept, QItemSelectionModel::ClearAndSelect);
    showHead();
    showButtons();
}

void DecisionList::showHead()
{
    const qint64 open = m_any ? needsDecision(m_job) : 0;
    m_head->setText(
        open > 0 ? tr("%n records need a decision", nullptr, int(open)) : tr("Nothing needs a decision"));
    if (open > 0 && !m_all)
        m_head->setText(tr("The first %1 of %2 records that need a decision")
                            .arg(grouped(m_model->rowCount()), grouped(open)));
    m_next->setText(m_any ? nextStepText(m_job) : QString());
    m_next->setVisible(open > 0);
    m_table->setVisible(open > 0);
    m_none->setVisible(open == 0);
    m_none->setText(m_any && isOver(m_job.state)
            ? tr("The job is over. Its report says what became of each card.")
            : tr("Records whose cards were torn, scrapped or came back too often appear here."));
}

std::vector<RecordId> DecisionList::chosen(bool scrappable) const
{
    const QModelIndexList selected = m_table->selectionModel()->selectedRows();
    std::vector<RecordId> ids;
    const auto add = [&](const RecordView& record) {
        const bool card = record.kind == DecisionKind::InDoubt || record.kind == DecisionKind::Quarantined;
        if (card == scrappable)
            ids.push_back(record.id);
    };
    if (selected.isEmpty()) {
        for (const RecordView& record : m_model->records())
            add(record);
    }
    for (const QModelIndex& index : selected)
        add(m_model->records()[size_t(index.row())]);
    return ids;
}

QString DecisionList::chosenTail() const
{
    const QModelIndexList selected = m_table->selectionModel()->selectedRows();
    return selected.isEmpty() ? QString() : m_model->records()[size_t(selected.front().row())].tail;
}

void DecisionList::showButtons()
{
    setAvailable(m_trace, m_any,
        !m_any                       ? tr("Select a job first.")
            : chosenTail().isEmpty() ? tr("What is stored of the commands of this job")
                                     : tr("The commands of the selected card"));
    const JobButtons buttons = m_any ? jobButtons(m_job) : noJobButtons();
    const bool some = !m_table->selectionModel()->selectedRows().isEmpty();
    const auto open = qint64(chosen(false).size());
    const auto cards = qint64(chosen(true).size());
    const qint64 remakes = some ? open : m_any ? toRemake(m_job) : 0;
    const QString nothing = tr("None of the selected records is open for this.");
    m_remake->setText(some ? tr("Remake (%1)").arg(grouped(remakes))
            : remakes > 0  ? tr("Remake all (%1)").arg(grouped(remakes))
                           : tr("Remake all"));
    const bool blocked = some && remakes == 0 && buttons.remake.enabled;
    setAvailable(m_remake, buttons.remake.enabled && !blocked, blocked ? nothing : buttons.remake.tip);

    m_scrap->setText(cards > 0 ? tr("Scrap (%1)...").arg(grouped(cards)) : tr("Scrap..."));
    const bool test = m_any && m_job.test;
    setAvailable(m_scrap, test && cards > 0,
        !test           ? tr("Cards with live keys are scrapped by two people only.")
            : cards > 0 ? tr("Record that these cards are destroyed. Their records can then be made again.")
            : some      ? nothing
                        : tr("No card is in doubt or in quarantine."));
    const bool over = m_any && isOver(m_job.state);
    // The next step is the blue one: what can be made is made, then the cards that nobody can trust.
    makePrimary(m_remake, m_remake->isEnabled() && remakes > 0);
    makePrimary(m_scrap, m_scrap->isEnabled() && !over && !m_remake->property("primary").toBool());
    m_withdraw->setText(open > 0 ? tr("Withdraw (%1)...").arg(grouped(open)) : tr("Withdraw..."));
    setAvailable(m_withdraw, !over && open > 0,
        over           ? tr("The job is over.")
            : open > 0 ? tr("These records are not made.")
            : some     ? nothing
                       : tr("No record is open for this."));
    const bool closing = m_any && m_job.state == JobState::CompleteOpen;
    setAvailable(m_close, closing && buttons.abort.enabled,
        closing ? buttons.abort.tip
                : tr("A job is closed when its queue is done. State now: %1.")
                      .arg(m_any ? jobStateText(m_job.state) : tr("none")));
}

void DecisionList::makePrimary(QPushButton* button, bool on)
{
    if (button->property("primary").toBool() == on)
        return;
    button->setProperty("primary", on);
    if (button == m_remake)
        showIcon();
    button->update();
}

void DecisionList::showIcon()
{
    const bool primary = m_remake->property("primary").toBool();
    m_remake->setIcon(tintedIcon(
        QStringLiteral("remake"), primary ? m_theme.attention.text : m_theme.text1, m_theme.text3));
}

void DecisionList::ask(bool scrapping)
{
    const std::vector<RecordId> records = chosen(scrapping);
    if (records.empty())
        return;
    const int count = int(records.size());
    ReasonQuestion question;
    question.keep = tr("Keep");
    if (scrapping) {
        question.objectName = QStringLiteral("scrapDialog");
        question.title = tr("Scrap cards");
        question.heading = tr("Scrap %n cards of %1?", nullptr, count).arg(m_job.name);
        question.text
            = tr("You record that %n cards are destroyed. Their records can be made again on new cards. This "
                 "can not be taken back.",
                nullptr, count);
        question.verb = tr("Scrap cards");
        for (const ReasonCode& reason : cardReasons())
            question.reasons.append(
                {QString::fromLatin1(reason.code), reasonText(QString::fromLatin1(reason.code))});
    } else {
        question.objectName = QStringLiteral("withdrawDialog");
        question.title = tr("Withdraw records");
        question.heading = tr("Withdraw %n records of %1?", nullptr, count).arg(m_job.name);
        question.text = tr("%n records are not made. The issuer may order them again. This can not be taken "
                           "back.",
            nullptr, count);
        question.verb = tr("Withdraw records");
        question.ownWords = true;
        for (const ReasonCode& reason : withdrawReasons())
            question.reasons.append(
                {QString::fromLatin1(reason.code), reasonText(QString::fromLatin1(reason.code))});
    }
    auto* dialog = new ReasonDialog(question, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, records, scrapping, job = m_job.id] {
        if (scrapping)
            Q_EMIT command(command::ScrapCards{job, records, dialog->reason()});
        else
            Q_EMIT command(command::WithdrawRecords{job, records, dialog->reason()});
    });
    dialog->open();
}

} // namespace sm
