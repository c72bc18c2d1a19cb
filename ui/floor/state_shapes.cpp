// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/floor/state_shapes.h"

#include <QPainter>
#include <QPainterPathStroker>

#include <array>
#include <cmath>

namespace sm {

namespace {

QPainterPath stroked(const QPainterPath& path, qreal width, Qt::PenCapStyle cap = Qt::RoundCap)
{
    QPainterPathStroker stroker;
    stroker.setWidth(width);
    stroker.setCapStyle(cap);
    stroker.setJoinStyle(Qt::RoundJoin);
    return stroker.createStroke(path);
}

QPainterPath polygon(std::initializer_list<QPointF> points)
{
    QPainterPath path;
    path.addPolygon(QPolygonF(QList<QPointF>(points)));
    path.closeSubpath();
    return path;
}

QPainterPath line(std::initializer_list<QPointF> points)
{
    QPainterPath path;
    for (const QPointF& point : points)
        path.isEmpty() && path.elementCount() == 0 ? path.moveTo(point) : path.lineTo(point);
    return path;
}

QPainterPath circle(QPointF centre, qreal radius)
{
    QPainterPath path;
    path.addEllipse(centre, radius, radius);
    return path;
}

QPainterPath box(qreal x, qreal y, qreal w, qreal h, qreal radius = 1)
{
    QPainterPath path;
    path.addRoundedRect(QRectF(x, y, w, h), radius, radius);
    return path;
}

QPainterPath running()
{
    return polygon({{4, 2}, {22, 12}, {4, 22}});
}

QPainterPath finishing()
{
    return polygon({{1, 4}, {13, 12}, {1, 20}}).united(box(17, 2, 5, 20));
}

QPainterPath waitingHsm()
{
    return stroked(circle({12, 12}, 9.5), 2.6)
        .united(stroked(line({{12, 6.5}, {12, 12.5}, {16.5, 15}}), 2.4));
}

QPainterPath waitingCard()
{
    const QPainterPath clock
        = stroked(circle({8, 8}, 6.4), 2.2).united(stroked(line({{8, 4.6}, {8, 8.4}, {11, 8.4}}), 1.9));
    return clock.subtracted(box(8, 11, 16, 13, 2)).united(box(10, 13, 14, 10, 2));
}

QPainterPath idle()
{
    return stroked(circle({12, 12}, 5.5), 2.6);
}

QPainterPath held()
{
    return box(4, 2, 6, 20).united(box(14, 2, 6, 20));
}

QPainterPath fault()
{
    const QPainterPath octagon
        = polygon({{7.5, 1}, {16.5, 1}, {23, 7.5}, {23, 16.5}, {16.5, 23}, {7.5, 23}, {1, 16.5}, {1, 7.5}});
    QPainterPath cross = stroked(line({{8, 8}, {16, 16}}), 3);
    cross = cross.united(stroked(line({{16, 8}, {8, 16}}), 3));
    return octagon.subtracted(cross);
}

/// An open-ended spanner: a ring with a gap to the top end and a handle to the bottom start.
QPainterPath maintenance()
{
    QPainterPath head = circle({16, 8}, 7);
    head = head.subtracted(stroked(line({{16.5, 7.5}, {25, -1}}), 6.5, Qt::FlatCap));
    return head.united(stroked(line({{13, 11}, {4, 20}}), 5.5));
}

QPainterPath offline()
{
    QPainterPath ring;
    for (int i = 0; i < 6; ++i) {
        QPainterPath arc;
        const QRectF around(2.5, 2.5, 19, 19);
        arc.arcMoveTo(around, i * 60);
        arc.arcTo(around, i * 60, 34);
        ring = ring.united(stroked(arc, 2.6, Qt::FlatCap));
    }
    return ring.united(stroked(line({{2.5, 21.5}, {21.5, 2.5}}), 2.8));
}

QPainterPath warning()
{
    const QPainterPath triangle = polygon({{12, 1.5}, {23, 21.5}, {1, 21.5}});
    return triangle.subtracted(stroked(line({{12, 8.5}, {12, 13.5}}), 2.8))
        .subtracted(circle({12, 17.8}, 1.6));
}

} // namespace

const QPainterPath& stateShape(TileState state)
{
    static const std::array shapes{running(), finishing(), waitingHsm(), waitingCard(), idle(), held(),
        fault(), maintenance(), offline()};
    return shapes.at(size_t(state));
}

const QPainterPath& warningShape()
{
    static const QPainterPath shape = warning();
    return shape;
}

void paintShape(QPainter& painter, const QPainterPath& shape, const QRectF& where, const QColor& color)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(where.topLeft());
    painter.scale(where.width() / 24, where.height() / 24);
    painter.fillPath(shape, color);
    painter.restore();
}

} // namespace sm
