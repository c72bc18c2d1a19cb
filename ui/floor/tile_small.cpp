// SPDX-License-Identifier: GPL-3.0-or-later
// Tiles of LOD 0 to 2: what is left when there is little room. Text never shrinks under 11 px; content goes
// instead.
#include "ui/floor/tile_painter.h"

#include <QPainter>

namespace sm {

namespace {

constexpr int pad = 5;

} // namespace

void TilePainter::paintMedium(const Canvas& canvas)
{
    const QRect& rect = canvas.rect;
    paintHeader(canvas, 22, 14);
    const int x = rect.left() + pad;
    const int width = rect.width() - 2 * pad;
    const Face& stateFace = canvas.band ? m_stateBold : m_state;
    const QRect bar(x, rect.bottom() - pad - 4, width, 5);
    int y = line(canvas.painter, stateFace, m_theme.text1, x, rect.top() + 22, width,
        stateLine(canvas.look, m_tile.width() < 110));
    if (canvas.look.away != StationLinkState::None && m_tile.width() >= 110)
        return paintAway(canvas, y, pad);
    const auto fits = [&](const Face& face) { return y + face.metrics.height() <= bar.top(); };
    if (fits(m_mono) && !canvas.look.cardTail.isEmpty())
        y = line(canvas.painter, m_mono, m_theme.text2, x, y, width,
            (m_tile.width() < 110 ? QString(QChar(0x2022)) : QString(4, QChar(0x2022))) + QLatin1Char(' ')
                + canvas.look.cardTail);
    if (m_tile.width() >= 110 && fits(m_small))
        line(canvas.painter, m_small, canvas.look.note.isEmpty() ? m_theme.text2 : m_theme.text1, x, y, width,
            tileStepLine(canvas.look));
    paintBar(canvas, bar);
}

void TilePainter::paintSmall(const Canvas& canvas)
{
    const QRect& rect = canvas.rect;
    if (m_lod == 0) {
        paintHeader(canvas, rect.height(), 14);
        return;
    }
    const int header = 20;
    paintHeader(canvas, header, 13);
    const QRect bar(rect.left() + pad, rect.bottom() - pad - 3, rect.width() - 2 * pad, 4);
    const bool room = rect.top() + header + m_stateBold.metrics.height() <= bar.top();
    if (room && canvas.band)
        line(canvas.painter, m_stateBold, m_theme.text1, bar.left(), rect.top() + header, bar.width(),
            stateLine(canvas.look, true));
    if (room || !canvas.band) {
        paintBar(canvas, bar);
        return;
    }
    // 20 px under the header hold either the text or the bar; an alarm tile needs its text.
    line(canvas.painter, m_stateBold, m_theme.text1, bar.left(), rect.top() + header + 1, bar.width(),
        stateLine(canvas.look, true));
}

} // namespace sm
