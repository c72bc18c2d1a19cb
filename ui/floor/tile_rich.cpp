// SPDX-License-Identifier: GPL-3.0-or-later
// Tiles of LOD 3 and 4: state, card, takt, step, last cards, step bar.
#include "ui/floor/tile_painter.h"

#include "ui/text/numbers.h"

#include <QPainter>

#include <algorithm>

namespace sm {

namespace {

constexpr int pad = 9;
constexpr int barHeight = 8;
constexpr int leastSpark = 24;
constexpr int mostSpark = 72;

} // namespace

void TilePainter::paintRich(const Canvas& canvas)
{
    const QRect& rect = canvas.rect;
    const int header = m_lod == 4 ? 28 : 24;
    paintHeader(canvas, header, m_lod == 4 ? 18 : 16);
    const int x = rect.left() + pad;
    const int width = rect.width() - 2 * pad;
    const bool marked = canvas.band != nullptr;
    const Face& stateFace = marked ? m_stateBold : m_state;
    int y = line(canvas.painter, stateFace, m_theme.text1, x, rect.top() + header + 2, width,
        stateLine(canvas.look, width < 92));
    if (canvas.look.away != StationLinkState::None && canvas.look.cardTail.isEmpty())
        return paintAway(canvas, y + 2, pad);
    const int cardTop = y + 1;
    int room = width;
    if (canvas.look.taktTenths > 0) {
        const QString takt = secondsText(canvas.look.taktTenths / 10.0);
        const int used = m_small.metrics.horizontalAdvance(takt);
        // On the base line of the card beside it.
        line(canvas.painter, m_small, m_theme.text2, rect.right() - pad - used,
            cardTop + m_mono.metrics.ascent() - m_small.metrics.ascent(), used + 4, takt);
        room -= used + 6;
    }
    const QString card = canvas.look.cardTail.isEmpty()
        ? QString()
        : QString(4, QChar(0x2022)) + QLatin1Char(' ') + canvas.look.cardTail;
    y = line(canvas.painter, m_mono, m_theme.text1, x, cardTop, room, card);
    const bool wrong = !canvas.look.note.isEmpty();
    y = line(canvas.painter, m_small, wrong ? m_theme.text1 : m_theme.text2, x, y + 2, width,
        tileStepLine(canvas.look));
    const QRect bar(x, rect.bottom() - pad - barHeight + 1, width, barHeight);
    if (canvas.look.state != TileState::Offline)
        paintSegments(canvas, bar);
    if (m_lod == 4 && canvas.look.state != TileState::Offline)
        paintSpark(canvas, y + 8, bar.top() - 8);
}

/// What to do takes the room of the card, the step and the bar, which such a station does not have.
void TilePainter::paintAway(const Canvas& canvas, int top, int margin)
{
    const int height = m_small.metrics.lineSpacing();
    const int lines = (canvas.rect.bottom() - margin - top) / height;
    canvas.painter.setFont(m_small.font);
    canvas.painter.setPen(m_theme.text1);
    canvas.painter.drawText(
        QRect(canvas.rect.left() + margin, top, canvas.rect.width() - 2 * margin, lines * height),
        int(Qt::AlignLeft | Qt::AlignTop) | Qt::TextWordWrap, canvas.look.note);
}

void TilePainter::paintSpark(const Canvas& canvas, int top, int bottom)
{
    if (bottom - top < leastSpark)
        return;
    const auto& spark = canvas.look.spark;
    const int most = *std::max_element(spark.begin(), spark.end());
    if (most == 0)
        return;
    const int height = std::min(bottom - top, mostSpark);
    const int count = int(spark.size());
    const int width = canvas.rect.width() - 2 * pad;
    for (int i = 0; i < count; ++i) {
        const int left = canvas.rect.left() + pad + width * i / count;
        const int right = canvas.rect.left() + pad + width * (i + 1) / count - 2;
        const int tall = height * spark[size_t(i)] / most;
        canvas.painter.fillRect(QRect(left, bottom - tall, right - left, tall), m_theme.track);
    }
}

void TilePainter::paintSegments(const Canvas& canvas, const QRect& bar)
{
    const int count = canvas.look.stepCount;
    if (count == 0 || bar.width() / count < 4) {
        paintBar(canvas, bar);
        return;
    }
    for (int i = 0; i < count; ++i) {
        const int left = bar.left() + (bar.width() + 2) * i / count;
        const int right = bar.left() + (bar.width() + 2) * (i + 1) / count - 2;
        canvas.painter.fillRect(QRect(left, bar.top(), right - left, bar.height()),
            i < canvas.look.stepNow ? m_theme.running : m_theme.track);
    }
}

} // namespace sm
