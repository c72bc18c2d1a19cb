// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/floor/tile_painter.h"

#include "ui/floor/state_shapes.h"
#include "ui/text/state_text.h"
#include "ui/text/station_text.h"
#include "ui/theme/fonts.h"

#include <QPainter>

#include <array>

namespace sm {

namespace {

constexpr std::array nameSize{12, 12, 14, 15, 17};
constexpr std::array stateSize{11, 11, 12, 13, 14};
constexpr double dimmedOpacity = 0.35;
constexpr qsizetype mostCachedLines = 4000;

} // namespace

TilePainter::TilePainter(const Theme& theme, int lod, QSize tile, qreal ratio)
    : m_theme(theme)
    , m_lod(qBound(0, lod, 4))
    , m_tile(tile)
    , m_ratio(ratio)
    , m_name(plainUiFont(nameSize[size_t(m_lod)], true))
    , m_state(plainUiFont(stateSize[size_t(m_lod)]))
    , m_stateBold(plainUiFont(stateSize[size_t(m_lod)], true))
    , m_small(plainUiFont(m_lod >= 3 ? 12 : 11))
    , m_mono(plainMonoFont(m_lod >= 3 ? 13 : 12))
{
}

void TilePainter::paint(QPainter& painter, const QRect& rect, const TileLook& look, TileMarks marks)
{
    const Band* band = bandColors(look.band, m_theme);
    // In the dark half of a blink the band has the tile's colours; the frame stays.
    const Band hollow{m_theme.tile, m_theme.text1, band ? band->edge : m_theme.line};
    const Canvas canvas{painter, rect, look, band && marks.bandGone ? &hollow : band};
    if (marks.dimmed) {
        painter.fillRect(rect, m_theme.panel);
        painter.setOpacity(dimmedOpacity);
    }
    paintFrame(canvas);
    if (m_lod >= 3)
        paintRich(canvas);
    else if (m_lod == 2)
        paintMedium(canvas);
    else
        paintSmall(canvas);
    if (marks.doubleBorder && band) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(band->edge, 1));
        painter.drawRect(rect.adjusted(3, 3, -4, -4));
    }
    if (marks.dimmed)
        painter.setOpacity(1.0);
    if (marks.selected || marks.focused)
        paintRing(painter, rect, marks);
}

void TilePainter::paintFrame(const Canvas& canvas)
{
    QPainter& painter = canvas.painter;
    painter.setRenderHint(QPainter::Antialiasing, false);
    const bool framed
        = canvas.look.state == TileState::Maintenance || canvas.look.state == TileState::Finishing;
    const QColor edge = canvas.band ? canvas.band->edge : framed ? m_theme.attention.edge : m_theme.line;
    const int width = canvas.band ? qMax(2, m_theme.border) : m_theme.border;
    painter.fillRect(canvas.rect, edge);
    const QRect inner = canvas.rect.adjusted(width, width, -width, -width);
    painter.fillRect(inner, m_theme.tile);
    if (canvas.look.state == TileState::Offline) {
        painter.setBrushOrigin(canvas.rect.topLeft());
        painter.fillRect(inner, QBrush(m_theme.track, Qt::BDiagPattern));
    }
}

void TilePainter::paintHeader(const Canvas& canvas, int height, int shapeSize)
{
    const int pad = m_lod >= 3 ? 9 : 5;
    const QRect band(canvas.rect.left(), canvas.rect.top(), canvas.rect.width(), height);
    if (canvas.band) // a hollow one leaves the frame alone
        canvas.painter.fillRect(
            canvas.band->fill == m_theme.tile ? band.adjusted(2, 2, -2, 0) : band, canvas.band->fill);
    const bool quiet = canvas.look.state == TileState::Idle || canvas.look.state == TileState::Offline;
    const QColor text = canvas.band ? canvas.band->text : m_theme.text1;
    const QColor mark = canvas.band ? canvas.band->text : quiet ? m_theme.idle : m_theme.running;
    const int room = band.width() - 2 * pad - shapeSize - 3;
    line(canvas.painter, m_name, text, band.left() + pad, band.top() + (height - m_name.metrics.height()) / 2,
        room, tileName(canvas.look.id, m_tile.width() < 96));
    const QPoint at(band.right() - pad - shapeSize + 1, band.top() + (height - shapeSize + 1) / 2);
    canvas.painter.drawPixmap(at, shape(canvas.look, shapeSize, mark));
}

void TilePainter::paintRing(QPainter& painter, const QRect& rect, TileMarks marks)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(
        QPen(m_theme.attention.edge, marks.focused ? 3 : 2, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    const int out = marks.focused ? 2 : 1;
    painter.drawRect(rect.adjusted(-out - 1, -out - 1, out, out));
}

void TilePainter::paintBar(const Canvas& canvas, const QRect& bar)
{
    canvas.painter.fillRect(bar, m_theme.track);
    if (canvas.look.stepCount == 0)
        return;
    const int part = bar.width() * qMin(canvas.look.stepNow, canvas.look.stepCount) / canvas.look.stepCount;
    canvas.painter.fillRect(QRect(bar.left(), bar.top(), part, bar.height()), m_theme.running);
}

int TilePainter::line(
    QPainter& painter, const Face& face, const QColor& color, int x, int y, int width, const QString& text)
{
    if (!text.isEmpty()) {
        painter.setFont(face.font);
        painter.setPen(color);
        painter.drawText(QPoint(x, y + face.metrics.ascent()), fitting(face, text, width));
    }
    return y + face.metrics.height();
}

const QString& TilePainter::fitting(const Face& face, const QString& text, int width)
{
    const int key = (face.font.pixelSize() * 2 + (face.font.bold() ? 1 : 0)) * 4096 + qBound(0, width, 4095);
    auto it = m_fitting.constFind({key, text});
    if (it != m_fitting.constEnd())
        return *it;
    if (m_fitting.size() > mostCachedLines)
        m_fitting.clear();
    return *m_fitting.insert({key, text}, face.metrics.elidedText(text, Qt::ElideRight, width));
}

const QPixmap& TilePainter::shape(const TileLook& look, int size, const QColor& color)
{
    const bool warning = look.band == TileBand::Warning;
    const quint64 key
        = quint64(color.rgba()) << 16 | quint64(size) << 8 | (warning ? 255U : unsigned(look.state));
    QPixmap& pixmap = m_shapes[key];
    if (pixmap.isNull()) {
        pixmap = QPixmap(QSize(size, size) * m_ratio);
        pixmap.setDevicePixelRatio(m_ratio);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paintShape(
            painter, warning ? warningShape() : stateShape(look.state), QRectF(0, 0, size, size), color);
    }
    return pixmap;
}

QString TilePainter::stateLine(const TileLook& look, bool shortForm) const
{
    if (look.band == TileBand::Warning)
        return shortForm ? shortWarningText() : warningText();
    if (look.away != StationLinkState::None)
        return linkAwayText(look.away, shortForm);
    return shortForm ? shortStateText(look.state) : stateText(look.state);
}

} // namespace sm
