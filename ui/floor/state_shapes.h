// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/snapshot.h"

#include <QPainterPath>
#include <QRectF>

class QColor;
class QPainter;

namespace sm {

/// The shape of a state on a 24 x 24 grid; every state can be told from every other without colour.
const QPainterPath& stateShape(TileState state);
const QPainterPath& warningShape();

void paintShape(QPainter& painter, const QPainterPath& shape, const QRectF& where, const QColor& color);

} // namespace sm
