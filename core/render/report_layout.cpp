// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/report_layout.h"

#include <QFontMetricsF>
#include <QImage>
#include <QPainter>

#include <cmath>

namespace sm {
namespace {

constexpr double millimetre = reportDpi / 25.4;
constexpr double footHeight = 9 * millimetre;

QFont font(double points, bool bold = false, bool mono = false)
{
    QFont made(mono ? QStringLiteral("DejaVu Sans Mono") : QStringLiteral("Noto Sans"));
    made.setStyleHint(mono ? QFont::Monospace : QFont::SansSerif);
    // Pixels of the device: the measuring pass has no device to ask for its resolution.
    made.setPixelSize(int(std::lround(points * reportDpi / 72.0)));
    made.setBold(bold);
    return made;
}

QFontMetricsF metricsOf(const QFont& with)
{
    // The metrics of an image with the report's resolution are those of the page.
    static const QImage device = [] {
        QImage made(1, 1, QImage::Format_Mono);
        made.setDotsPerMeterX(int(reportDpi / 0.0254));
        made.setDotsPerMeterY(int(reportDpi / 0.0254));
        return made;
    }();
    return QFontMetricsF(with, &device);
}

/// Lines end between words. Only a word that is wider than its cell may be broken, and then anywhere.
QString breakable(const QString& string, double width, const QFont& with)
{
    const QFontMetricsF metrics = metricsOf(with);
    if (metrics.horizontalAdvance(string) <= width)
        return string;
    QStringList words = string.split(u' ');
    for (QString& word : words) {
        if (metrics.horizontalAdvance(word) <= width)
            continue;
        for (qsizetype i = word.size() - 1; i > 0; --i)
            word.insert(i, QChar(0x200B));
    }
    return words.join(u' ');
}

} // namespace

ReportLayout::ReportLayout(const ReportDocument& document, QSizeF page, QPainter* painter, int pagesInAll,
    std::function<void()> newPage)
    : m_document(document)
    , m_size(page)
    , m_painter(painter)
    , m_pagesInAll(pagesInAll)
    , m_newPage(std::move(newPage))
    , m_bottom(page.height() - footHeight)
{
    beginPage();
    head();
    facts();
    identities();
    for (const ReportTable& each : m_document.tables)
        table(each);
    signatures();
    endPage();
}

void ReportLayout::beginPage()
{
    ++m_page;
    m_y = 0;
    if (m_page == 1)
        return;
    if (m_painter)
        m_newPage();
    // A page that is torn off must still say what it belongs to, and on which keys.
    const QString name = m_document.title + QStringLiteral("   ") + m_document.subtitle;
    text(
        {0, 0, m_size.width() * 0.75, 5 * millimetre}, name, font(8, true), Qt::AlignLeft | Qt::AlignVCenter);
    text({0, 0, m_size.width(), 5 * millimetre}, m_document.mark, font(8, true),
        Qt::AlignRight | Qt::AlignVCenter);
    line(6 * millimetre, 0, m_size.width(), 1);
    m_y = 10 * millimetre;
}

void ReportLayout::endPage()
{
    const double y = m_size.height() - footHeight + 3 * millimetre;
    line(y, 0, m_size.width(), 1);
    const QRectF box(0, y + millimetre, m_size.width(), 5 * millimetre);
    text(box, m_document.footer, font(7.5), Qt::AlignLeft | Qt::AlignVCenter);
    if (m_pagesInAll > 0)
        text(
            box, m_document.page.arg(m_page).arg(m_pagesInAll), font(7.5), Qt::AlignRight | Qt::AlignVCenter);
}

bool ReportLayout::need(double height)
{
    if (m_y + height <= m_bottom)
        return false;
    endPage();
    beginPage();
    return true;
}

double ReportLayout::heightOf(double width, const QString& string, const QFont& with) const
{
    return metricsOf(with)
        .boundingRect(
            QRectF(0, 0, width, 1e6), Qt::TextWordWrap | Qt::AlignLeft, breakable(string, width, with))
        .height();
}

double ReportLayout::text(const QRectF& box, const QString& string, const QFont& with, int flags)
{
    if (m_painter && !string.isEmpty()) {
        m_painter->setFont(with);
        m_painter->setPen(Qt::black);
        m_painter->drawText(
            box, flags, flags & Qt::TextWordWrap ? breakable(string, box.width(), with) : string);
    }
    return box.height();
}

void ReportLayout::line(double y, double x1, double x2, double width)
{
    if (!m_painter)
        return;
    m_painter->setPen(QPen(Qt::black, width));
    m_painter->drawLine(QPointF(x1, y), QPointF(x2, y));
}

void ReportLayout::head()
{
    const double width = m_size.width();
    if (!m_document.mark.isEmpty()) {
        const QFont bold = font(9, true);
        const double boxWidth = 62 * millimetre;
        const QRectF box(width - boxWidth, 0, boxWidth, 8 * millimetre);
        if (m_painter) {
            m_painter->setPen(QPen(Qt::black, 3));
            m_painter->setBrush(Qt::NoBrush);
            m_painter->drawRect(box);
        }
        text(box, m_document.mark, bold, Qt::AlignCenter);
    }
    text({0, 0, width - 66 * millimetre, 8 * millimetre}, m_document.title, font(16, true),
        Qt::AlignLeft | Qt::AlignVCenter);
    m_y = 9 * millimetre;
    const double tall = heightOf(width, m_document.subtitle, font(11));
    text({0, m_y, width, tall}, m_document.subtitle, font(11), Qt::AlignLeft | Qt::TextWordWrap);
    m_y += tall + 3 * millimetre;
    line(m_y, 0, width, 3);
    m_y += 4 * millimetre;
}

void ReportLayout::facts()
{
    const double nameWidth = 38 * millimetre;
    for (const ReportFact& fact : m_document.facts) {
        const QFont value = font(9, false, fact.mono);
        const double width = m_size.width() - nameWidth;
        const double tall = std::max(5 * millimetre, heightOf(width, fact.value, value));
        need(tall);
        text({0, m_y, nameWidth, tall}, fact.name, font(9), Qt::AlignLeft | Qt::AlignTop);
        text({nameWidth, m_y, width, tall}, fact.value, value,
            Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap);
        m_y += tall + 0.5 * millimetre;
    }
    m_y += 3 * millimetre;
}

void ReportLayout::identities()
{
    for (const ReportIdentity& identity : m_document.identities) {
        const double titleWidth = 22 * millimetre;
        const double markWidth = 30 * millimetre;
        const double width = m_size.width() - titleWidth - markWidth;
        const double tall = std::max(6 * millimetre, heightOf(width, identity.equation, font(9.5)));
        need(tall);
        text({0, m_y, titleWidth, tall}, identity.title, font(9.5, true), Qt::AlignLeft | Qt::AlignTop);
        text({titleWidth, m_y, width, tall}, identity.equation, font(9.5),
            Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap);
        text({titleWidth + width, m_y, markWidth, tall}, identity.verdict, font(9.5, true),
            Qt::AlignRight | Qt::AlignTop);
        m_y += tall + millimetre;
    }
    m_y += 3 * millimetre;
}

void ReportLayout::tableHead(const ReportTable& each)
{
    row(each, each.columns, true);
    line(m_y, 0, m_size.width(), 1.5);
    m_y += millimetre;
}

void ReportLayout::table(const ReportTable& each)
{
    need(24 * millimetre); // title, head and a row stay together
    text({0, m_y, m_size.width(), 6 * millimetre}, each.title, font(11, true),
        Qt::AlignLeft | Qt::AlignVCenter);
    m_y += 7 * millimetre;
    if (each.rows.empty()) {
        text({0, m_y, m_size.width(), 5 * millimetre}, each.none, font(9), Qt::AlignLeft | Qt::AlignTop);
        m_y += 9 * millimetre;
        return;
    }
    tableHead(each);
    for (const QStringList& cells : each.rows) {
        if (need(6 * millimetre))
            tableHead(each);
        row(each, cells, false);
    }
    m_y += 5 * millimetre;
}

void ReportLayout::row(const ReportTable& each, const QStringList& cells, bool isHead)
{
    const QFont with = font(8.5, isHead);
    const double gap = 2 * millimetre;
    double tall = 4.5 * millimetre;
    for (qsizetype i = 0; i < cells.size(); ++i)
        tall = std::max(tall, heightOf(m_size.width() * each.widths[size_t(i)] - gap, cells[i], with));
    if (!isHead && need(tall))
        tableHead(each);
    double x = 0;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const double width = m_size.width() * each.widths[size_t(i)];
        const int side = each.numbers[size_t(i)] ? Qt::AlignRight : Qt::AlignLeft;
        text({x, m_y, width - gap, tall}, cells[i], with, side | Qt::AlignTop | Qt::TextWordWrap);
        x += width;
    }
    m_y += tall + 0.8 * millimetre;
}

void ReportLayout::signatures()
{
    if (m_document.signatures.isEmpty())
        return;
    need(24 * millimetre);
    m_y += 14 * millimetre;
    const double each = m_size.width() / double(m_document.signatures.size());
    double x = 0;
    for (const QString& who : m_document.signatures) {
        line(m_y, x, x + each - 6 * millimetre, 1.5);
        text({x, m_y + millimetre, each - 6 * millimetre, 5 * millimetre}, who, font(8.5),
            Qt::AlignLeft | Qt::AlignTop);
        x += each;
    }
    m_y += 8 * millimetre;
}

} // namespace sm
