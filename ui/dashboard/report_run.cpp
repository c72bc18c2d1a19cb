// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/report_run.h"

#include <QCoreApplication>
#include <QLocale>

namespace sm {

namespace {

constexpr qreal firstTop = 30;
constexpr int pictureRatio = 2;
constexpr int pictureHeight = 1720; ///< more than any report needs; what is left over is cut off

QString pageText(int page, int pages)
{
    return QCoreApplication::translate("Dashboard", QT_TRANSLATE_NOOP("Dashboard", "Page %1 of %2"))
        .arg(page)
        .arg(pages);
}

} // namespace

ReportRun::ReportRun(ExportJob job, Kind kind)
    : m_job(std::move(job))
    , m_sheet(m_job)
    , m_y(firstTop)
{
    if (kind == Kind::Pdf)
        beginPdf();
    else
        beginPicture();
}

ReportRun::~ReportRun()
{
    m_painter.end(); // before what it paints on goes
}

void ReportRun::beginPdf()
{
    m_pdf.open(QIODevice::WriteOnly);
    m_writer.emplace(&m_pdf);
    const bool inches = QLocale().measurementSystem() == QLocale::ImperialUSSystem;
    m_writer->setPageSize(QPageSize(inches ? QPageSize::Letter : QPageSize::A4));
    m_writer->setPageMargins(QMarginsF(0, 0, 0, 0));
    m_writer->setTitle(m_job.title());
    m_writer->setCreator(QStringLiteral("Stationmaster ") + QStringLiteral(SM_VERSION));
    if (!m_painter.begin(&*m_writer))
        return;
    const qreal scale = qreal(m_writer->width()) / ReportPainter::sheetWidth;
    m_painter.scale(scale, scale);
    m_bottom = qreal(m_writer->height()) / scale - 36;
    m_steps.push_back([this] { m_y = m_sheet.tiles(m_painter, m_sheet.head(m_painter, m_y)); });
    addCharts();
    m_steps.push_back([this] {
        m_sheet.foot(m_painter, m_bottom, pageText(1, 2));
        m_writer->newPage();
        m_y = m_sheet.definitions(m_painter, m_sheet.head(m_painter, firstTop));
        m_sheet.signatures(m_painter, m_y);
        m_sheet.foot(m_painter, m_bottom, pageText(2, 2));
    });
    m_steps.push_back([this] { m_painter.end(); });
}

void ReportRun::beginPicture()
{
    m_image
        = QImage(QSize(int(ReportPainter::sheetWidth), pictureHeight) * pictureRatio, QImage::Format_RGB32);
    m_image.setDevicePixelRatio(pictureRatio);
    m_image.fill(m_job.theme.panel);
    m_painter.begin(&m_image);
    m_painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    m_steps.push_back([this] { m_y = m_sheet.tiles(m_painter, m_sheet.head(m_painter, m_y)); });
    addCharts();
    m_steps.push_back([this] {
        m_y = m_sheet.definitions(m_painter, m_y);
        m_sheet.foot(m_painter, m_y, QString());
    });
    m_steps.push_back([this] { m_painter.end(); });
}

void ReportRun::addCharts()
{
    for (std::size_t i = 0; i < m_sheet.chartCount(); ++i)
        m_steps.push_back([this, i] { m_sheet.chart(m_painter, m_y, i); });
    m_steps.push_back([this] { m_y = m_sheet.chartsEnd(m_y); });
}

bool ReportRun::step()
{
    if (m_next < m_steps.size())
        m_steps[m_next++]();
    return m_next < m_steps.size();
}

QImage ReportRun::picture() const
{
    const int used = std::min(m_image.height(), int((m_y + 28) * pictureRatio));
    return m_image.copy(QRect(0, 0, m_image.width(), used));
}

} // namespace sm
