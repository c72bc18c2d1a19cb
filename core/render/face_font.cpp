// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/face_font.h"

#include "base/bytes.h"
#include "base/failures/render.h"

#include <QFile>
#include <QFileInfo>

namespace sm {

namespace {

struct Point {
    bool onCurve = false;
    QPointF at;
};

QPointF between(const QPointF& a, const QPointF& b)
{
    return (a + b) / 2;
}

/// TrueType: between two control points of quadratic curves lies a point on the curve that is not written.
void addContour(QPainterPath& path, const std::vector<Point>& points)
{
    if (points.size() < 2)
        return;
    const size_t count = points.size();
    size_t first = 0;
    while (first < count && !points[first].onCurve)
        ++first;
    const bool none = first == count;
    first = none ? 0 : first;
    const QPointF start = none ? between(points[count - 1].at, points[0].at) : points[first].at;
    path.moveTo(start);
    for (size_t i = none ? 0 : 1; i < count; ++i) {
        const Point& point = points[(first + i) % count];
        if (point.onCurve) {
            path.lineTo(point.at);
            continue;
        }
        const Point& next = points[(first + i + 1) % count];
        const bool last = i + 1 == count;
        path.quadTo(point.at, last ? start : next.onCurve ? next.at : between(point.at, next.at));
        i += !last && next.onCurve;
    }
    path.closeSubpath();
}

/// x, y as two's complement; y upwards in the file.
std::optional<Point> readPoint(ByteReader& in)
{
    const auto flags = in.u8();
    const auto x = in.u16();
    const auto y = in.u16();
    if (!flags || !x || !y)
        return {};
    return Point{(*flags & 1) != 0, QPointF(qint16(*x), -qint16(*y))};
}

std::optional<QPainterPath> readOutline(ByteReader& in)
{
    QPainterPath path;
    path.setFillRule(Qt::WindingFill);
    const auto contours = in.u8();
    for (int contour = 0; contours && contour < *contours; ++contour) {
        const auto count = in.u16();
        if (!count)
            return {};
        std::vector<Point> points;
        for (int i = 0; i < *count; ++i) {
            const auto point = readPoint(in);
            if (!point)
                return {};
            points.push_back(*point);
        }
        addContour(path, points);
    }
    return contours ? std::optional(path) : std::nullopt;
}

/// A letter and its accent may come as two characters and are in the font as one.
QList<uint> charactersOf(const QString& text)
{
    return text.normalized(QString::NormalizationForm_C).toUcs4();
}

} // namespace

Outcome<FaceFont> FaceFont::load(const QString& file)
{
    constexpr qint64 most = 1 << 20;
    QFile in(file);
    if (!in.open(QIODevice::ReadOnly))
        return fail(fc::FaceFontBroken, {{"font", QFileInfo(file).fileName()}});
    return parse(in.read(most));
}

/// The format is described in resources/fonts/make_fonts.py.
Outcome<FaceFont> FaceFont::parse(QByteArrayView bytes)
{
    const auto broken = [] { return fail(fc::FaceFontBroken); };
    ByteReader in(bytes);
    const auto magic = in.take(4);
    const auto version = in.u8();
    const auto em = in.u16();
    const auto heights = in.u32();
    const auto count = in.u16();
    if (!magic || *magic != "SMOF" || version != quint8(1) || !em || *em == 0 || !heights || !count)
        return broken();
    FaceFont font;
    font.m_em = *em;
    for (int i = 0; i < *count; ++i) {
        const auto code = in.u32();
        const auto advance = in.u16();
        auto outline = code && advance ? readOutline(in) : std::nullopt;
        if (!outline)
            return broken();
        font.m_glyphs.insert(char32_t(*code), Glyph{*advance, std::move(*outline)});
    }
    if (!in.atEnd())
        return broken();
    return font;
}

std::optional<QPainterPath> FaceFont::line(const QString& text, double size) const
{
    QPainterPath path;
    path.setFillRule(Qt::WindingFill);
    const double scale = size / m_em;
    double x = 0;
    for (const uint code : charactersOf(text)) {
        const auto glyph = m_glyphs.find(char32_t(code));
        if (glyph == m_glyphs.end())
            return {};
        path.addPath(QTransform(scale, 0, 0, scale, x, 0).map(glyph->outline));
        x += glyph->advance * scale;
    }
    return path;
}

double FaceFont::advance(const QString& text, double size) const
{
    double units = 0;
    for (const uint code : charactersOf(text))
        units += m_glyphs.value(char32_t(code)).advance;
    return units * size / m_em;
}

} // namespace sm
