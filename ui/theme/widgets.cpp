// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/widgets.h"

#include "ui/theme/fonts.h"

#include <QPainter>

namespace sm {

ElidedLabel::ElidedLabel(QWidget* parent, Qt::TextElideMode mode)
    : QLabel(parent)
    , m_mode(mode)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ElidedLabel::setFullText(const QString& text)
{
    if (text == m_text)
        return;
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {24, fontMetrics().height() + 2};
}

QSize ElidedLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_text) + 2, fontMetrics().height() + 2};
}

void ElidedLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QString shown = fontMetrics().elidedText(m_text, m_mode, width());
    const QString tip = shown == m_text ? QString() : m_text;
    if (toolTip() != tip)
        setToolTip(tip);
    painter.setPen(palette().color(foregroundRole()));
    painter.drawText(rect(), int(alignment() | Qt::AlignVCenter) | Qt::TextSingleLine, shown);
}

Chip::Chip(QWidget* parent)
    : QAbstractButton(parent)
{
    setFont(uiFont(13, true));
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Chip::setTheme(const Theme& theme)
{
    m_theme = theme;
    update();
}

void Chip::setBand(std::optional<Band> band)
{
    m_band = std::move(band);
    update();
}

QSize Chip::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(text()) + 24, qMax(28, fontMetrics().height() + 10)};
}

void Chip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    std::optional<Band> band = m_band;
    if (!band && isChecked())
        band = Band{m_theme.running, m_theme.panel, m_theme.running};
    painter.setPen(QPen(band ? band->edge : m_theme.text3, m_theme.border));
    painter.setBrush(band ? band->fill : m_theme.panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setPen(band ? band->text : isEnabled() ? m_theme.text1 : m_theme.text3);
    painter.drawText(rect(), Qt::AlignCenter, text());
    if (hasFocus()) {
        // On a band the text's colour stands out; that of the ring may not.
        painter.setPen(QPen(band ? band->text : m_theme.attention.edge, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(2, 2, -2, -2), 3, 3);
    }
}

QPushButton* makeButton(const QString& objectName, const QString& text, QWidget* parent)
{
    auto* button = new QPushButton(text, parent);
    button->setObjectName(objectName);
    button->setMinimumHeight(32);
    button->setFont(uiFont(13, true));
    return button;
}

QPushButton* makeRoomyButton(const QString& objectName, const QString& text, QWidget* parent)
{
    QPushButton* button = makeButton(objectName, text, parent);
    button->setProperty("roomy", true);
    return button;
}

void setAvailable(QWidget* widget, bool available, const QString& tip)
{
    widget->setEnabled(available);
    widget->setToolTip(tip);
    widget->setStatusTip(tip);
}

QLabel* makeLabel(QWidget* parent, int pixels, bool bold)
{
    auto* label = new QLabel(parent);
    label->setFont(uiFont(pixels, bold));
    label->setTextFormat(Qt::PlainText);
    return label;
}

void setTextColor(QWidget* widget, const QColor& color)
{
    QPalette palette = widget->palette();
    palette.setColor(widget->foregroundRole(), color);
    widget->setPalette(palette);
}

void setBackground(QWidget* widget, const QColor& color)
{
    QPalette palette = widget->palette();
    palette.setColor(QPalette::Window, color);
    widget->setPalette(palette);
    widget->setAutoFillBackground(true);
}

} // namespace sm
