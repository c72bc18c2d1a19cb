// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QList>
#include <QPalette>

#include <array>

namespace sm {

enum class ThemeKind { Light, Dark, Contrast };

/// A signal colour with the text that is readable on it and the edge that separates it from the page.
struct Band {
    QColor fill;
    QColor text;
    QColor edge;
};

/// Every colour of the console; no other file of ui/ names one (a test greps). Values and their contrasts:
/// the palette table of the design. A value type; widgets keep a copy and get a new one through setTheme().
struct Theme {
    ThemeKind kind = ThemeKind::Light;
    QColor window; ///< behind everything
    QColor panel; ///< rail, strip, tables
    QColor tile; ///< station tile
    QColor line; ///< decorative hairlines
    QColor track; ///< empty part of a bar
    QColor text1; ///< values, names
    QColor text2; ///< labels
    QColor text3; ///< hints, outlines of controls
    QColor running; ///< normal activity, bars
    QColor idle; ///< shapes of idle and offline stations
    std::array<QColor, 4> series; ///< of charts, in the order of use: neutral, attention, two more hues
    Band warning;
    Band fault;
    Band attention; ///< held, your turn, focus, primary button
    int border = 1; ///< width of outlines in logical pixels

    static Theme of(ThemeKind kind);
    QPalette palette() const;
};

/// A pair that must be readable, for the contrast test.
struct ContrastPair {
    const char* what;
    QColor front;
    QColor back;
    double least; ///< 4.5 for text, 3.0 for shapes, borders and focus
};
QList<ContrastPair> contrastPairs(const Theme& theme);

/// Ratio after WCAG 2.2, 1 to 21.
double contrastRatio(const QColor& a, const QColor& b);

/// "light", "dark", "contrast"; anything else: light or dark after the start palette.
ThemeKind themeKindFromName(const QString& name, const QPalette& startPalette);

} // namespace sm
