// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/style.h"

#include "ui/theme/fonts.h"

#include <QAbstractButton>
#include <QApplication>
#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>
#include <QToolTip>

namespace sm {

namespace {

constexpr int cellPadding = 7;

bool isPrimary(const QWidget* widget)
{
    return widget && widget->property("primary").toBool();
}

QColor mixed(const QColor& a, const QColor& b, double part)
{
    return QColor::fromRgbF(float(a.redF() + (b.redF() - a.redF()) * part),
        float(a.greenF() + (b.greenF() - a.greenF()) * part),
        float(a.blueF() + (b.blueF() - a.blueF()) * part));
}

} // namespace

FlatStyle::FlatStyle(const Theme& theme)
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
    , m_theme(theme)
{
}

void FlatStyle::drawButton(const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    const bool enabled = option->state.testFlag(State_Enabled);
    const bool primary = isPrimary(widget) && enabled;
    QColor fill = primary ? m_theme.attention.fill : m_theme.panel;
    if (enabled && option->state.testFlag(State_Sunken))
        fill = mixed(fill, m_theme.text1, 0.18);
    else if (enabled && option->state.testFlag(State_MouseOver))
        fill = mixed(fill, m_theme.text1, 0.07);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QColor edge = primary ? m_theme.attention.edge : enabled ? m_theme.text3 : m_theme.line;
    // Without greys, dashes must tell what can not be pressed.
    const bool dashed = !enabled && m_theme.kind == ThemeKind::Contrast;
    painter->setPen(QPen(edge, m_theme.border, dashed ? Qt::DashLine : Qt::SolidLine));
    painter->setBrush(fill);
    painter->drawRoundedRect(QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    if (option->state.testFlag(State_HasFocus)) {
        // Fusion leaves the ring out for buttons that were not reached by a key; a ring is never wrong.
        painter->setPen(QPen(primary ? m_theme.attention.text : m_theme.attention.edge, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(option->rect).adjusted(2, 2, -2, -2), 3, 3);
    }
    painter->restore();
}

void FlatStyle::drawFrame(const QStyleOption* option, QPainter* painter) const
{
    const bool focused = option->state.testFlag(State_HasFocus);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    // Drawn on whole pixels: a blurred frame would leave the ring little to change.
    const int width = focused ? m_theme.border + 1 : m_theme.border;
    const double inset = width / 2.0;
    painter->setPen(QPen(focused ? m_theme.attention.edge : m_theme.text3, width));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(QRectF(option->rect).adjusted(inset, inset, -inset, -inset), 4, 4);
    painter->restore();
}

/// Fusion takes its edge from the window's colour, and on a dark one there is none to see.
void FlatStyle::drawCheckBox(const QStyleOption* option, QPainter* painter) const
{
    const bool enabled = option->state.testFlag(State_Enabled);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter->setPen(QPen(enabled ? m_theme.text3 : m_theme.line, qMax(1, m_theme.border)));
    painter->setBrush(m_theme.panel);
    painter->drawRoundedRect(box, 2, 2);
    painter->setPen(QPen(enabled ? m_theme.text1 : m_theme.text3, 2, Qt::SolidLine, Qt::RoundCap));
    const double unit = box.width() / 12;
    const QPointF at = box.topLeft();
    if (option->state.testFlag(State_On))
        painter->drawPolyline(QPolygonF{
            at + QPointF(2.5, 6.2) * unit, at + QPointF(5, 8.8) * unit, at + QPointF(9.5, 3.4) * unit});
    else if (option->state.testFlag(State_NoChange))
        painter->drawLine(at + QPointF(3, 6) * unit, at + QPointF(9, 6) * unit);
    painter->restore();
}

void FlatStyle::drawPrimitive(
    PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    switch (element) {
    case PE_PanelButtonCommand:
        drawButton(option, painter, widget);
        return;
    case PE_FrameLineEdit:
        drawFrame(option, painter);
        return;
    case PE_IndicatorCheckBox:
        drawCheckBox(option, painter);
        return;
    case PE_IndicatorRadioButton: {
        const QColor edge = option->state.testFlag(State_Enabled) ? m_theme.text3 : m_theme.line;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRectF circle = QRectF(option->rect).adjusted(1, 1, -1, -1);
        painter->setPen(QPen(edge, qMax(1.5, double(m_theme.border))));
        painter->setBrush(m_theme.panel);
        painter->drawEllipse(circle);
        if (option->state.testFlag(State_On)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(m_theme.text1);
            const double inset = circle.width() / 4;
            painter->drawEllipse(circle.adjusted(inset, inset, -inset, -inset));
        }
        painter->restore();
        return;
    }
    case PE_FrameFocusRect: {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QColor ring = isPrimary(widget) ? m_theme.attention.text : m_theme.attention.edge;
        painter->setPen(QPen(ring, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(option->rect).adjusted(1, 1, -1, -1), 3, 3);
        painter->restore();
        return;
    }
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void FlatStyle::drawControl(
    ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    if (element == CE_HeaderSection) {
        painter->fillRect(option->rect, m_theme.panel);
        if (!option->state.testFlag(State_Horizontal))
            return; // numbers of lines need no lines between them
        painter->fillRect(
            QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), m_theme.text3);
        return;
    }
    if (element == CE_HeaderLabel && option->state.testFlag(State_Horizontal)) {
        // A head stands over its cells.
        const int more = cellPadding - QProxyStyle::pixelMetric(PM_HeaderMargin, option, widget);
        QStyleOptionHeaderV2 copy;
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeaderV2*>(option))
            copy = *header;
        else
            static_cast<QStyleOptionHeader&>(copy) = *static_cast<const QStyleOptionHeader*>(option);
        copy.rect.adjust(more, 0, -more, 0);
        QProxyStyle::drawControl(element, &copy, painter, widget);
        return;
    }
    if (element == CE_PushButtonLabel && isPrimary(widget) && option->state.testFlag(State_Enabled)) {
        QStyleOptionButton copy = *static_cast<const QStyleOptionButton*>(option);
        copy.palette.setColor(QPalette::ButtonText, m_theme.attention.text);
        QProxyStyle::drawControl(element, &copy, painter, widget);
        return;
    }
    if (element == CE_ProgressBarGroove) {
        painter->fillRect(option->rect, m_theme.track);
        return;
    }
    if (element == CE_ProgressBarContents) {
        const auto* bar = static_cast<const QStyleOptionProgressBar*>(option);
        const double part = bar->maximum > 0 ? double(bar->progress) / bar->maximum : 0;
        QRect done = option->rect;
        done.setWidth(int(done.width() * part));
        painter->fillRect(visualRect(option->direction, option->rect, done), m_theme.running);
        return;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void FlatStyle::drawComplexControl(
    ComplexControl control, const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const
{
    QProxyStyle::drawComplexControl(control, option, painter, widget);
    // Its own frame is the window's colour, too.
    if (const auto* box = qstyleoption_cast<const QStyleOptionSpinBox*>(option);
        control == CC_SpinBox && box && box->frame)
        drawFrame(option, painter);
}

QSize FlatStyle::sizeFromContents(
    ContentsType type, const QStyleOption* option, const QSize& contents, const QWidget* widget) const
{
    QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
    if (type == CT_PushButton && widget && widget->property("roomy").toBool())
        size.rwidth() += 14;
    if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option); type == CT_PushButton
        && button && button->features.testFlag(QStyleOptionButton::HasMenu) && !button->icon.isNull())
        size.rwidth() += 12; // the icon keeps away from the edge, the arrow from the text
    return size;
}

int FlatStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_ToolBarIconSize:
    case PM_ButtonIconSize:
        return 20;
    // A number keeps away from the text that follows it.
    case PM_FocusFrameHMargin:
        return cellPadding - 1;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

void applyTheme(QApplication& application, const Theme& theme)
{
    // Each of the three goes through all widgets, which is felt: only what changed is set.
    if (auto* style = dynamic_cast<FlatStyle*>(QApplication::style()))
        style->setTheme(theme);
    else
        application.setStyle(new FlatStyle(theme));
    application.setPalette(theme.palette());
    if (const QFont font = uiFont(13); QApplication::font() != font)
        application.setFont(font);
    QToolTip::setPalette(theme.palette());
    QToolTip::setFont(uiFont(12));
}

void rescaleText(double scale)
{
    const double before = textScale();
    setTextScale(scale);
    const double now = textScale();
    if (now == before)
        return;
    for (QWidget* widget : QApplication::allWidgets()) {
        QFont font = widget->font();
        if (!widget->testAttribute(Qt::WA_SetFont) || font.pixelSize() <= 0)
            continue;
        // Sizes are whole pixels at 100 %, so the designed one is found again exactly from any scale above 1.
        font.setPixelSize(qRound(qRound(font.pixelSize() / before) * now));
        widget->setFont(font);
        widget->updateGeometry();
    }
}

} // namespace sm
