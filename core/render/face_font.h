// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"

#include <QHash>
#include <QPainterPath>

namespace sm {

/// Outlines of characters that the program carries inside (resources/fonts), so that a face comes out the
/// same on every machine and needs no window system. Immutable: any thread.
class FaceFont {
public:
    /// FaceFontBroken.
    static Outcome<FaceFont> load(const QString& file);
    static Outcome<FaceFont> parse(QByteArrayView bytes);

    /// A line of text at the origin, `size` high from line to line, y downwards; kerning is not done.
    /// Nothing: a character that the font does not have.
    std::optional<QPainterPath> line(const QString& text, double size) const;
    double advance(const QString& text, double size) const; ///< of the characters that it has

private:
    struct Glyph {
        int advance = 0;
        QPainterPath outline;
    };
    int m_em = 1;
    QHash<char32_t, Glyph> m_glyphs;
};

} // namespace sm
