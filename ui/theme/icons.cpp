// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"

#include <QIconEngine>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

#include <map>

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

/// Drawn when it is first shown, in the size that is shown: a theme gives every button another icon, and most
/// of them lie on pages that nobody looks at.
class TintedEngine final : public QIconEngine {
public:
    TintedEngine(QString name, const QColor& color, const QColor& faint)
        : m_name(std::move(name))
        , m_color(color)
        , m_faint(faint)
    {
    }
    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device()->devicePixelRatioF();
        QPixmap picture = pixmap(rect.size() * ratio, mode, state);
        picture.setDevicePixelRatio(ratio);
        painter->drawPixmap(rect.topLeft(), picture);
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override
    {
        const int side = qMin(qMin(size.width(), size.height()), 2 * largest);
        if (side <= 0)
            return {};
        const bool isFaint = mode == QIcon::Disabled;
        QPixmap& picture = m_drawn[{side, isFaint}];
        if (picture.isNull())
            picture = tintedPixmap(m_name, isFaint ? m_faint : m_color, side, 1.0);
        return picture;
    }
    QSize actualSize(const QSize& size, QIcon::Mode, QIcon::State) override
    {
        return size.boundedTo(QSize(largest, largest));
    }
    QIconEngine* clone() const override { return new TintedEngine(*this); }
    QString key() const override { return QStringLiteral("TintedEngine"); }
    bool isNull() override { return false; }

private:
    static constexpr int largest = 24; ///< of the interface's icons

    QString m_name;
    QColor m_color;
    QColor m_faint;
    std::map<std::pair<int, bool>, QPixmap> m_drawn;
};

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
    return QIcon(new TintedEngine(name, color, faint));
}

QIcon appIcon()
{
    QIcon icon;
    for (const int size : {16, 24, 32, 48, 64, 128})
        icon.addPixmap(drawn(QStringLiteral("app"), size, 1.0));
    return icon;
}

} // namespace sm
