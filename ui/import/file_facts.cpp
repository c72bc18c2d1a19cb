// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/file_facts.h"

#include "ui/text/finding_text.h"
#include "ui/text/numbers.h"
#include "ui/theme/fonts.h"
#include "ui/theme/widgets.h"

#include <QClipboard>
#include <QComboBox>
#include <QFileInfo>
#include <QGridLayout>
#include <QGuiApplication>

namespace sm {

namespace {

void choose(QComboBox* box, const QVariant& value)
{
    const int at = box->findData(value);
    box->setCurrentIndex(at);
}

} // namespace

FileFacts::FileFacts(QWidget* parent)
    : QWidget(parent)
    , m_grid(new QGridLayout)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(8);
    m_file = new ElidedLabel(this, Qt::ElideMiddle);
    m_file->setObjectName(QStringLiteral("importFile"));
    m_file->setFont(uiFont(16, true));
    column->addWidget(m_file);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(6);
    m_grid->setColumnStretch(1, 1);
    column->addLayout(m_grid);
    for (QLabel** label : {&m_size, &m_records, &m_format, &m_ends})
        *label = makeLabel(this, 13);
    m_format->setWordWrap(true);
    m_encoding = makeBox(QStringLiteral("importEncoding"), tr("Encoding"));
    for (const char* name : {"utf-8", "utf-16le", "utf-16be", "latin-1"}) {
        const QString encoding = QLatin1String(name);
        m_encoding->addItem(encodingText(encoding, false), encoding);
    }
    m_delimiter = makeBox(QStringLiteral("importDelimiter"), tr("Separator"));
    for (const char* mark : {",", ";", "\t"}) {
        const QString delimiter = QLatin1String(mark);
        m_delimiter->addItem(delimiterText(delimiter), delimiter);
    }
    m_header = makeBox(QStringLiteral("importHeader"), tr("Header row"));
    m_header->addItem(tr("First line"), int(ImportMapping::Header::Present));
    m_header->addItem(tr("None"), int(ImportMapping::Header::Absent));
    addRow(tr("Size"), m_size);
    addRow(tr("Records"), m_records);
    addRow(tr("Format"), m_format);
    addRow(tr("Encoding"), m_encoding);
    addRow(tr("Separator"), m_delimiter);
    addRow(tr("Header row"), m_header);
    addRow(tr("Line ends"), m_ends);
    auto* hash = new QWidget(this);
    auto* row = new QHBoxLayout(hash);
    row->setContentsMargins(0, 0, 0, 0);
    m_sha = new ElidedLabel(hash, Qt::ElideRight);
    m_sha->setFont(monoFont(12));
    m_copy = makeButton(QStringLiteral("importCopySha"), tr("Copy"), hash);
    m_copy->setMinimumHeight(26);
    m_copy->setAccessibleName(tr("Copy the SHA-256 of the file"));
    row->addWidget(m_sha, 1);
    row->addWidget(m_copy);
    addRow(tr("SHA-256"), hash);
    m_sameText = makeLabel(this, 13, true);
    m_sameText->setWordWrap(true);
    m_showJob = makeButton(QStringLiteral("importShowJob"), tr("Show that job"), this);
    column->addSpacing(8);
    column->addWidget(m_sameText);
    column->addWidget(m_showJob);
    column->addStretch(1);
    connect(
        m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_fullSha); });
    connect(m_showJob, &QPushButton::clicked, this, [this] { Q_EMIT jobRequested(m_same); });
    for (QComboBox* box : {m_encoding, m_delimiter, m_header})
        connect(box, &QComboBox::activated, this, &FileFacts::tellReading);
}

QComboBox* FileFacts::makeBox(const QString& objectName, const QString& accessibleName)
{
    auto* box = new QComboBox(this);
    box->setObjectName(objectName);
    box->setAccessibleName(accessibleName);
    box->setFont(uiFont(13));
    box->setMinimumHeight(28);
    return box;
}

QLabel* FileFacts::addRow(const QString& title, QWidget* value)
{
    QLabel* label = makeLabel(this, 13);
    label->setText(title);
    const int row = m_grid->rowCount();
    m_grid->addWidget(label, row, 0, Qt::AlignLeft | Qt::AlignVCenter);
    m_grid->addWidget(value, row, 1);
    m_titles.append(label);
    return label;
}

void FileFacts::tellReading()
{
    Q_EMIT readingChanged(m_encoding->currentData().toString(), m_delimiter->currentData().toString(),
        ImportMapping::Header(m_header->currentData().toInt()));
}

void FileFacts::setTheme(const Theme& theme)
{
    m_theme = theme;
    setBackground(this, theme.panel);
    for (QLabel* title : std::as_const(m_titles))
        setTextColor(title, theme.text2);
}

void FileFacts::showReading(const QString& file)
{
    m_file->setFullText(QFileInfo(file).fileName());
    m_fullSha.clear();
    m_same = JobId();
    m_sha->setFullText(QString(QChar(0x2014)));
    m_copy->setEnabled(false);
    m_copy->setToolTip(tr("Known when the whole file was read."));
    m_sameText->hide();
    m_showJob->hide();
}

void FileFacts::showPreview(const ImportPreview& preview)
{
    showReading(preview.file);
    const bool table = preview.format != QLatin1String("tagged");
    m_size->setText(bytesText(preview.bytes));
    m_records->setText(preview.format.isEmpty() ? QString(QChar(0x2014))
                                                : tr("about %1").arg(grouped(preview.recordsEstimate)));
    m_format->setText(preview.format.isEmpty()
            ? fileFormatText(QString())
            : tr("%1 (%2 % sure)").arg(fileFormatText(preview.format)).arg(preview.sure));
    m_ends->setText(lineEndsText(preview.lineEnds));
    choose(m_encoding, preview.encoding);
    if (m_encoding->currentIndex() >= 0)
        m_encoding->setItemText(
            m_encoding->currentIndex(), encodingText(preview.encoding, preview.byteOrderMark));
    setAvailable(m_encoding, !preview.byteOrderMark,
        preview.byteOrderMark ? tr("The byte order mark says it.")
                              : tr("Choose another one to read the file anew."));
    choose(m_delimiter, preview.delimiter);
    setAvailable(m_delimiter, table,
        table ? tr("Choose another one to read the file anew.")
              : tr("Tagged card objects have no separator."));
    choose(m_header,
        preview.delimiter.isEmpty()
            ? QVariant()
            : QVariant(int(preview.header ? ImportMapping::Header::Present : ImportMapping::Header::Absent)));
    setAvailable(m_header, table,
        table ? tr("Whether the first line names the columns.")
              : tr("Tagged card objects have no header row."));
}

void FileFacts::showChecked(const event::Checked& checked)
{
    if (checked.failure)
        return;
    m_records->setText(grouped(checked.tally.records));
    m_fullSha = checked.sha256;
    m_sha->setFullText(checked.sha256);
    m_copy->setEnabled(true);
    m_copy->setToolTip(QString());
    m_same = checked.sameAs;
    m_sameText->setVisible(m_same.isValid());
    m_showJob->setVisible(m_same.isValid());
    if (m_same.isValid())
        m_sameText->setText(
            tr("This is the same file as job %1 (%2).").arg(m_same.value).arg(checked.sameAsName));
}

} // namespace sm
