// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>

namespace sm {

/// An icon of resources/icons, drawn in one colour.
QPixmap tintedPixmap(const QString& name, const QColor& color, int size, qreal ratio);
/// The same as an icon with a disabled form in `faint`.
QIcon tintedIcon(const QString& name, const QColor& color, const QColor& faint);
QIcon appIcon();

} // namespace sm
