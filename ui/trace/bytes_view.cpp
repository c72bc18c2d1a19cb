// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/trace/bytes_view.h"

#include "ui/text/numbers.h"
#include "ui/theme/fonts.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

namespace sm {

namespace {

constexpr int margin = 10;

std::vector<FieldClass> classesOf(qsizetype size, std::span<const TraceSpan> spans)
{
    std::vector<FieldClass> classes(size_t(size), FieldClass::Open);
    for (const TraceSpan& span : spans) {
        for (quint32 i = 0; i < span.length && span.offset + i < size_t(size); ++i)
            classes[span.offset + i] = span.fieldClass;
    }
    return classes;
}

} // namespace

BytesView::BytesView(QWidget* parent)
    : QAbstractScrollArea(parent)
{
    setObjectName(QStringLiteral("traceBytes"));
    setFrameShape(QFrame::NoFrame);
    setFont(monoFont(12));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Bytes"));
    setMinimumWidth(260);
}

void BytesView::setTheme(const Theme& theme)
{
    m_theme = theme;
    QPalette colors = palette();
    colors.setColor(QPalette::Base, theme.panel);
    setPalette(colors);
    viewport()->update();
}

void BytesView::setRow(const TraceRow* row)
{
    m_command = m_answer = {};
    if (row) {
        m_command = {row->command.toByteArray(), classesOf(row->command.size(), row->commandSpans)};
        m_answer = {row->answer.toByteArray(), classesOf(row->answer.size(), row->answerSpans)};
    }
    m_litSide = TraceSide::None;
    verticalScrollBar()->setValue(0);
    layOut();
    setAccessibleDescription(text());
}

void BytesView::light(TraceSide side, qsizetype offset, qsizetype length)
{
    m_litSide = length > 0 ? side : TraceSide::None;
    m_litOffset = offset;
    m_litLength = length;
    for (size_t i = 0; i < m_lines.size() && m_litSide != TraceSide::None; ++i) {
        const Line& line = m_lines[i];
        if (line.side != side || line.count == 0 || offset >= line.offset + line.count)
            continue;
        const int page = verticalScrollBar()->pageStep();
        if (int(i) < verticalScrollBar()->value() || int(i) >= verticalScrollBar()->value() + page)
            verticalScrollBar()->setValue(int(i) - page / 2);
        break;
    }
    viewport()->update();
}

int BytesView::lineHeight() const
{
    return fontMetrics().height() + 4;
}

int BytesView::hexLeft() const
{
    return margin + fontMetrics().horizontalAdvance(QStringLiteral("0000   "));
}

int BytesView::perLine() const
{
    const int letterWidth = qMax(1, fontMetrics().horizontalAdvance(QLatin1Char('0')));
    const int columns = (viewport()->width() - hexLeft() - margin) / letterWidth;
    return columns >= 16 * 4 + 2 ? 16 : 8;
}

void BytesView::layOut()
{
    m_lines.clear();
    const int most = perLine();
    for (const TraceSide side : {TraceSide::Command, TraceSide::Answer}) {
        const qsizetype size = bytesOf(side).bytes.size();
        if (size == 0)
            continue;
        m_lines.push_back({side, 0, 0});
        for (qsizetype at = 0; at < size; at += most)
            m_lines.push_back({side, at, qMin<qsizetype>(most, size - at)});
    }
    const int page = viewport()->height() / lineHeight();
    verticalScrollBar()->setPageStep(page);
    verticalScrollBar()->setRange(0, qMax(0, int(m_lines.size()) - page));
    viewport()->update();
}

QString BytesView::title(TraceSide side) const
{
    const QString size = grouped(bytesOf(side).bytes.size());
    return side == TraceSide::Command ? tr("Command, %1 B").arg(size) : tr("Answer, %1 B").arg(size);
}

QString BytesView::cell(const Bytes& bytes, qsizetype index) const
{
    switch (bytes.classes[size_t(index)]) {
    case FieldClass::Personal:
        return QStringLiteral("xx");
    case FieldClass::Secret:
        return QString(2, QChar(0x00B7));
    case FieldClass::Open:
        break;
    }
    return QStringLiteral("%1").arg(quint8(bytes.bytes[index]), 2, 16, QLatin1Char('0')).toUpper();
}

QChar BytesView::letter(const Bytes& bytes, qsizetype index) const
{
    const char c = bytes.bytes[index];
    if (bytes.classes[size_t(index)] != FieldClass::Open)
        return QLatin1Char(' ');
    return c >= 0x20 && c < 0x7F ? QLatin1Char(c) : QLatin1Char('.');
}

QString BytesView::text() const
{
    QStringList lines;
    for (const Line& line : m_lines) {
        if (line.count == 0) {
            lines.append(title(line.side));
            continue;
        }
        QString shown = QStringLiteral("%1 ").arg(line.offset, 4, 16, QLatin1Char('0')).toUpper();
        for (qsizetype i = 0; i < line.count; ++i)
            shown += u' ' + cell(bytesOf(line.side), line.offset + i);
        lines.append(shown);
    }
    return lines.join(u'\n');
}

void BytesView::paintLine(QPainter& painter, const Line& line, int y)
{
    const int height = lineHeight();
    const int letterWidth = fontMetrics().horizontalAdvance(QLatin1Char('0'));
    const int baseline = y + 2 + fontMetrics().ascent();
    if (line.count == 0) {
        painter.setFont(uiFont(12, true));
        painter.setPen(m_theme.text2);
        painter.drawText(margin, baseline, title(line.side));
        painter.setFont(font());
        return;
    }
    painter.setPen(m_theme.text3);
    painter.drawText(
        margin, baseline, QStringLiteral("%1").arg(line.offset, 4, 16, QLatin1Char('0')).toUpper());
    const Bytes& bytes = bytesOf(line.side);
    const int letters = hexLeft() + (perLine() * 3 + 2) * letterWidth;
    for (qsizetype i = 0; i < line.count; ++i) {
        const qsizetype at = line.offset + i;
        const int x = hexLeft() + int(i) * 3 * letterWidth;
        const bool lit = m_litSide == line.side && at >= m_litOffset && at < m_litOffset + m_litLength;
        if (lit) {
            const bool joins = i + 1 < line.count && at + 1 < m_litOffset + m_litLength;
            painter.fillRect(
                QRect(x - 2, y, letterWidth * (joins ? 3 : 2) + 4, height), m_theme.attention.fill);
            painter.fillRect(
                QRect(letters + int(i) * letterWidth, y, letterWidth, height), m_theme.attention.fill);
        }
        const bool open = bytes.classes[size_t(at)] == FieldClass::Open;
        painter.setPen(lit ? m_theme.attention.text : open ? m_theme.text1 : m_theme.text3);
        painter.drawText(x, baseline, cell(bytes, at));
        painter.drawText(letters + int(i) * letterWidth, baseline, QString(letter(bytes, at)));
    }
}

void BytesView::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    painter.setLayoutDirection(Qt::LeftToRight);
    const int first = verticalScrollBar()->value();
    int y = 4;
    for (size_t i = size_t(first); i < m_lines.size() && y < viewport()->height(); ++i) {
        paintLine(painter, m_lines[i], y);
        y += lineHeight();
    }
    if (hasFocus()) {
        painter.setPen(QPen(m_theme.attention.edge, 2));
        painter.drawRect(viewport()->rect().adjusted(1, 1, -1, -1));
    }
}

void BytesView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

void BytesView::mousePressEvent(QMouseEvent* event)
{
    const int index = verticalScrollBar()->value() + (int(event->position().y()) - 4) / lineHeight();
    if (index < 0 || size_t(index) >= m_lines.size() || m_lines[size_t(index)].count == 0)
        return;
    const Line& line = m_lines[size_t(index)];
    const int letterWidth = fontMetrics().horizontalAdvance(QLatin1Char('0'));
    const int letters = hexLeft() + (perLine() * 3 + 2) * letterWidth;
    const int x = int(event->position().x());
    const int column = x >= letters ? (x - letters) / letterWidth : (x - hexLeft() + 2) / (3 * letterWidth);
    if (x >= hexLeft() && column < line.count)
        Q_EMIT byteClicked(line.side, line.offset + column);
}

void BytesView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        QGuiApplication::clipboard()->setText(text());
        return;
    }
    QAbstractScrollArea::keyPressEvent(event);
}

} // namespace sm
