// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QProxyStyle>

class QApplication;

namespace sm {

/// Fusion without gradients: flat buttons, flat table headers, a focus ring that can be seen. A button with
/// the dynamic property "primary" is the one that Enter presses.
class FlatStyle final : public QProxyStyle {
public:
    explicit FlatStyle(const Theme& theme);

    /// What is painted from now on; who has the style already need not be polished again.
    void setTheme(const Theme& theme) { m_theme = theme; }

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
        const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
        const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
        const QWidget* widget) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
        const QWidget* widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;

private:
    void drawCheckBox(const QStyleOption* option, QPainter* painter) const;
    void drawFrame(const QStyleOption* option, QPainter* painter) const;
    void drawButton(const QStyleOption* option, QPainter* painter, const QWidget* widget) const;

    Theme m_theme;
};

/// Gives the whole application a theme: style, palette and base font.
void applyTheme(QApplication& application, const Theme& theme);
/// Sets the text scale and changes every font that a widget holds.
void rescaleText(double scale);

} // namespace sm
