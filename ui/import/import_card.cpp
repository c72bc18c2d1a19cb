// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/import_card.h"

#include "ui/text/failure_text.h"
#include "ui/text/finding_text.h"
#include "ui/text/numbers.h"
#include "ui/text/state_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/widgets.h"

#include <QApplication>
#include <QFileInfo>
#include <QHeaderView>
#include <QKeyEvent>
#include <QProgressBar>
#include <QTableWidget>

#include <map>
#include <utility>

namespace sm {

namespace {

struct FindingGroup {
    int count = 0;
    const ImportFindingView* first = nullptr;
};

QString firstLine(const ImportFindingView& finding)
{
    QString where = QCoreApplication::translate("Import", "line %1").arg(grouped(finding.line));
    if (!finding.columnName.isEmpty())
        where += QCoreApplication::translate("Import", ", \"%1\"").arg(finding.columnName);
    if (!finding.value.isEmpty())
        where += QStringLiteral(": ") + finding.value;
    return where;
}

} // namespace

ImportCard::ImportCard(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("importCard"));
    setAccessibleName(tr("File to import"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(6);
    m_headline = makeLabel(this, 20, true);
    m_headline->setObjectName(QStringLiteral("importHeadline"));
    m_headline->setWordWrap(true);
    m_file = new ElidedLabel(this, Qt::ElideMiddle);
    m_file->setFont(uiFont(13, true));
    m_facts = new ElidedLabel(this);
    m_counts = makeLabel(this, 13);
    m_counts->setObjectName(QStringLiteral("importCardCounts"));
    m_counts->setWordWrap(true);
    m_progress = new QProgressBar(this);
    m_progress->setObjectName(QStringLiteral("importCardProgress"));
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(10);
    m_findings = new QTableWidget(0, 5, this);
    m_findings->setObjectName(QStringLiteral("importCardFindings"));
    m_findings->setHorizontalHeaderLabels(
        {tr("Code"), tr("Finding"), tr("Severity"), tr("Count"), tr("First")});
    m_findings->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_findings->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_findings->setWordWrap(false);
    m_findings->setShowGrid(false);
    m_findings->setTabKeyNavigation(false);
    m_findings->verticalHeader()->hide();
    m_findings->verticalHeader()->setDefaultSectionSize(28);
    m_findings->horizontalHeader()->setSectionResizeMode(4, QHeaderView::Stretch);
    const int widths[] = {72, 260, 100, 80};
    for (int i = 0; i < 4; ++i)
        m_findings->setColumnWidth(i, widths[i]);
    m_findings->setMaximumHeight(200);
    auto* buttons = new QHBoxLayout;
    m_start = makeButton(QStringLiteral("importCardAccept"), tr("Start  (Enter)"), this);
    m_start->setProperty("primary", true);
    m_start->setMinimumSize(160, 40);
    m_start->setAutoDefault(true);
    m_details = makeButton(QStringLiteral("importCardDetails"), tr("Details..."), this);
    m_cancel = makeButton(QStringLiteral("importCardCancel"), tr("Cancel import"), this);
    m_close = makeButton(QStringLiteral("importClose"), tr("Close"), this);
    buttons->addWidget(m_start);
    buttons->addWidget(m_details);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_close);
    buttons->addStretch(1);
    for (QWidget* widget :
        std::initializer_list<QWidget*>{m_headline, m_file, m_facts, m_counts, m_progress, m_findings})
        column->addWidget(widget);
    column->addLayout(buttons);
    m_start->installEventFilter(this);
    connect(m_start, &QPushButton::clicked, this, [this] {
        if (m_step == Step::Accept) {
            Q_EMIT acceptRequested();
            return;
        }
        m_handBack = true;
        hide();
        Q_EMIT startRequested(std::exchange(m_job, JobId()));
        Q_EMIT closed();
    });
    connect(m_details, &QPushButton::clicked, this, &ImportCard::detailsRequested);
    connect(m_cancel, &QPushButton::clicked, this, &ImportCard::cancelRequested);
    connect(m_close, &QPushButton::clicked, this, [this] {
        m_job = JobId();
        m_handBack = true;
        hide();
        Q_EMIT closed();
    });
}

/// A key that is held down goes through one step, not through all of them.
bool ImportCard::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->isAutoRepeat())
        return true;
    return QWidget::eventFilter(watched, event);
}

bool ImportCard::holdsFocus() const
{
    const QWidget* at = QApplication::focusWidget();
    return !at || at == this || isAncestorOf(at);
}

void ImportCard::takeFocus()
{
    QPushButton* clean = m_start->isVisibleTo(this) ? m_start : m_details;
    (m_step == Step::Accept || m_step == Step::Start ? clean
            : m_close->isVisibleTo(this)             ? m_close
                                                     : m_cancel)
        ->setFocus();
}

void ImportCard::jobStarted(JobId job)
{
    if (!job.isValid() || job != m_job)
        return;
    m_job = JobId();
    m_handBack = holdsFocus();
    hide();
    Q_EMIT closed(); // started from elsewhere: the next file has its turn
}

void ImportCard::setTheme(const Theme& theme)
{
    m_theme = theme;
    setBackground(this, theme.panel);
    setTextColor(m_facts, theme.text2);
    QPalette bar = m_progress->palette();
    bar.setColor(QPalette::Highlight, theme.running);
    m_progress->setPalette(bar);
}

void ImportCard::setStep(Step step)
{
    // Who types elsewhere goes on typing there: an Enter meant for a search must not start a job.
    const bool back = std::exchange(m_handBack, false);
    const bool mine = back || holdsFocus();
    m_step = step;
    const bool working = step == Step::Checking || step == Step::Storing;
    m_progress->setVisible(working);
    m_start->setVisible(step == Step::Accept || step == Step::Start);
    m_details->setVisible(step == Step::Checking || step == Step::Accept);
    m_cancel->setVisible(step != Step::Start && step != Step::Refused);
    m_cancel->setText(step == Step::Accept ? tr("Close") : tr("Cancel import"));
    m_close->setVisible(step == Step::Start || step == Step::Refused);
    m_findings->hide();
    m_start->setText(step == Step::Accept ? tr("Accept  (Enter)") : tr("Start  (Enter)"));
    show();
    if (mine)
        takeFocus();
}

void ImportCard::showReading(const QString& file, int number, int count)
{
    m_job = JobId();
    m_headline->setText(tr("Checking the file..."));
    showPlace(file, number, count);
    m_progress->setValue(0);
    m_facts->hide();
    m_counts->hide();
    setStep(Step::Checking);
}

void ImportCard::showPlace(const QString& file, int number, int count)
{
    const QString name = QFileInfo(file).fileName();
    m_file->setFullText(count > 1 ? tr("%1   (file %2 of %3)").arg(name).arg(number).arg(count) : name);
}

void ImportCard::showPreview(const ImportPreview& preview)
{
    QStringList facts{fileFormatText(preview.format), preview.profileTitle,
        encodingText(preview.encoding, preview.byteOrderMark), bytesText(preview.bytes)};
    facts.removeAll(QString());
    m_facts->setFullText(facts.join(QStringLiteral("   ") + QChar(0x00B7) + QStringLiteral("   ")));
    m_facts->show();
}

void ImportCard::showChecking(const event::CheckProgress& progress)
{
    if (m_step != Step::Checking)
        return;
    m_progress->setValue(int(progress.fraction * 1000));
    m_headline->setText(tr("Checking the file: %1 records so far").arg(grouped(progress.records)));
}

void ImportCard::showChecked(const event::Checked& checked, qint64 findings)
{
    if (checked.failure)
        return showRefused(*checked.failure);
    const ImportTally& t = checked.tally;
    const bool clean = findings == 0 && t.valid > 0;
    m_headline->setText(clean ? tr("%1 records, all valid", nullptr, int(t.valid)).arg(grouped(t.valid))
                              : tr("%1 records, %2 of them valid", nullptr, int(t.records))
                                    .arg(grouped(t.records), grouped(t.valid)));
    setStep(Step::Accept);
    m_start->setVisible(clean);
    if (!clean && holdsFocus())
        takeFocus();
}

void ImportCard::showStoring()
{
    m_headline->setText(tr("Importing..."));
    m_progress->setValue(0);
    setStep(Step::Storing);
}

void ImportCard::showProgress(const event::ImportProgress& progress)
{
    m_progress->setValue(int(progress.fraction * 1000));
    m_headline->setText(tr("Importing: %1 records so far").arg(grouped(progress.records)));
}

void ImportCard::showImported(const event::Imported& imported)
{
    const ImportSummary& summary = imported.summary;
    m_job = imported.job;
    const bool ready = m_job.isValid();
    m_headline->setText(ready
            ? tr("%1 records ready", nullptr, int(summary.valid)).arg(grouped(summary.valid))
            : tr("Nothing was imported: the file has findings"));
    m_file->setFullText(QFileInfo(summary.file).fileName());
    QStringList facts{summary.format, QFileInfo(summary.layout).fileName(), summary.profile};
    if (!summary.sha256.isEmpty())
        facts.append(QStringLiteral("SHA-256 ") + summary.sha256.left(16) + QChar(0x2026));
    facts.removeAll(QString());
    m_facts->setFullText(facts.join(QStringLiteral("   ") + QChar(0x00B7) + QStringLiteral("   ")));
    showCounts(summary);
    showFindings(summary.findings);
    m_facts->show();
    m_counts->show();
    setStep(ready ? Step::Start : Step::Refused);
    m_findings->setVisible(!summary.findings.empty());
}

void ImportCard::showCounts(const ImportSummary& s)
{
    m_counts->setText(
        tr("%1 records = %2 valid + %3 invalid + %4 duplicate in file + %5 produced before    %6")
            .arg(grouped(s.records), grouped(s.valid), grouped(s.invalid), grouped(s.duplicateInFile),
                grouped(s.producedBefore), s.balances ? tr("adds up") : tr("does not add up"))
        + (s.rejectsFile.isEmpty() ? QString()
                                   : QLatin1Char('\n')
                    + tr("%1 records were written to %2", nullptr, int(s.rejected))
                          .arg(grouped(s.rejected), s.rejectsFile)));
}

void ImportCard::showRefused(const Failure& why)
{
    const FailureText text = failureText(why);
    m_job = JobId();
    m_headline->setText(text.sentence);
    m_counts->setText(text.action + QStringLiteral("  (") + text.code + QLatin1Char(')'));
    m_facts->hide();
    m_counts->show();
    setStep(Step::Refused);
}

void ImportCard::showFindings(const std::vector<ImportFindingView>& findings)
{
    std::map<QString, FindingGroup> groups;
    for (const ImportFindingView& finding : findings) {
        FindingGroup& group = groups[finding.code];
        ++group.count;
        if (!group.first)
            group.first = &finding;
    }
    m_findings->setRowCount(int(groups.size()));
    int row = 0;
    for (const auto& [code, group] : groups) {
        const QStringList cells{code, findingText(code), severityText(group.first->severity),
            grouped(group.count), firstLine(*group.first)};
        for (int column = 0; column < int(cells.size()); ++column) {
            auto* item = new QTableWidgetItem(cells[column]);
            item->setToolTip(failureText(group.first->reason).sentence);
            if (column == 3)
                item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            m_findings->setItem(row, column, item);
        }
        ++row;
    }
    m_findings->setFixedHeight(qMin(220, 36 + 28 * qMax(1, row)));
}

void ImportCard::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->isAutoRepeat())
        return;
    if (enter && m_start->isVisible())
        m_start->click();
    else if (event->key() == Qt::Key_Escape)
        (m_cancel->isVisible() ? m_cancel : m_close)->click();
    else
        QWidget::keyPressEvent(event);
}

} // namespace sm
