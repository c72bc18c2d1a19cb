// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/export_line.h"

#include "ui/theme/fonts.h"
#include "ui/theme/widgets.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QUrl>

namespace sm {

ExportLine::ExportLine(QWidget* parent)
    : QWidget(parent)
    , m_text(new ElidedLabel(this, Qt::ElideMiddle))
{
    setObjectName(QStringLiteral("dashExportLine"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 8, 4);
    m_text->setFont(uiFont(13));
    m_open = makeButton(QStringLiteral("dashExportOpen"), tr("Open"), this);
    m_folder = makeButton(QStringLiteral("dashExportFolder"), tr("Show in folder"), this);
    QPushButton* close = makeButton(QStringLiteral("dashExportClose"), tr("Close"), this);
    row->addWidget(m_text, 1);
    for (QPushButton* button : {m_open, m_folder, close})
        row->addWidget(button);
    connect(m_open, &QPushButton::clicked, this,
        [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_file)); });
    connect(m_folder, &QPushButton::clicked, this,
        [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_file).absolutePath())); });
    connect(close, &QPushButton::clicked, this, &QWidget::hide);
    hide();
}

void ExportLine::tell(const QString& file, bool written)
{
    m_file = file;
    const QString shown = QDir::toNativeSeparators(file);
    m_text->setFullText(written ? tr("Saved: %1").arg(shown)
                                : tr("%1 could not be written. Choose another folder.").arg(shown));
    m_open->setVisible(written);
    m_folder->setVisible(written);
    setVisible(true);
}

void ExportLine::setTheme(const Theme& theme)
{
    setBackground(this, theme.panel);
    setTextColor(m_text, theme.text1);
}

} // namespace sm
