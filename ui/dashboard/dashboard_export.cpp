// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/dashboard_export.h"

#include "ui/dashboard/report_painter.h"

#include <QCoreApplication>
#include <QImage>
#include <QLocale>
#include <QPdfWriter>
#include <QSaveFile>

namespace sm {

namespace {

constexpr qreal firstTop = 30;

QString pageText(int page, int pages)
{
    return QCoreApplication::translate("Dashboard", QT_TRANSLATE_NOOP("Dashboard", "Page %1 of %2"))
        .arg(page)
        .arg(pages);
}

} // namespace

bool exportPdf(const ExportJob& job)
{
    QSaveFile file(job.file);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    {
        QPdfWriter writer(&file);
        const bool inches = QLocale().measurementSystem() == QLocale::ImperialUSSystem;
        writer.setPageSize(QPageSize(inches ? QPageSize::Letter : QPageSize::A4));
        writer.setPageMargins(QMarginsF(0, 0, 0, 0));
        writer.setTitle(job.title());
        writer.setCreator(QStringLiteral("Stationmaster ") + QStringLiteral(SM_VERSION));
        QPainter painter(&writer);
        if (!painter.isActive())
            return false;
        const qreal scale = qreal(writer.width()) / ReportPainter::sheetWidth;
        painter.scale(scale, scale);
        const qreal bottom = qreal(writer.height()) / scale - 36;
        const ReportPainter sheet(job);
        qreal y = sheet.head(painter, firstTop);
        y = sheet.tiles(painter, y);
        sheet.charts(painter, y);
        sheet.foot(painter, bottom, pageText(1, 2));
        writer.newPage();
        y = sheet.head(painter, firstTop);
        y = sheet.definitions(painter, y);
        sheet.signatures(painter, y);
        sheet.foot(painter, bottom, pageText(2, 2));
    }
    return file.commit();
}

QImage exportPicture(const ExportJob& job)
{
    constexpr int ratio = 2;
    QImage image(QSize(int(ReportPainter::sheetWidth), 1720) * ratio, QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    image.fill(job.theme.panel);
    qreal y = firstTop;
    {
        QPainter painter(&image);
        painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
        const ReportPainter sheet(job);
        y = sheet.head(painter, y);
        y = sheet.tiles(painter, y);
        y = sheet.charts(painter, y);
        y = sheet.definitions(painter, y);
        sheet.foot(painter, y, QString());
    }
    const QRect used(0, 0, image.width(), std::min(image.height(), int((y + 28) * ratio)));
    return image.copy(used);
}

} // namespace sm
