// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/report_pdf.h"

#include "base/failures/render.h"
#include "render/report_layout.h"

#include <QBuffer>
#include <QFileInfo>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>

namespace sm {

Outcome<ReportKind> reportKind(const QString& file)
{
    const auto ends
        = [&file](const char* ending) { return file.endsWith(QLatin1String(ending), Qt::CaseInsensitive); };
    if (ends(".pdf"))
        return ReportKind::Pdf;
    if (ends(".csv"))
        return ReportKind::Csv;
    if (ends(".json"))
        return ReportKind::Json;
    return fail(fc::ReportKindUnknown, {{"file", QFileInfo(file).fileName()}});
}

Outcome<Done> writeReportBytes(const QByteArray& bytes, const QString& file)
{
    QSaveFile target(file);
    if (target.open(QIODevice::WriteOnly) && target.write(bytes) == bytes.size() && target.commit())
        return Done{};
    return fail(fc::ReportUnwritable,
        {{"file", QFileInfo(file).fileName()}, {"cause", QString::number(int(target.error()))}});
}

Outcome<Done> writeReportPdf(const ReportDocument& document, PaperSize paper, const QString& file)
{
    const auto kind = reportKind(file);
    if (!kind)
        return kind.failure();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setPageSize(QPageSize(paper == PaperSize::A4 ? QPageSize::A4 : QPageSize::Letter));
        writer.setPageMargins(QMarginsF(18, 16, 18, 16), QPageLayout::Millimeter);
        writer.setResolution(reportDpi);
        writer.setTitle(document.title);
        writer.setCreator(QStringLiteral("Stationmaster"));
        QPainter painter(&writer);
        if (!painter.isActive())
            return fail(fc::ReportUnwritable,
                {{"file", QFileInfo(file).fileName()}, {"cause", QStringLiteral("pdf")}});
        // The number of pages is on every page: the document is laid out twice.
        const QSizeF page(writer.width(), writer.height());
        const int pages = ReportLayout(document, page, nullptr, 0).pages();
        ReportLayout(document, page, &painter, pages, [&writer] { writer.newPage(); });
    }
    return writeReportBytes(bytes, file);
}

} // namespace sm
