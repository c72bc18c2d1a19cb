// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/floor/tile_look.h"

#include <QFont>
#include <QFontMetrics>
#include <QHash>
#include <QPixmap>

class QPainter;

namespace sm {

struct TileMarks {
    bool selected = false;
    bool focused = false;
    bool dimmed = false;
    bool left = false; ///< not painted at all: only matching tiles are wanted
    bool bandGone = false; ///< the dark half of a blinking band
    bool doubleBorder = false; ///< an alarm that nobody has acknowledged, without blinking
};

/// Paints tiles of one level of detail, size and theme; fonts and metrics are made once. Opaque within the
/// tile's rectangle; the focus and selection ring is outside of it, by at most ringWidth.
class TilePainter {
public:
    static constexpr int ringWidth = 4;

    TilePainter(const Theme& theme, int lod, QSize tile, qreal ratio);

    void paint(QPainter& painter, const QRect& rect, const TileLook& look, TileMarks marks);

private:
    struct Face { ///< a font with what is needed to place it
        explicit Face(const QFont& f)
            : font(f)
            , metrics(f)
        {
        }
        QFont font;
        QFontMetrics metrics;
    };
    /// Content area of a tile being painted and the colours in it.
    struct Canvas {
        QPainter& painter;
        QRect rect;
        const TileLook& look;
        const Band* band;
    };

    void paintFrame(const Canvas& canvas);
    void paintHeader(const Canvas& canvas, int height, int shapeSize);
    void paintRing(QPainter& painter, const QRect& rect, TileMarks marks);
    void paintRich(const Canvas& canvas); // LOD 3 and 4
    void paintAway(const Canvas& canvas, int top, int margin);
    void paintSpark(const Canvas& canvas, int top, int bottom);
    void paintSegments(const Canvas& canvas, const QRect& bar);
    void paintMedium(const Canvas& canvas); // LOD 2
    void paintSmall(const Canvas& canvas); // LOD 0 and 1
    void paintBar(const Canvas& canvas, const QRect& bar);
    /// One line of text with its top at y; returns the next y.
    int line(QPainter& painter, const Face& face, const QColor& color, int x, int y, int width,
        const QString& text);
    const QString& fitting(const Face& face, const QString& text, int width);
    const QPixmap& shape(const TileLook& look, int size, const QColor& color);
    QString stateLine(const TileLook& look, bool shortForm) const;

    Theme m_theme;
    int m_lod;
    QSize m_tile;
    qreal m_ratio;
    Face m_name;
    Face m_state;
    Face m_stateBold;
    Face m_small;
    Face m_mono;
    QHash<QPair<int, QString>, QString> m_fitting;
    QHash<quint64, QPixmap> m_shapes;
};

} // namespace sm
