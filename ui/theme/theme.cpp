// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include <cmath>

namespace sm {

namespace {

Theme lightTheme()
{
    Theme t;
    t.kind = ThemeKind::Light;
    t.window = QColor(QRgb(0xE6E9EC));
    t.panel = QColor(QRgb(0xFAFBFC));
    t.tile = QColor(QRgb(0xF4F6F7));
    t.line = QColor(QRgb(0xC3CAD0));
    t.track = QColor(QRgb(0xD5DADE));
    t.text1 = QColor(QRgb(0x14181C));
    t.text2 = QColor(QRgb(0x47525B));
    t.text3 = QColor(QRgb(0x5A6670));
    t.running = QColor(QRgb(0x44535F));
    t.idle = QColor(QRgb(0x76818A));
    t.series = {t.running, QColor(QRgb(0x0059B3)), QColor(QRgb(0x1B7F79)), QColor(QRgb(0xB07A2A))};
    t.warning = {QColor(QRgb(0xF5B400)), QColor(QRgb(0x14181C)), QColor(QRgb(0x8A5A00))};
    t.fault = {QColor(QRgb(0xB3001B)), QColor(QRgb(0xFFFFFF)), QColor(QRgb(0xB3001B))};
    t.attention = {QColor(QRgb(0x0059B3)), QColor(QRgb(0xFFFFFF)), QColor(QRgb(0x0059B3))};
    return t;
}

Theme darkTheme()
{
    Theme t;
    t.kind = ThemeKind::Dark;
    t.window = QColor(QRgb(0x15191D));
    t.panel = QColor(QRgb(0x1E2429));
    t.tile = QColor(QRgb(0x262D33));
    t.line = QColor(QRgb(0x3A444C));
    t.track = QColor(QRgb(0x3A444C));
    t.text1 = QColor(QRgb(0xECEFF1));
    t.text2 = QColor(QRgb(0xB4BEC6));
    t.text3 = QColor(QRgb(0x95A1AB));
    t.running = QColor(QRgb(0xAEBBC5));
    t.idle = QColor(QRgb(0x7A8690));
    t.series = {t.running, QColor(QRgb(0x4DA3FF)), QColor(QRgb(0x3FB5AC)), QColor(QRgb(0xD39B4A))};
    t.warning = {QColor(QRgb(0xFFC23D)), QColor(QRgb(0x14181C)), QColor(QRgb(0xFFC23D))};
    t.fault = {QColor(QRgb(0xFF5A4F)), QColor(QRgb(0x14181C)), QColor(QRgb(0xFF5A4F))};
    t.attention = {QColor(QRgb(0x4DA3FF)), QColor(QRgb(0x14181C)), QColor(QRgb(0x4DA3FF))};
    return t;
}

/// White on black, outlines twice as wide, the same three hues at full strength.
Theme contrastTheme()
{
    Theme t;
    t.kind = ThemeKind::Contrast;
    t.window = t.panel = t.tile = QColor(QRgb(0x000000));
    t.line = t.text1 = t.text2 = t.text3 = t.running = QColor(QRgb(0xFFFFFF));
    t.track = QColor(QRgb(0x4A4A4A));
    t.idle = QColor(QRgb(0xC8C8C8));
    t.series = {t.running, QColor(QRgb(0x4DA3FF)), QColor(QRgb(0x5ED6CC)), QColor(QRgb(0xE5B565))};
    t.warning = {QColor(QRgb(0xFFD000)), QColor(QRgb(0x000000)), QColor(QRgb(0xFFD000))};
    t.fault = {QColor(QRgb(0xFF4B40)), QColor(QRgb(0x000000)), QColor(QRgb(0xFF4B40))};
    t.attention = {QColor(QRgb(0x4DA3FF)), QColor(QRgb(0x000000)), QColor(QRgb(0x4DA3FF))};
    t.border = 2;
    return t;
}

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& c)
{
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}

} // namespace

Theme Theme::of(ThemeKind kind)
{
    switch (kind) {
    case ThemeKind::Dark:
        return darkTheme();
    case ThemeKind::Contrast:
        return contrastTheme();
    case ThemeKind::Light:
        break;
    }
    return lightTheme();
}

QPalette Theme::palette() const
{
    QPalette p(text1, panel, tile, line, text3, text1, panel);
    p.setColor(QPalette::Window, panel);
    p.setColor(QPalette::WindowText, text1);
    p.setColor(QPalette::Base, panel);
    p.setColor(QPalette::AlternateBase, tile);
    p.setColor(QPalette::Text, text1);
    p.setColor(QPalette::Button, panel);
    p.setColor(QPalette::ButtonText, text1);
    p.setColor(QPalette::ToolTipBase, tile);
    p.setColor(QPalette::ToolTipText, text1);
    p.setColor(QPalette::PlaceholderText, text3);
    p.setColor(QPalette::Highlight, attention.fill);
    p.setColor(QPalette::HighlightedText, attention.text);
    p.setColor(QPalette::Link, attention.fill);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, kind == ThemeKind::Contrast ? idle : text3);
    return p;
}

QList<ContrastPair> contrastPairs(const Theme& t)
{
    QList<ContrastPair> pairs;
    for (const QColor& back : {t.window, t.panel, t.tile}) {
        pairs.append({"text 1", t.text1, back, 4.5});
        pairs.append({"text 2", t.text2, back, 4.5});
        pairs.append({"text 3", t.text3, back, 4.5});
        pairs.append({"running", t.running, back, 3.0});
        pairs.append({"idle", t.idle, back, 3.0});
        pairs.append({"warning edge", t.warning.edge, back, 3.0});
        pairs.append({"fault edge", t.fault.edge, back, 3.0});
        pairs.append({"focus", t.attention.edge, back, 3.0});
    }
    pairs.append({"warning band", t.warning.text, t.warning.fill, 4.5});
    pairs.append({"fault band", t.fault.text, t.fault.fill, 4.5});
    pairs.append({"attention band", t.attention.text, t.attention.fill, 4.5});
    return pairs;
}

double contrastRatio(const QColor& a, const QColor& b)
{
    const double x = luminance(a);
    const double y = luminance(b);
    return (qMax(x, y) + 0.05) / (qMin(x, y) + 0.05);
}

ThemeKind themeKindFromName(const QString& name, const QPalette& startPalette)
{
    if (name == QLatin1String("light"))
        return ThemeKind::Light;
    if (name == QLatin1String("dark"))
        return ThemeKind::Dark;
    if (name == QLatin1String("contrast"))
        return ThemeKind::Contrast;
    // Qt 6.4 has no colour scheme hint: a dark desktop is one whose window text is lighter than its window.
    const bool dark = startPalette.color(QPalette::WindowText).lightness()
        > startPalette.color(QPalette::Window).lightness();
    return dark ? ThemeKind::Dark : ThemeKind::Light;
}

} // namespace sm
