// SPDX-License-Identifier: GPL-3.0-or-later
// The widgets of the import page.
#include "ui/import/import_page.h"

#include "ui/import/mapping_bar.h"
#include "ui/import/preview_model.h"
#include "ui/import/report_model.h"
#include "ui/theme/fonts.h"
#include "ui/theme/safe_table_view.h"
#include "ui/theme/widgets.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QProgressBar>
#include <QScrollBar>
#include <QSpinBox>
#include <QTableView>
#include <QTreeView>

namespace sm {

QWidget* ImportPage::makeTop()
{
    auto* bar = new QWidget(this);
    bar->setObjectName(QStringLiteral("importTop"));
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(12, 8, 12, 4);
    row->setSpacing(8);
    m_profile = new QComboBox(bar);
    m_profile->setObjectName(QStringLiteral("importProfile"));
    m_profile->setAccessibleName(tr("Profile"));
    m_preset = new QComboBox(bar);
    m_preset->setObjectName(QStringLiteral("importPreset"));
    m_preset->setAccessibleName(tr("Preset"));
    for (QComboBox* box : {m_profile, m_preset}) {
        box->setFont(uiFont(13));
        box->setMinimumHeight(32);
        // As wide as there is room: a long name of one profile among many never makes the window grow.
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    m_profile->setMinimumContentsLength(12);
    m_profile->setMaximumWidth(360);
    m_preset->setMinimumContentsLength(9);
    m_preset->setMaximumWidth(220);
    m_fit = makeLabel(bar, 13, true);
    m_savePreset = makeButton(QStringLiteral("importSavePreset"), tr("Save preset..."), bar);
    m_savePreset->setMinimumWidth(108);
    m_jump = new QSpinBox(bar);
    m_jump->setObjectName(QStringLiteral("importJump"));
    m_jump->setAccessibleName(tr("Jump to line"));
    m_jump->setRange(1, 1'000'000'000);
    m_jump->setMinimumSize(90, 32);
    m_jump->setGroupSeparatorShown(true);
    m_jump->setKeyboardTracking(false);
    QLabel* profile = makeLabel(bar, 13);
    profile->setText(tr("Profile"));
    QLabel* preset = makeLabel(bar, 13);
    preset->setText(tr("Layout"));
    QLabel* jump = makeLabel(bar, 13);
    jump->setText(tr("Jump to line"));
    for (QWidget* widget :
        std::initializer_list<QWidget*>{profile, m_profile, preset, m_preset, m_fit, m_savePreset})
        row->addWidget(widget);
    row->setStretchFactor(m_profile, 3);
    row->setStretchFactor(m_preset, 2);
    row->addStretch(1);
    row->addWidget(jump);
    row->addWidget(m_jump);
    connect(m_profile, &QComboBox::activated, this, [this] {
        m_preview.mapping.profile = m_profile->currentData().toString();
        m_preview.mapping.preset.clear();
        tellMapping(false);
    });
    connect(m_preset, &QComboBox::activated, this, [this] {
        m_preview.mapping.preset = m_preset->currentData().toString();
        if (!m_preview.mapping.preset.isEmpty())
            m_preview.mapping.profile.clear();
        tellMapping(false);
    });
    connect(m_savePreset, &QPushButton::clicked, this, &ImportPage::askPresetName);
    connect(m_jump, &QSpinBox::valueChanged, this, [this](int line) {
        m_wanted = {line, 0};
        Q_EMIT lineRequested(line);
    });
    return bar;
}

QWidget* ImportPage::makeOpenFields()
{
    auto* area = new QWidget(this);
    area->setObjectName(QStringLiteral("importOpenArea"));
    auto* column = new QVBoxLayout(area);
    column->setContentsMargins(12, 0, 12, 4);
    column->setSpacing(4);
    m_problem = makeLabel(area, 14, true);
    m_problem->setObjectName(QStringLiteral("importProblem"));
    m_problem->setWordWrap(true);
    column->addWidget(m_problem);
    m_openFields = new QWidget(area);
    auto* row = new QHBoxLayout(m_openFields);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_openText = makeLabel(m_openFields, 13);
    m_openBox = new QComboBox(m_openFields);
    m_openBox->setObjectName(QStringLiteral("importOpenField"));
    m_openBox->setAccessibleName(tr("Field without a column"));
    m_openBox->setMinimumHeight(28);
    m_constant = new QLineEdit(m_openFields);
    m_constant->setTextMargins(6, 0, 4, 0);
    m_constant->setObjectName(QStringLiteral("importConstant"));
    m_constant->setAccessibleName(tr("Value for every record"));
    m_constant->setPlaceholderText(tr("the same value for every record"));
    m_constant->setMinimumSize(240, 28);
    m_setConstant = makeButton(QStringLiteral("importSetConstant"), tr("Set for all"), m_openFields);
    m_setConstant->setMinimumHeight(28);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_openText, m_openBox, m_constant, m_setConstant})
        row->addWidget(widget);
    row->addStretch(1);
    column->addWidget(m_openFields);
    m_problem->hide(); // until a file needs them, they take no room
    m_openFields->hide();
    connect(m_openBox, &QComboBox::currentIndexChanged, this,
        [this] { m_constant->setText(m_openBox->currentData(Qt::UserRole + 1).toString()); });
    connect(m_constant, &QLineEdit::returnPressed, m_setConstant, &QPushButton::click);
    connect(m_setConstant, &QPushButton::clicked, this,
        [this] { m_mapping->setConstant(m_openBox->currentData().toString(), m_constant->text()); });
    return area;
}

QWidget* ImportPage::makeTable()
{
    auto* area = new QWidget(this);
    auto* column = new QVBoxLayout(area);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_table = new SafeTableView(26, area);
    m_table->setObjectName(QStringLiteral("importPreview"));
    m_table->setAccessibleName(tr("First records of the file, masked"));
    m_table->setModel(m_rows);
    m_table->setFont(uiFont(13));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setMinimumHeight(70);
    m_table->verticalHeader()->show();
    m_table->verticalHeader()->setFont(uiFont(12));
    m_table->horizontalHeader()->setFixedHeight(28);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setMinimumSectionSize(112);
    m_mapping = new MappingBar(m_table->horizontalHeader(), area);
    connect(m_table->horizontalScrollBar(), &QScrollBar::valueChanged, m_mapping, &MappingBar::place);
    connect(m_table->verticalHeader(), &QHeaderView::geometriesChanged, m_mapping, &MappingBar::place,
        Qt::QueuedConnection);
    column->addWidget(m_mapping);
    column->addWidget(m_table, 1);
    return area;
}

QWidget* ImportPage::makeProgress()
{
    m_checking = new QWidget(this);
    auto* row = new QHBoxLayout(m_checking);
    row->setContentsMargins(12, 8, 12, 4);
    row->setSpacing(12);
    m_progress = new QProgressBar(m_checking);
    m_progress->setObjectName(QStringLiteral("importProgress"));
    m_progress->setAccessibleName(tr("Part of the file that is checked"));
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(10);
    m_speed = makeLabel(m_checking, 13);
    m_speed->setObjectName(QStringLiteral("importSpeed"));
    row->addWidget(m_progress, 1);
    row->addWidget(m_speed);
    return m_checking;
}

QWidget* ImportPage::makeReport()
{
    auto* area = new QWidget(this);
    area->setObjectName(QStringLiteral("importReportArea"));
    auto* column = new QVBoxLayout(area);
    column->setContentsMargins(12, 6, 12, 0);
    column->setSpacing(4);
    m_counts = makeLabel(area, 14, true);
    m_counts->setObjectName(QStringLiteral("importCounts"));
    m_counts->setWordWrap(true);
    m_lines = makeLabel(area, 12);
    m_lines->setObjectName(QStringLiteral("importLines"));
    m_lines->setWordWrap(true);
    m_report = new QTreeView(area);
    m_report->setObjectName(QStringLiteral("importReport"));
    m_report->setAccessibleName(tr("Findings"));
    m_report->setModel(m_findings);
    m_report->setFont(uiFont(13));
    m_report->setUniformRowHeights(true);
    m_report->setFrameShape(QFrame::NoFrame);
    m_report->setMinimumHeight(60);
    m_whole = makeLabel(area, 13);
    m_whole->setObjectName(QStringLiteral("importFinding"));
    m_whole->setWordWrap(true);
    m_whole->setContentsMargins(0, 2, 0, 6);
    m_whole->hide();
    connect(m_report->selectionModel(), &QItemSelectionModel::currentChanged, this, &ImportPage::showWhole);
    connect(m_findings, &QAbstractItemModel::modelReset, m_whole, &QWidget::hide);
    m_report->header()->setStretchLastSection(true);
    const int widths[] = {220, 124, 100, 222};
    for (int i = 0; i < 4; ++i)
        m_report->header()->resizeSection(i, widths[i]);
    m_clean = makeLabel(area, 14);
    m_clean->setObjectName(QStringLiteral("importClean"));
    m_clean->setAlignment(Qt::AlignCenter);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_counts, m_lines})
        column->addWidget(widget);
    column->addWidget(m_report, 1);
    column->addWidget(m_whole);
    column->addWidget(m_clean, 1);
    connect(m_report, &QTreeView::clicked, this, &ImportPage::goToFinding);
    connect(m_report, &QTreeView::activated, this, &ImportPage::goToFinding);
    return area;
}

} // namespace sm
