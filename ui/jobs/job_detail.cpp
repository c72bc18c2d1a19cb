// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/job_detail.h"

#include "ui/jobs/counts_box.h"
#include "ui/jobs/decision_list.h"
#include "ui/jobs/job_rules.h"
#include "ui/text/decision_text.h"
#include "ui/text/failure_text.h"
#include "ui/text/numbers.h"
#include "ui/text/state_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/widgets.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QDesktopServices>
#include <QFileInfo>
#include <QGridLayout>
#include <QUrl>

namespace sm {

namespace {

constexpr int rightWidth = 500;

} // namespace

JobDetail::JobDetail(QWidget* parent)
    : QWidget(parent)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 12, 16, 12);
    row->setSpacing(24);
    auto* left = new QVBoxLayout;
    left->setSpacing(6);
    m_name = makeLabel(this, 17, true);
    m_facts = new ElidedLabel(this);
    m_facts->setFont(uiFont(13));
    m_failure = makeLabel(this, 14, true);
    m_failure->setWordWrap(true);
    m_decisions = new DecisionList(this);
    left->addWidget(m_name);
    left->addWidget(m_facts);
    left->addWidget(m_failure);
    left->addSpacing(4);
    left->addWidget(m_decisions, 1);
    row->addLayout(left, 1);
    row->addWidget(makeRight());
    connect(m_decisions, &DecisionList::command, this, &JobDetail::command);
    connect(m_decisions, &DecisionList::closeRequested, this, &JobDetail::closeRequested);
    connect(m_decisions, &DecisionList::traceRequested, this, &JobDetail::traceRequested);
}

QWidget* JobDetail::makeRight()
{
    auto* right = new QWidget(this);
    right->setFixedWidth(rightWidth);
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    m_counts = new CountsBox(right);
    column->addWidget(m_counts);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(6);
    const auto caption = [&](const QString& text, int line) {
        QLabel* label = makeLabel(right, 13);
        label->setText(text);
        m_dim.push_back(label);
        grid->addWidget(label, line, 0);
        return label;
    };
    m_mode = new QComboBox(right);
    m_mode->setObjectName(QStringLiteral("remakeMode"));
    m_mode->setMinimumHeight(30);
    m_mode->setFont(uiFont(13));
    for (const RemakeMode mode : {RemakeMode::AsTheyCome, RemakeMode::AtTheEnd, RemakeMode::ByHand})
        m_mode->addItem(remakeModeText(mode), int(mode));
    caption(tr("Remakes"), 0)->setBuddy(m_mode);
    m_mode->setAccessibleName(tr("When remakes have their turn"));
    grid->addWidget(m_mode, 0, 1, 1, 2, Qt::AlignLeft);
    caption(tr("File"), 1);
    m_file = new ElidedLabel(right, Qt::ElideMiddle);
    m_file->setFont(uiFont(13));
    grid->addWidget(m_file, 1, 1);
    m_show = makeButton(QStringLiteral("showFileButton"), tr("Show"), right);
    m_show->setMinimumHeight(28);
    grid->addWidget(m_show, 1, 2);
    caption(QStringLiteral("SHA-256"), 2);
    m_digest = new ElidedLabel(right, Qt::ElideMiddle);
    m_digest->setObjectName(QStringLiteral("fileDigest"));
    m_digest->setFont(monoFont(12));
    grid->addWidget(m_digest, 2, 1, 1, 2);
    grid->setColumnStretch(1, 1);
    column->addLayout(grid);
    column->addStretch(1);
    connect(m_mode, &QComboBox::activated, this, [this](int index) {
        Q_EMIT command(command::SetRemakeMode{m_job, RemakeMode(m_mode->itemData(index).toInt())});
    });
    connect(m_show, &QPushButton::clicked, this,
        [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_source).absolutePath())); });
    return right;
}

void JobDetail::setTheme(const Theme& theme)
{
    setBackground(this, theme.panel);
    setTextColor(m_facts, theme.text2);
    for (QLabel* label : m_dim)
        setTextColor(label, theme.text2);
    m_counts->setTheme(theme);
    m_decisions->setTheme(theme);
}

void JobDetail::setJob(const JobSnapshot* job)
{
    m_decisions->setJob(job);
    if (!job)
        return;
    m_job = job->id;
    showFacts(*job);
    m_counts->setCounts(job->counts);
    const bool open = !isOver(job->state) && job->id.isValid();
    if (!m_mode->view()->isVisible())
        m_mode->setCurrentIndex(int(job->remakeMode));
    setAvailable(m_mode, open,
        open ? tr("As they come: in their place in the file. At the end: after all others. By hand: when you "
                  "say so.")
             : tr("The job is over."));
    m_source = job->source;
    const bool file = !m_source.isEmpty() && !m_source.startsWith(QLatin1Char(':'));
    m_file->setFullText(QFileInfo(m_source).fileName());
    setAvailable(m_show, file, file ? tr("Show the file in its folder.") : tr("There is no file to show."));
    m_digest->setFullText(QString::fromLatin1(job->sourceSha256.toHex()));
}

void JobDetail::showFacts(const JobSnapshot& job)
{
    m_name->setText(job.id.isValid() ? tr("Job %1  %2").arg(job.id.value).arg(job.name) : job.name);
    const bool queued = isQueued(job);
    QStringList facts{
        queued && job.state != JobState::Ready ? tr("Queued") : jobStateText(job.state), job.product};
    if (job.seconds > 0 && !queued)
        facts.append(tr("producing time %1").arg(ageText(qint64(job.seconds * 1000))));
    if (job.test)
        facts.append(tr("test keys"));
    facts.removeAll(QString());
    m_facts->setFullText(facts.join(QStringLiteral("   ") + QChar(0x00B7) + QStringLiteral("   ")));
    m_failure->setVisible(job.failure.has_value());
    if (job.failure) {
        const FailureText text = failureText(*job.failure);
        m_failure->setText(text.sentence + QLatin1Char(' ') + text.action);
    }
}

} // namespace sm
