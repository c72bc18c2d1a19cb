// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/drop_overlay.h"

#include "ui/theme/fonts.h"

#include <QPainter>

namespace sm {

DropOverlay::DropOverlay(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("dropOverlay"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
}

void DropOverlay::showVerdict(const DropVerdict& verdict)
{
    m_verdict = verdict;
    setAccessibleName(verdict.text);
    setGeometry(parentWidget()->rect());
    raise();
    show();
    update();
}

void DropOverlay::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    QColor veil = m_theme.window;
    veil.setAlphaF(0.88F);
    painter.fillRect(rect(), veil);
    painter.setRenderHint(QPainter::Antialiasing);
    const Band& band = m_verdict.accepted ? m_theme.attention : m_theme.fault;
    painter.setPen(QPen(band.edge, 3, m_verdict.accepted ? Qt::DashLine : Qt::SolidLine));
    const QRect frame = rect().adjusted(24, 24, -24, -24);
    painter.drawRoundedRect(frame, 8, 8);
    painter.setPen(m_theme.text1);
    painter.setFont(uiFont(28, true));
    painter.drawText(frame.adjusted(24, 0, -24, 0), int(Qt::AlignCenter) | Qt::TextWordWrap, m_verdict.text);
}

} // namespace sm
