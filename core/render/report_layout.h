// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "render/report_document.h"

#include <QFont>
#include <QRectF>

#include <functional>

class QPainter;

namespace sm {

inline constexpr int reportDpi = 300; ///< of the device that a report is laid out for

/// Lays a report out on pages from top to bottom. Without a painter it only counts the pages.
class ReportLayout {
public:
    ReportLayout(const ReportDocument& document, QSizeF page, QPainter* painter, int pagesInAll,
        std::function<void()> newPage = {});

    int pages() const { return m_page; }

private:
    void head();
    void facts();
    void identities();
    void table(const ReportTable& table);
    void tableHead(const ReportTable& table);
    void row(const ReportTable& table, const QStringList& cells, bool head);
    void signatures();
    void beginPage();
    void endPage();
    /// Goes to the next page when less than `height` is left; true when it did.
    bool need(double height);
    double text(const QRectF& box, const QString& text, const QFont& font, int flags);
    double heightOf(double width, const QString& text, const QFont& font) const;
    void line(double y, double x1, double x2, double width);

    const ReportDocument& m_document;
    QSizeF m_size;
    QPainter* m_painter;
    int m_pagesInAll;
    std::function<void()> m_newPage;
    int m_page = 0;
    double m_y = 0;
    double m_bottom = 0;
};

} // namespace sm
