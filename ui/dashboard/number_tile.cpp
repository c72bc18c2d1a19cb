// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/number_tile.h"

#include "ui/theme/fonts.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace sm {

NumberTile::NumberTile(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void NumberTile::setTheme(const Theme& theme)
{
    m_theme = theme;
    update();
}

void NumberTile::setContent(const TileContent& content)
{
    if (content == m_content)
        return;
    m_content = content;
    setAccessibleName(QStringList{content.label, content.value, content.value2, content.below}.join(u' '));
    update();
}

void NumberTile::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.kind == ThemeKind::Contrast ? m_theme.line : m_theme.panel, m_theme.border));
    painter.setBrush(m_theme.panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    paint(painter, QRectF(rect()));
}

void NumberTile::paint(QPainter& painter, const QRectF& area) const
{
    const QRectF inside = area.adjusted(12, 8, -12, -8);
    const auto text = [&](const QFont& font, const QColor& color, qreal top, qreal height,
                          Qt::Alignment align, const QString& what) {
        painter.setFont(font);
        painter.setPen(color);
        painter.drawText(QRectF(inside.left(), inside.top() + top, inside.width(), height),
            align | Qt::AlignVCenter, QFontMetricsF(font).elidedText(what, Qt::ElideRight, inside.width()));
    };
    text(uiFont(12), m_theme.text2, 0, 16, Qt::AlignLeft, m_content.label);
    text(uiFont(12, true), m_theme.text1, 0, 16, Qt::AlignRight, m_content.delta);
    // The largest size at which the figure fits.
    QFont value = uiFont(28, true);
    for (const int size : {28, 24, 20, 17, 15}) {
        value = uiFont(size, true);
        if (QFontMetricsF(value).horizontalAdvance(m_content.value) <= inside.width())
            break;
    }
    text(value, m_theme.text1, 16, 36, Qt::AlignLeft, m_content.value);
    if (!m_content.value2.isEmpty()) {
        text(uiFont(16, true), m_theme.text1, 52, 22, Qt::AlignLeft, m_content.value2);
        text(uiFont(12), m_theme.text2, 78, 18, Qt::AlignLeft, m_content.below);
        return;
    }
    text(uiFont(12), m_theme.text2, 52, 16, Qt::AlignLeft, m_content.below);
    paintLine(painter, QRectF(inside.left(), inside.top() + 72, inside.width(), inside.height() - 72));
}

void NumberTile::paintLine(QPainter& painter, const QRectF& area) const
{
    const auto& points = m_content.line;
    if (points.size() < 3)
        return;
    const auto lower = [](const HistoryPoint& a, const HistoryPoint& b) { return a.value < b.value; };
    const auto [low, high] = std::minmax_element(points.begin(), points.end(), lower);
    const double span = std::max(high->value - low->value, std::max(1e-9, std::abs(high->value) * 0.02));
    const double time = double(points.back().at - points.front().at);
    QPainterPath path;
    for (size_t i = 0; i < points.size(); ++i) {
        const QPointF at(area.left() + area.width() * double(points[i].at - points.front().at) / time,
            area.bottom() - area.height() * (points[i].value - low->value) / span);
        i == 0 ? path.moveTo(at) : path.lineTo(at);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(m_theme.running, 1.5));
    painter.drawPath(path);
}

} // namespace sm
