// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/jobs_page.h"

#include "ui/import/import_card.h"
#include "ui/jobs/abort_dialog.h"
#include "ui/jobs/decide_view.h"
#include "ui/jobs/decision_list.h"
#include "ui/jobs/job_choice.h"
#include "ui/jobs/job_detail.h"
#include "ui/jobs/job_rules.h"
#include "ui/jobs/jobs_delegate.h"
#include "ui/jobs/table_look.h"
#include "ui/theme/empty_state.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/widgets.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTableView>

namespace sm {

JobsPage::JobsPage(QWidget* parent)
    : QWidget(parent)
    , m_model(new JobsModel(this))
    , m_delegate(new JobsDelegate(this))
    , m_card(new ImportCard(this))
    , m_stack(new QStackedWidget(this))
    , m_decide(new DecideView(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 16);
    column->setSpacing(10);
    column->addWidget(makeButtons());
    column->addWidget(m_card);
    m_card->hide();
    m_stack->addWidget(makeJobs());
    m_card->installEventFilter(this);
    m_stack->addWidget(m_decide);
    column->addWidget(m_stack, 1);
    connectButtons();
    connect(m_card, &ImportCard::startRequested, this,
        [this](JobId job) { Q_EMIT command(command::StartJob{job}); });
    connect(m_decide, &DecideView::command, this, [this](const ServerCommand& order) {
        Q_EMIT command(order);
        Q_EMIT command(command::ListRecovered{}); // answered in order: with what the decision left
    });
    connect(m_decide, &DecideView::closed, this, [this] { m_stack->setCurrentIndex(0); });
    connect(m_decide, &DecideView::jobRequested, this, [this](JobId job) {
        m_stack->setCurrentIndex(0);
        setFilter(JobFilter::All);
        selectJob(job);
    });
}

QWidget* JobsPage::makeButtons()
{
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    QLabel* title = makeLabel(bar, 20, true);
    title->setText(tr("Jobs"));
    m_import = makeRoomyButton(QStringLiteral("jobImportButton"), tr("Import file..."), bar);
    m_start = makeRoomyButton(QStringLiteral("jobStartButton"), tr("Start"), bar);
    m_hold = makeRoomyButton(QStringLiteral("jobHoldButton"), tr("Hold"), bar);
    m_resume = makeRoomyButton(QStringLiteral("jobResumeButton"), tr("Resume"), bar);
    m_abort = makeRoomyButton(QStringLiteral("jobAbortButton"), tr("Abort..."), bar);
    m_report = makeRoomyButton(QStringLiteral("jobReportButton"), tr("Report"), bar);
    m_csv = makeRoomyButton(QStringLiteral("jobCsvButton"), tr("CSV"), bar);
    row->addWidget(title);
    row->addStretch(1);
    row->addWidget(m_import);
    row->addSpacing(16);
    for (QPushButton* button : {m_start, m_hold, m_resume})
        row->addWidget(button);
    row->addSpacing(16);
    row->addWidget(m_abort);
    row->addSpacing(16);
    row->addWidget(m_report);
    row->addWidget(m_csv);
    for (QPushButton* button : {m_start, m_hold, m_resume, m_abort, m_report})
        button->setMinimumWidth(96);
    return bar;
}

void JobsPage::connectButtons()
{
    connect(m_import, &QPushButton::clicked, this, &JobsPage::importRequested);
    connect(m_start, &QPushButton::clicked, this, [this] {
        if (const JobSnapshot* job = selected())
            Q_EMIT command(command::StartJob{job->id});
    });
    connect(m_hold, &QPushButton::clicked, this, [this] { holdOrResume(true); });
    connect(m_resume, &QPushButton::clicked, this, [this] { holdOrResume(false); });
    connect(m_abort, &QPushButton::clicked, this, [this] {
        const JobSnapshot* job = selected();
        if (job && job->state == JobState::Importing)
            Q_EMIT command(command::CancelImport{});
        else if (job)
            askAbort(job->id);
    });
    connect(m_report, &QPushButton::clicked, this, [this] { writeReport(m_selected); });
    connect(m_csv, &QPushButton::clicked, this, [this] { writeReport(m_selected, QStringLiteral("csv")); });
}

QWidget* JobsPage::makeFilters()
{
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_find = new QLineEdit(bar);
    m_find->setObjectName(QStringLiteral("jobsFind"));
    m_find->setPlaceholderText(tr("Find job, product or profile"));
    m_find->setAccessibleName(tr("Find job"));
    m_find->setClearButtonEnabled(true);
    m_find->setTextMargins(6, 0, 4, 0);
    m_find->setFixedWidth(240);
    m_find->setMinimumHeight(30);
    row->addWidget(m_find);
    for (const JobFilter filter :
        {JobFilter::Running, JobFilter::Queued, JobFilter::NeedsDecision, JobFilter::DoneToday}) {
        auto* chip = new Chip(bar);
        chip->setCheckable(true);
        chip->setObjectName(QStringLiteral("jobsChip%1").arg(int(filter)));
        row->addWidget(chip);
        m_chips.emplace_back(filter, chip);
        connect(
            chip, &Chip::clicked, this, [this, filter](bool on) { setFilter(on ? filter : JobFilter::All); });
    }
    row->addStretch(1);
    m_decideChip = new Chip(bar);
    m_decideChip->setObjectName(QStringLiteral("decideChip"));
    row->addWidget(m_decideChip);
    m_decideChip->hide();
    connect(m_decideChip, &Chip::clicked, this, &JobsPage::showDecide);
    connect(m_find, &QLineEdit::textChanged, this, [this] { setFilter(m_filter); });
    return bar;
}

QWidget* JobsPage::makeJobs()
{
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addWidget(makeFilters());
    column->addWidget(makeTable(), 1);
    m_noMatch = makeLabel(page, 16);
    m_noMatch->setText(tr("No job matches. Clear the search and the filters."));
    m_noMatch->setAlignment(Qt::AlignCenter);
    column->addWidget(m_noMatch, 2);
    m_noMatch->hide();
    makeEmpty();
    column->addWidget(m_empty, 2);
    m_detail = new JobDetail;
    // On a low screen, or with a file on its way and alarms above it, it scrolls; the window does not grow.
    m_detailArea = new QScrollArea(page);
    m_detailArea->setFrameShape(QFrame::NoFrame);
    m_detailArea->setWidgetResizable(true);
    m_detailArea->setFocusPolicy(Qt::NoFocus);
    m_detailArea->setMinimumHeight(120);
    m_detailArea->setWidget(m_detail);
    column->addWidget(m_detailArea, 4);
    m_table->hide(); // until a snapshot says that there are jobs
    m_detailArea->hide();
    connect(m_detail, &JobDetail::command, this, [this](const ServerCommand& order) {
        Q_EMIT command(order);
        const bool decides = std::holds_alternative<command::ScrapCards>(order)
            || std::holds_alternative<command::WithdrawRecords>(order)
            || std::holds_alternative<command::RemakeRecords>(order);
        if (decides && !m_decide->isEmpty())
            Q_EMIT command(command::ListRecovered{}); // one of those cards may be among these
    });
    connect(m_detail, &JobDetail::traceRequested, this, &JobsPage::traceRequested);
    connect(m_detail, &JobDetail::closeRequested, this, [this] {
        if (const JobSnapshot* job = selected())
            askClose(*job);
    });
    return page;
}

void JobsPage::makeEmpty()
{
    m_empty = new EmptyState(this);
    m_empty->setObjectName(QStringLiteral("jobsEmpty"));
    m_empty->setText(tr("Drop a job file here."));
    QPushButton* choose = m_empty->addButton(QStringLiteral("jobsChooseFile"), tr("Choose file"), true);
    QPushButton* sample = m_empty->addButton(QStringLiteral("jobsUseSample"), tr("Use the sample job"));
    connect(choose, &QPushButton::clicked, this, &JobsPage::importRequested);
    connect(sample, &QPushButton::clicked, this, &JobsPage::sampleRequested);
}

QWidget* JobsPage::makeTable()
{
    m_table = new QTableView(this);
    m_table->setObjectName(QStringLiteral("jobsTable"));
    m_table->setAccessibleName(tr("Jobs"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(m_delegate);
    styleTable(m_table);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setMinimumHeight(92);
    const int widths[] = {44, 150, 150, 110, 92, 60, 72, 104, 84, 76, 180};
    QHeaderView* header = m_table->horizontalHeader();
    for (int column = 0; column < int(JobsModel::ColumnCount); ++column)
        header->resizeSection(column, widths[column]);
    header->setSectionResizeMode(JobsModel::Name, QHeaderView::Stretch);
    header->setSectionResizeMode(JobsModel::Product, QHeaderView::Stretch);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        [this](const QModelIndex& current) {
            if (const JobSnapshot* job = m_model->job(current.row())) {
                m_selected = job->id;
                m_onImport = !job->id.isValid();
            }
            showJob();
        });
    return m_table;
}

void JobsPage::setTheme(const Theme& theme)
{
    m_theme = theme;
    setBackground(this, theme.window);
    setTextColor(m_noMatch, theme.text2);
    setTableTheme(m_table, theme);
    m_delegate->setTheme(theme);
    m_empty->setTheme(theme);
    m_detail->setTheme(theme);
    m_decide->setTheme(theme);
    m_card->setTheme(theme);
    for (const auto& [filter, chip] : m_chips)
        chip->setTheme(theme);
    m_decideChip->setTheme(theme);
    m_decideChip->setBand(theme.warning);
    const std::pair<QPushButton*, const char*> icons[] = {{m_import, "import"}, {m_start, "start"},
        {m_hold, "hold"}, {m_resume, "resume"}, {m_abort, "abort"}, {m_report, "report"}, {m_csv, "export"}};
    for (const auto& [button, icon] : icons)
        button->setIcon(tintedIcon(QString::fromLatin1(icon), theme.text1, theme.text3));
}

void JobsPage::setSnapshot(std::shared_ptr<const Snapshot> snapshot)
{
    m_snapshot = std::move(snapshot);
    keepDialog();
    if (!isVisible() && m_model->countOf(JobFilter::All) == int(m_snapshot->jobs.size()))
        return;
    const bool known = m_selected.isValid() || m_onImport;
    m_model->setSnapshot(m_snapshot);
    m_decide->setSnapshot(*m_snapshot);
    if (!known || !findJob(*m_snapshot, m_selected)) {
        if (const JobSnapshot* job = currentJob(*m_snapshot)) {
            m_selected = job->id;
            m_onImport = !job->id.isValid();
        }
    }
    if (m_table->currentIndex().row() != m_model->rowOf(m_selected))
        selectJob(m_selected);
    const bool any = !m_snapshot->jobs.empty();
    const bool rows = m_model->rowCount() > 0;
    m_table->setVisible(rows);
    m_noMatch->setVisible(any && !rows);
    showEmpty();
    m_detailArea->setVisible(any);
    showChips();
    showJob();
}

/// With a file on its way there is no need to ask for one.
void JobsPage::showEmpty()
{
    m_empty->setVisible((!m_snapshot || m_snapshot->jobs.empty()) && m_card->isHidden());
}

bool JobsPage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_card && (event->type() == QEvent::ShowToParent || event->type() == QEvent::HideToParent))
        showEmpty();
    return QWidget::eventFilter(watched, event);
}

void JobsPage::showChips()
{
    const QStringList names{tr("Running %1"), tr("Queued %1"), tr("Needs decision %1"), tr("Done today %1")};
    for (size_t i = 0; i < m_chips.size(); ++i) {
        const auto& [filter, chip] = m_chips[i];
        const QString text = names[qsizetype(i)].arg(m_model->countOf(filter));
        if (chip->text() != text) {
            chip->setText(text);
            chip->updateGeometry();
        }
        chip->setChecked(filter == m_filter);
        const bool look
            = filter == JobFilter::NeedsDecision && m_model->countOf(filter) > 0 && !chip->isChecked();
        chip->setBand(look ? std::optional(m_theme.warning) : std::nullopt);
    }
}

void JobsPage::setFilter(JobFilter filter)
{
    m_filter = filter;
    m_model->setFilter(filter, m_find->text());
    if (!m_snapshot)
        return;
    setSnapshot(m_snapshot);
    if (m_model->rowCount() > 0 && m_model->rowOf(m_selected) < 0)
        m_table->setCurrentIndex(m_model->index(0, 0));
}

const JobSnapshot* JobsPage::selected() const
{
    return m_snapshot ? findJob(*m_snapshot, m_selected) : nullptr;
}

void JobsPage::selectJob(JobId job)
{
    m_selected = job;
    m_onImport = m_onImport && !job.isValid();
    const int row = m_model->rowOf(job);
    if (row >= 0)
        m_table->setCurrentIndex(m_model->index(row, 0));
}

void JobsPage::showJob()
{
    const JobSnapshot* job = selected();
    showButtons(job);
    m_detail->setJob(job);
    if (job && isVisible() && m_detail->decisions()->needsList())
        Q_EMIT command(command::ListRecords{job->id});
}

void JobsPage::showButtons(const JobSnapshot* job)
{
    const JobButtons buttons = job ? jobButtons(*job) : noJobButtons();
    const bool closes = job && job->state == JobState::CompleteOpen;
    const bool importing = job && job->state == JobState::Importing;
    m_abort->setText(closes ? tr("Close...") : importing ? tr("Cancel import") : tr("Abort..."));
    setAvailable(m_start, buttons.start.enabled, buttons.start.tip);
    setAvailable(m_hold, buttons.hold.enabled, buttons.hold.tip);
    setAvailable(m_resume, buttons.resume.enabled, buttons.resume.tip);
    setAvailable(m_abort, buttons.abort.enabled, buttons.abort.tip);
    setAvailable(m_report, buttons.report.enabled, buttons.report.tip);
    setAvailable(m_csv, buttons.report.enabled,
        buttons.report.enabled ? tr("Write one line per attempt as CSV into your documents folder.")
                               : buttons.report.tip);
}

void JobsPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_snapshot)
        setSnapshot(m_snapshot);
}

} // namespace sm
