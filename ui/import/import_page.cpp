// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/import_page.h"

#include "ui/import/file_facts.h"
#include "ui/import/import_foot.h"
#include "ui/import/mapping_bar.h"
#include "ui/import/preview_model.h"
#include "ui/import/report_model.h"
#include "ui/text/failure_text.h"
#include "ui/text/finding_text.h"
#include "ui/text/numbers.h"
#include "ui/theme/fonts.h"
#include "ui/theme/widgets.h"

#include <QApplication>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QInputDialog>
#include <QKeyEvent>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QSplitter>
#include <QTableView>
#include <QTreeView>

namespace sm {

ImportPage::ImportPage(QWidget* parent)
    : QWidget(parent)
    , m_rows(new PreviewModel(this))
    , m_findings(new ReportModel(this))
    , m_facts(new FileFacts(this))
    , m_foot(new ImportFoot(this))
{
    setObjectName(QStringLiteral("importDialog"));
    setAccessibleName(tr("Import"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(8);
    m_title = makeLabel(this, 20, true);
    m_title->setObjectName(QStringLiteral("importTitle"));
    column->addWidget(m_title);
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    // With alarms and a notice above it on a low screen it scrolls; the window does not grow.
    auto* facts = new QScrollArea(this);
    facts->setObjectName(QStringLiteral("importFactsArea"));
    facts->setFrameShape(QFrame::NoFrame);
    facts->setWidgetResizable(true);
    facts->setFocusPolicy(Qt::NoFocus);
    facts->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    facts->setFixedWidth(280);
    facts->setMinimumHeight(160);
    facts->setWidget(m_facts);
    row->addWidget(facts);
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(10);
    auto* upper = new QWidget(splitter);
    upper->setObjectName(QStringLiteral("importUpper"));
    auto* upperColumn = new QVBoxLayout(upper);
    upperColumn->setContentsMargins(0, 0, 0, 0);
    upperColumn->setSpacing(0);
    upperColumn->addWidget(makeTop());
    upperColumn->addWidget(makeOpenFields());
    upperColumn->addWidget(makeTable(), 1);
    auto* lower = new QWidget(splitter);
    auto* lowerColumn = new QVBoxLayout(lower);
    lowerColumn->setContentsMargins(0, 0, 0, 0);
    lowerColumn->setSpacing(0);
    lowerColumn->addWidget(makeProgress());
    lowerColumn->addWidget(makeReport(), 1);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    row->addWidget(splitter, 1);
    column->addLayout(row, 1);
    column->addWidget(m_foot);
    connect(m_facts, &FileFacts::jobRequested, this, &ImportPage::jobRequested);
    connect(m_facts, &FileFacts::readingChanged, this,
        [this](const QString& encoding, const QString& delimiter, ImportMapping::Header header) {
            m_preview.mapping.encoding = encoding;
            m_preview.mapping.delimiter = delimiter;
            m_preview.mapping.header = header;
            tellMapping(false);
        });
    connect(m_mapping, &MappingBar::changed, this, [this] { tellMapping(true); });
    connect(m_foot, &ImportFoot::acceptRequested, this, &ImportPage::acceptRequested);
    connect(m_foot, &ImportFoot::cancelRequested, this, &ImportPage::cancelRequested);
    connect(m_foot, &ImportFoot::backgroundRequested, this, &ImportPage::backgroundRequested);
    connect(m_foot, &ImportFoot::reportRequested, this, &ImportPage::askReportFile);
}

void ImportPage::setTheme(const Theme& theme)
{
    m_theme = theme;
    setBackground(this, theme.window);
    for (const char* name :
        {"importUpper", "importTop", "importOpenArea", "importReportArea", "importFactsArea"})
        setBackground(findChild<QWidget*>(QLatin1String(name)), theme.panel);
    setBackground(m_checking, theme.panel);
    for (QLabel* label : {m_speed, m_lines, m_openText, m_clean, m_whole})
        setTextColor(label, theme.text2);
    setTextColor(m_problem, theme.fault.edge);
    QPalette rows = theme.palette();
    rows.setColor(QPalette::Highlight, theme.track);
    rows.setColor(QPalette::HighlightedText, theme.text1);
    m_table->setPalette(rows);
    m_report->setPalette(rows);
    QPalette bar = m_progress->palette();
    bar.setColor(QPalette::Highlight, theme.running);
    m_progress->setPalette(bar);
    m_rows->setTheme(theme);
    m_facts->setTheme(theme);
    m_mapping->setTheme(theme);
    m_foot->setTheme(theme);
}

void ImportPage::showReading(const QString& file, int number, int count)
{
    m_name = QFileInfo(file).fileName();
    m_baseName = QFileInfo(file).completeBaseName();
    showPlace(number, count);
    m_facts->showReading(file);
    m_foot->showReading();
    m_findings->clear();
    m_checked.reset();
    m_counts->clear();
    m_lines->clear();
    m_clean->hide();
    m_progress->setValue(0);
    m_speed->setText(tr("Reading..."));
    m_checking->show();
}

void ImportPage::showPlace(int number, int count)
{
    m_title->setText(count > 1 ? tr("Import: %1   (file %2 of %3)").arg(m_name).arg(number).arg(count)
                               : tr("Import: %1").arg(m_name));
}

void ImportPage::fillBoxes(const ImportPreview& preview)
{
    m_profile->clear();
    for (const auto& [id, title] : preview.profiles)
        m_profile->addItem(title, id);
    m_profile->setCurrentIndex(m_profile->findData(preview.mapping.profile));
    m_preset->clear();
    m_preset->addItem(tr("Of the profile"), QString());
    for (const auto& [path, title] : preview.presets)
        m_preset->addItem(title, path);
    m_preset->setCurrentIndex(qMax(0, m_preset->findData(preview.mapping.preset)));
    m_fit->setText(preview.fields.empty() ? QString() : tr("%1 % matched").arg(preview.fit));
    const bool ready = preview.problem == std::nullopt && preview.fit > 0;
    setAvailable(m_savePreset, ready,
        ready ? tr("Save how this file is read, for the next one like it") : tr("Map the columns first."));
}

void ImportPage::fillOpenFields()
{
    const std::vector<PreviewField> open = m_mapping->open();
    const QString current = m_openBox->currentData().toString();
    m_openBox->clear();
    for (const PreviewField& field : open) {
        QString text = fieldTitle(field.mapping.field);
        if (field.required && field.mapping.constant.isEmpty())
            text += QStringLiteral("  ") + tr("(needed)");
        m_openBox->addItem(text, field.mapping.field);
        m_openBox->setItemData(m_openBox->count() - 1, field.mapping.constant, Qt::UserRole + 1);
    }
    m_openBox->setCurrentIndex(qMax(0, m_openBox->findData(current)));
    m_openText->setText(tr("%n fields without a column:", nullptr, int(open.size())));
    m_openFields->setVisible(!open.empty() && !m_preview.columns.empty());
}

void ImportPage::showProblem(const ImportPreview& preview)
{
    QStringList missing;
    bool conversion = false;
    for (const PreviewField& field : preview.fields) {
        if (field.problem == PreviewField::Problem::Missing)
            missing.append(fieldTitle(field.mapping.field));
        conversion = conversion || field.problem == PreviewField::Problem::Convert;
    }
    QString text;
    if (preview.problem) {
        const FailureText why = failureText(*preview.problem);
        text = why.sentence + QLatin1Char(' ') + why.action;
    } else if (!missing.isEmpty()) {
        text = tr("The profile needs %1: choose the column, or set one value for all.")
                   .arg(missing.join(QStringLiteral(", ")));
    } else if (conversion) {
        text = tr("A conversion is not understood. Choose it anew.");
    }
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
    if (!text.isEmpty()) {
        m_checking->hide();
        m_clean->setText(tr("The report appears here when the file can be read."));
        m_clean->show();
        m_report->hide();
    }
}

void ImportPage::showPreview(const ImportPreview& preview)
{
    m_preview = preview;
    m_rows->setPreview(preview);
    m_facts->showPreview(preview);
    fillBoxes(preview);
    m_mapping->setPreview(preview);
    m_mapping->setVisible(!preview.columns.empty());
    m_table->setVisible(!preview.columns.empty());
    fillOpenFields();
    m_report->show();
    m_clean->hide();
    showProblem(preview);
    m_foot->showPreview(preview);
    fitColumns();
    if (m_rows->rowCount() > 0)
        m_table->setCurrentIndex(m_rows->index(0, 0));
}

void ImportPage::fitColumns()
{
    const int columns = m_rows->columnCount();
    if (columns == 0)
        return;
    m_table->resizeColumnsToContents();
    constexpr int least = 148;
    constexpr int most = 240;
    for (int i = 0; i < columns; ++i)
        m_table->setColumnWidth(i, qBound(least, m_table->columnWidth(i) + 16, most));
}

void ImportPage::showRows(const event::PreviewRows& rows)
{
    m_rows->setRows(rows.rows);
    const int row = qMax(0, m_rows->rowOf(m_wanted.first));
    const QModelIndex at = m_rows->index(row, qMax(0, m_wanted.second - 1));
    if (!at.isValid())
        return;
    m_table->setCurrentIndex(at);
    m_table->scrollTo(at, QAbstractItemView::PositionAtTop);
}

void ImportPage::showProgress(const event::CheckProgress& progress)
{
    const bool first = m_findings->rowCount() == 0 && !progress.findings.empty();
    m_findings->add(progress.counts, progress.findings);
    m_rows->addFindings(progress.findings);
    m_progress->setValue(int(progress.fraction * 1000));
    QStringList parts{tr("Checked %1").arg(percentText(progress.fraction))};
    if (progress.recordsPerSecond > 0)
        parts.append(tr("%1 records/s").arg(grouped(qRound64(progress.recordsPerSecond))));
    if (progress.secondsLeft >= 0)
        parts.append(tr("%1 left").arg(ageText(qint64(progress.secondsLeft * 1000) + 999)));
    parts.append(tr("%n findings", nullptr, int(m_findings->total())));
    m_speed->setText(parts.join(QStringLiteral("   ")));
    m_counts->setText(tr("%1 records so far").arg(grouped(progress.records)));
    if (first)
        m_report->expand(m_findings->index(0, 0));
}

void ImportPage::showChecked(const event::Checked& checked)
{
    m_checked = checked;
    m_checking->hide();
    m_facts->showChecked(checked);
    m_foot->showChecked(checked, m_findings->countOf(QStringLiteral("blocking")));
    if (checked.failure) {
        const FailureText why = failureText(*checked.failure);
        m_counts->setText(why.sentence + QLatin1Char(' ') + why.action);
        m_lines->clear();
        return;
    }
    m_jump->setMaximum(int(qMin<qint64>(qMax<qint64>(1, checked.tally.lines), 1'000'000'000)));
    showCounts(checked.tally);
    const bool clean = m_findings->rowCount() == 0;
    m_clean->setText(tr("No findings. Checked in %1.").arg(secondsText(checked.seconds)));
    m_clean->setVisible(clean);
    m_report->setVisible(!clean);
    if (!clean && !m_report->currentIndex().isValid())
        m_report->setCurrentIndex(m_findings->index(0, 0, m_findings->index(0, 0)));
    if (isVisible() && !isEditing() && !m_foot->focusAccept())
        m_report->setFocus();
}

void ImportPage::showCounts(const ImportTally& t)
{
    QStringList parts{tr("%1 valid").arg(grouped(t.valid))};
    const auto add = [&parts](qint64 count, const QString& text) {
        if (count > 0)
            parts.append(text.arg(grouped(count)));
    };
    parts.append(tr("%1 invalid").arg(grouped(t.invalid)));
    parts.append(tr("%1 duplicate in file").arg(grouped(t.duplicateInFile)));
    parts.append(tr("%1 produced before").arg(grouped(t.producedBefore)));
    add(t.alreadyQueued, tr("%1 already queued"));
    const bool adds = t.balances
        && t.records == t.valid + t.invalid + t.duplicateInFile + t.producedBefore + t.alreadyQueued;
    m_counts->setText(tr("%1 records = %2    %3")
                          .arg(grouped(t.records), parts.join(QStringLiteral(" + ")),
                              adds ? tr("adds up") : tr("DOES NOT ADD UP")));
    QStringList lines{tr("%1 in records").arg(grouped(t.recordLines))};
    const auto line = [&lines](qint64 count, const QString& text) {
        if (count > 0)
            lines.append(text.arg(grouped(count)));
    };
    line(t.headerLines, tr("%1 header"));
    line(t.blankLines, tr("%1 blank"));
    line(t.commentLines, tr("%1 comment"));
    line(t.trailerLines, tr("%1 trailer"));
    m_lines->setText(tr("%1 lines = %2").arg(grouped(t.lines), lines.join(QStringLiteral(" + "))));
}

void ImportPage::showNote(const QString& text)
{
    m_foot->showNote(text);
}

void ImportPage::tellMapping(bool keepFields)
{
    ImportMapping mapping = m_preview.mapping;
    mapping.fields.clear();
    if (keepFields) {
        const auto fields = m_mapping->fields();
        if (!fields)
            return;
        mapping.fields = *fields;
        mapping.preset.clear();
    }
    Q_EMIT mappingChanged(mapping);
}

void ImportPage::showWhole(const QModelIndex& current)
{
    const QString where = current.siblingAtColumn(ReportModel::What).data().toString();
    const QString why = current.siblingAtColumn(ReportModel::Reason).data().toString();
    const QString what = current.siblingAtColumn(ReportModel::Hint).data().toString();
    m_whole->setText(where + QStringLiteral(":  ") + why + QStringLiteral("  ") + what);
    m_whole->setVisible(current.isValid());
}

void ImportPage::goToFinding(const QModelIndex& index)
{
    const ImportFindingView* finding = m_findings->finding(index.siblingAtColumn(0));
    if (!finding)
        return;
    m_wanted = {finding->line, finding->column};
    const int row = m_rows->rowOf(finding->line);
    if (row < 0) {
        Q_EMIT lineRequested(finding->line);
        return;
    }
    const QModelIndex at = m_rows->index(row, qMax(0, finding->column - 1));
    m_table->setCurrentIndex(at);
    m_table->scrollTo(at, QAbstractItemView::PositionAtCenter);
}

void ImportPage::askPresetName()
{
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save preset"));
    dialog->setLabelText(tr("Name of the preset, such as the issuer's:"));
    dialog->setTextValue(m_preset->currentData().toString().isEmpty() ? m_baseName : m_preset->currentText());
    connect(dialog, &QInputDialog::textValueSelected, this, &ImportPage::presetRequested);
    dialog->open();
}

void ImportPage::askReportFile()
{
    auto* dialog = new QFileDialog(this, tr("Save report"), QString(), tr("Tables (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    dialog->selectFile(m_baseName + QStringLiteral(".report.csv"));
    connect(dialog, &QFileDialog::fileSelected, this, &ImportPage::reportRequested);
    dialog->open();
}

void ImportPage::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool escape = event->key() == Qt::Key_Escape;
    if (enter && (event->isAutoRepeat() || m_report->hasFocus() || m_table->hasFocus()))
        return; // there it goes to a finding
    if ((enter || escape) && isEditing()) {
        if (escape)
            setFocus(); // leaves the field; the next one leaves the page
        return;
    }
    if (auto* button = qobject_cast<QPushButton*>(QApplication::focusWidget());
        enter && button && isAncestorOf(button))
        button->click();
    else if (enter)
        m_foot->accept();
    else if (escape)
        m_foot->cancel();
    else
        QWidget::keyPressEvent(event);
}

/// What is typed or chosen there ends with Enter without a meaning for the file.
bool ImportPage::isEditing() const
{
    const QWidget* at = QApplication::focusWidget();
    return at && isAncestorOf(at)
        && (qobject_cast<const QLineEdit*>(at) || qobject_cast<const QAbstractSpinBox*>(at)
            || qobject_cast<const QComboBox*>(at));
}

} // namespace sm
