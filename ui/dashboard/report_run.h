// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dashboard/report_painter.h"

#include <QBuffer>
#include <QPdfWriter>

#include <functional>
#include <optional>

namespace sm {

/// Paints a report a part at a time, so that whoever works at the window meanwhile is not kept waiting: nine
/// charts in one go are 150 ms. Not movable: the painter is active on what is in it.
class ReportRun {
public:
    enum class Kind { Pdf, Picture };

    ReportRun(ExportJob job, Kind kind);
    ReportRun(const ReportRun&) = delete;
    ReportRun& operator=(const ReportRun&) = delete;
    ~ReportRun();

    /// Paints the next part. False: all is painted, and what was painted may be taken.
    bool step();
    /// Pdf: vector graphics, A4 or Letter after the locale, two pages with numbers, lines for signatures.
    /// Empty where it could not be begun.
    QByteArray pdf() const { return m_pdf.data(); }
    /// Picture: twice the pixels of the sheet, with the definitions below.
    QImage picture() const;

private:
    void beginPdf();
    void beginPicture();
    void addCharts();

    const ExportJob m_job;
    const ReportPainter m_sheet;
    QBuffer m_pdf;
    std::optional<QPdfWriter> m_writer;
    QImage m_image;
    QPainter m_painter;
    std::vector<std::function<void()>> m_steps;
    std::size_t m_next = 0;
    qreal m_y = 0;
    qreal m_bottom = 0;
};

} // namespace sm
