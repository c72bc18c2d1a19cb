// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"

#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

namespace sm {

namespace {

QString resourceOf(const QString& name)
{
    return QStringLiteral(":/ui/icons/%1.svg").arg(name);
}

QPixmap drawn(const QString& name, int size, qreal ratio)
{
    QPixmap pixmap(qRound(size * ratio), qRound(size * ratio));
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QSvgRenderer svg(resourceOf(name));
    QPainter painter(&pixmap);
    svg.render(&painter, QRectF(0, 0, size, size));
    return pixmap;
}

} // namespace

QPixmap tintedPixmap(const QString& name, const QColor& color, int size, qreal ratio)
{
    QPixmap pixmap = drawn(name, size, ratio);
    QPainter painter(&pixmap);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(QRect(0, 0, size, size), color);
    return pixmap;
}

QIcon tintedIcon(const QString& name, const QColor& color, const QColor& faint)
{
    QIcon icon;
    for (const int size : {16, 20, 24}) {
        for (const qreal ratio : {1.0, 2.0}) {
            icon.addPixmap(tintedPixmap(name, color, size, ratio), QIcon::Normal);
            icon.addPixmap(tintedPixmap(name, faint, size, ratio), QIcon::Disabled);
        }
    }
    return icon;
}

QIcon appIcon()
{
    QIcon icon;
    for (const int size : {16, 24, 32, 48, 64, 128})
        icon.addPixmap(drawn(QStringLiteral("app"), size, 1.0));
    return icon;
}

} // namespace sm
