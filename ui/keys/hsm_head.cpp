// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/hsm_head.h"

#include "ui/floor/state_shapes.h"
#include "ui/keys/hsm_text.h"
#include "ui/text/numbers.h"
#include "ui/theme/fonts.h"

#include <QFontMetrics>
#include <QPainter>

namespace sm {

HsmHead::HsmHead(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void HsmHead::setTheme(const Theme& theme)
{
    m_theme = theme;
    update();
}

void HsmHead::present(const HsmFigures& hsm)
{
    const QString state = hsmStateText(hsm);
    const bool same = m_hsm.name == hsm.name && m_hsm.health == hsm.health && m_state == state
        && qRound(m_hsm.load * 100) == qRound(hsm.load * 100) && m_hsm.kind == hsm.kind;
    if (same)
        return;
    m_hsm = hsm;
    m_state = state;
    setAccessibleName(
        tr("%1, %2, %3, load %4").arg(hsm.name, hsmKindText(hsm.kind), state, percentText(hsm.load)));
    update();
}

QSize HsmHead::sizeHint() const
{
    return {px(240), px(72)};
}

QSize HsmHead::minimumSizeHint() const
{
    return {px(200), px(72)};
}

void HsmHead::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const auto place = [&](const QRectF& area) {
        return mirrored ? QRectF(width() - area.right(), area.top(), area.width(), area.height()) : area;
    };
    const auto text = [&](const QFont& font, const QColor& color, const QRectF& area, bool atEnd,
                          const QString& what) {
        painter.setFont(font);
        painter.setPen(color);
        painter.drawText(place(area), Qt::AlignVCenter | (atEnd != mirrored ? Qt::AlignRight : Qt::AlignLeft),
            QFontMetrics(font).elidedText(what, Qt::ElideRight, int(area.width())));
    };
    // The state is a block in its colour only where somebody must look.
    const std::optional<Band> band = hsmBand(m_hsm, m_theme);
    const QFont stateFont = uiFont(13, true);
    const qreal stateWidth = QFontMetrics(stateFont).horizontalAdvance(m_state) + px(40);
    const QRectF state = place(QRectF(width() - stateWidth, 0, stateWidth, px(26)));
    if (band) {
        painter.setPen(QPen(band->edge, m_theme.border));
        painter.setBrush(band->fill);
        painter.drawRoundedRect(state.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
    const QColor ink = band ? band->text : m_theme.text1;
    paintShape(painter, hsmShape(m_hsm), place(QRectF(width() - stateWidth + px(8), px(4), px(18), px(18))),
        band ? ink : m_theme.running);
    text(stateFont, ink, QRectF(width() - stateWidth + px(30), 0, stateWidth - px(34), px(26)), false,
        m_state);
    text(uiFont(16, true), m_theme.text1, QRectF(0, 0, width() - stateWidth - px(8), px(26)), false,
        m_hsm.name);
    text(
        uiFont(12), m_theme.text2, QRectF(0, px(26), width() * 0.62, px(20)), false, hsmKindText(m_hsm.kind));
    text(uiFont(12, true), m_theme.text1, QRectF(width() * 0.62, px(26), width() * 0.38, px(20)), true,
        tr("load %1").arg(percentText(m_hsm.load)));
    const QRectF track(0, px(52), width(), px(10));
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.track);
    painter.drawRoundedRect(track, 3, 3);
    painter.setBrush(m_theme.running);
    painter.drawRoundedRect(place(QRectF(track.left(), track.top(),
                                track.width() * qBound(0.0, m_hsm.load, 1.0), track.height())),
        3, 3);
}

} // namespace sm
