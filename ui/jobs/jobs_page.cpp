// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/jobs_page.h"

#include "ui/import/import_card.h"
#include "ui/jobs/abort_dialog.h"
#include "ui/jobs/counts_box.h"
#include "ui/jobs/job_choice.h"
#include "ui/jobs/job_rules.h"
#include "ui/jobs/jobs_model.h"
#include "ui/text/failure_text.h"
#include "ui/text/numbers.h"
#include "ui/text/state_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/widgets.h"

#include <QHeaderView>
#include <QProgressBar>
#include <QTableView>

namespace sm {

namespace {

constexpr int rowHeight = 28;

} // namespace

JobsPage::JobsPage(QWidget* parent)
    : QWidget(parent)
    , m_model(new JobsModel(this))
    , m_card(new ImportCard(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(makeButtons());
    column->addWidget(m_card);
    m_card->hide();
    column->addWidget(makeTable(), 1);
    m_empty = makeLabel(this, 16);
    m_empty->setText(tr("No job yet. Drop a job file anywhere on this window."));
    m_empty->setAlignment(Qt::AlignCenter);
    column->addWidget(m_empty, 1);
    column->addWidget(makeDetail());
    connect(m_card, &ImportCard::startRequested, this,
        [this](JobId job) { Q_EMIT command(command::StartJob{job}); });
}

QWidget* JobsPage::makeButtons()
{
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_import = makeButton(QStringLiteral("jobImportButton"), tr("Import file..."), bar);
    m_start = makeButton(QStringLiteral("jobStartButton"), tr("Start"), bar);
    m_hold = makeButton(QStringLiteral("jobHoldButton"), tr("Hold"), bar);
    m_resume = makeButton(QStringLiteral("jobResumeButton"), tr("Resume"), bar);
    m_abort = makeButton(QStringLiteral("jobAbortButton"), tr("Abort..."), bar);
    row->addWidget(m_import);
    row->addSpacing(16);
    for (QPushButton* button : {m_start, m_hold, m_resume})
        row->addWidget(button);
    row->addStretch(1);
    row->addWidget(m_abort);
    for (QPushButton* button : {m_import, m_start, m_hold, m_resume, m_abort})
        button->setMinimumWidth(104);
    connect(m_import, &QPushButton::clicked, this, &JobsPage::importRequested);
    const auto post = [this](auto make) {
        return [this, make] {
            if (const JobSnapshot* job = selected())
                Q_EMIT command(make(job->id));
        };
    };
    connect(m_start, &QPushButton::clicked, this, post([](JobId id) { return command::StartJob{id}; }));
    connect(m_hold, &QPushButton::clicked, this, post([](JobId id) { return command::HoldJob{id}; }));
    connect(m_resume, &QPushButton::clicked, this, post([](JobId id) { return command::ResumeJob{id}; }));
    connect(m_abort, &QPushButton::clicked, this, [this] {
        if (const JobSnapshot* job = selected())
            askAbort(job->id);
    });
    return bar;
}

QWidget* JobsPage::makeTable()
{
    m_table = new QTableView(this);
    m_table->setObjectName(QStringLiteral("jobsTable"));
    m_table->setModel(m_model);
    m_table->setFont(uiFont(13));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setWordWrap(false);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(rowHeight);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView* header = m_table->horizontalHeader();
    header->setFixedHeight(32);
    header->setHighlightSections(false);
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setSectionResizeMode(JobsModel::Name, QHeaderView::Stretch);
    const int widths[] = {300, 220, 200, 110, 110, 110};
    for (int column = 0; column < int(JobsModel::ColumnCount); ++column)
        header->resizeSection(column, widths[column]);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &JobsPage::showJob);
    return m_table;
}

QWidget* JobsPage::makeDetail()
{
    m_detail = new QWidget(this);
    auto* column = new QVBoxLayout(m_detail);
    column->setContentsMargins(16, 12, 16, 14);
    column->setSpacing(8);
    m_name = makeLabel(m_detail, 17, true);
    m_facts = new ElidedLabel(m_detail);
    m_facts->setFont(uiFont(13));
    m_failure = makeLabel(m_detail, 14, true);
    m_failure->setWordWrap(true);
    m_progress = new QProgressBar(m_detail);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(10);
    m_progress->setRange(0, 1000);
    m_counts = new CountsBox(m_detail);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_name, m_facts, m_failure, m_progress, m_counts})
        column->addWidget(widget);
    return m_detail;
}

void JobsPage::setTheme(const Theme& theme)
{
    m_theme = theme;
    setBackground(this, theme.window);
    setBackground(m_detail, theme.panel);
    setTextColor(m_facts, theme.text2);
    setTextColor(m_empty, theme.text2);
    // Blue is for held and for what is asked of the user; a selected row is only tinted.
    QPalette rows = theme.palette();
    rows.setColor(QPalette::Highlight, theme.track);
    rows.setColor(QPalette::HighlightedText, theme.text1);
    m_table->setPalette(rows);
    m_counts->setTheme(theme);
    m_card->setTheme(theme);
    QPalette bar = m_progress->palette();
    bar.setColor(QPalette::Highlight, theme.running);
    m_progress->setPalette(bar);
    m_import->setIcon(tintedIcon(QStringLiteral("import"), theme.text1, theme.text3));
    m_start->setIcon(tintedIcon(QStringLiteral("start"), theme.text1, theme.text3));
    m_hold->setIcon(tintedIcon(QStringLiteral("hold"), theme.text1, theme.text3));
    m_resume->setIcon(tintedIcon(QStringLiteral("resume"), theme.text1, theme.text3));
    m_abort->setIcon(tintedIcon(QStringLiteral("abort"), theme.text1, theme.text3));
}

void JobsPage::setSnapshot(std::shared_ptr<const Snapshot> snapshot)
{
    m_snapshot = std::move(snapshot);
    if (!isVisible() && m_model->rowCount() == int(m_snapshot->jobs.size()))
        return;
    m_model->setSnapshot(m_snapshot);
    const bool any = m_model->rowCount() > 0;
    m_table->setVisible(any);
    m_detail->setVisible(any);
    m_empty->setVisible(!any);
    if (any && !m_table->currentIndex().isValid()) {
        if (const JobSnapshot* job = currentJob(*m_snapshot))
            selectJob(job->id);
    }
    showJob();
}

const JobSnapshot* JobsPage::selected() const
{
    return m_model->job(m_table->currentIndex().row());
}

void JobsPage::selectJob(JobId job)
{
    const int row = m_model->rowOf(job);
    if (row >= 0)
        m_table->setCurrentIndex(m_model->index(row, 0));
}

void JobsPage::showJob()
{
    const JobSnapshot* job = selected();
    showButtons(job);
    if (!job)
        return;
    m_name->setText(job->name);
    QStringList facts{jobStateText(job->state), job->profile, job->source};
    facts.append(tr("producing time %1").arg(ageText(qint64(job->seconds * 1000))));
    if (job->test)
        facts.append(tr("test keys"));
    facts.removeAll(QString());
    m_facts->setFullText(facts.join(QStringLiteral("   ") + QChar(0x00B7) + QStringLiteral("   ")));
    m_failure->setVisible(job->failure.has_value());
    if (job->failure) {
        const FailureText text = failureText(*job->failure);
        m_failure->setText(text.sentence + QLatin1Char(' ') + text.action);
    }
    m_progress->setValue(int(progressOf(*job) * 1000));
    m_counts->setCounts(job->counts);
}

void JobsPage::showButtons(const JobSnapshot* job)
{
    const JobButtons buttons = job ? jobButtons(job->state) : noJobButtons();
    setAvailable(m_start, buttons.start.enabled, buttons.start.tip);
    setAvailable(m_hold, buttons.hold.enabled, buttons.hold.tip);
    setAvailable(m_resume, buttons.resume.enabled, buttons.resume.tip);
    setAvailable(m_abort, buttons.abort.enabled, buttons.abort.tip);
}

void JobsPage::askAbort(JobId id)
{
    const JobSnapshot* job = m_snapshot ? findJob(*m_snapshot, id) : nullptr;
    if (!job)
        return;
    auto* dialog = new AbortDialog(*job, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, id] {
        Q_EMIT command(command::AbortJob{id, dialog->reason()});
    });
    dialog->open();
}

} // namespace sm
