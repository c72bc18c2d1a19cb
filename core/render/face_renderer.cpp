// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/face_renderer.h"

#include "base/failures/render.h"
#include "render/face_font.h"
#include "render/face_image.h"

#include <QPainter>

#include <array>
#include <cmath>

namespace sm {

namespace {

constexpr double dotsPerPoint = 300.0 / 72;
constexpr int panelLineBytes = (FacePanel::width + 7) / 8;

double across(double mm)
{
    return mm * FacePanel::width / cardWidthMm;
}

double down(double mm)
{
    return mm * FacePanel::height / cardHeightMm;
}

QString itemName(const char* list, size_t index)
{
    return QStringLiteral("%1[%2]").arg(QLatin1String(list)).arg(index);
}

/// Read once; after that nobody changes them.
const Outcome<FaceFont>& fontOf(FaceText::Font font)
{
    const auto load = [](const char* name) {
        return FaceFont::load(QStringLiteral(":/stationmaster/fonts/%1.outlines").arg(QLatin1String(name)));
    };
    static const std::array<Outcome<FaceFont>, 3> fonts{load("sans"), load("bold"), load("mono")};
    return fonts[size_t(font)];
}

/// A dark dot for each that is darker than the middle. With tones the error of each dot goes to those that
/// are still to come (Floyd and Steinberg, 1976).
void printDots(QImage& page, const QImage& picture, QPoint at, bool tones)
{
    const int width = picture.width();
    std::vector<int> now(size_t(width) + 2);
    std::vector<int> next(size_t(width) + 2);
    for (int y = 0; y < picture.height(); ++y) {
        const uchar* in = picture.constScanLine(y);
        uchar* out = page.scanLine(at.y() + y) + at.x();
        std::fill(next.begin(), next.end(), 0);
        for (int x = 0; x < width; ++x) {
            const int wanted = in[x] + (tones ? now[size_t(x) + 1] / 16 : 0);
            const bool dark = wanted < 128;
            out[x] = dark ? 0 : 255;
            const int error = wanted - (dark ? 0 : 255);
            now[size_t(x) + 2] += 7 * error;
            next[size_t(x)] += 3 * error;
            next[size_t(x) + 1] += 5 * error;
            next[size_t(x) + 2] += error;
        }
        now.swap(next);
    }
}

Outcome<Done> drawImage(QImage& page, const FaceImage& image, const QString& pictures, const QString& item)
{
    const auto picture = image.bytes.isEmpty()
        ? readPicture(image.own ? pictureIn(pictures, image.file) : image.file, item)
        : decodePicture(image.bytes, item);
    if (!picture)
        return picture.failure();
    const QRect box = QRect(int(std::lround(across(image.x))), int(std::lround(down(image.y))),
        int(std::lround(across(image.width))), int(std::lround(down(image.height))))
                          .intersected(page.rect());
    const QSize size = picture->size().scaled(box.size(), Qt::KeepAspectRatio).expandedTo(QSize(1, 1));
    if (box.isEmpty())
        return fail(fc::FaceTextOutside, {{"item", item}});
    const QImage fitted = picture->scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                              .convertToFormat(QImage::Format_Grayscale8);
    const QPoint at
        = box.topLeft() + QPoint((box.width() - size.width()) / 2, (box.height() - size.height()) / 2);
    printDots(page, fitted, at, image.tones);
    return Done{};
}

Outcome<Done> drawText(QPainter& painter, const FaceText& text, const QString& item)
{
    const Outcome<FaceFont>& font = fontOf(text.font);
    if (!font)
        return font.failure();
    const double size = text.size * dotsPerPoint;
    const auto line = font->line(text.text, size);
    if (!line)
        return fail(fc::FaceTextUnprintable, {{"item", item}});
    const double width = font->advance(text.text, size);
    const double shift = text.align == FaceText::Align::Left ? 0
        : text.align == FaceText::Align::Center              ? width / 2
                                                             : width;
    const QPainterPath placed = line->translated(across(text.x) - shift, down(text.y));
    const QRectF page(0, 0, FacePanel::width, FacePanel::height);
    const bool fits = text.width <= 0 || width <= across(text.width);
    if (!fits || (!placed.isEmpty() && !page.contains(placed.boundingRect())))
        return fail(fc::FaceTextOutside, {{"item", item}});
    painter.fillPath(placed, Qt::black);
    return Done{};
}

QByteArray dotsOf(const QImage& page)
{
    QByteArray dots(qsizetype(panelLineBytes) * FacePanel::height, '\0');
    for (int y = 0; y < FacePanel::height; ++y) {
        const uchar* line = page.constScanLine(y);
        for (int x = 0; x < FacePanel::width; ++x) {
            char& byte = dots[qsizetype(y) * panelLineBytes + x / 8];
            if (line[x] < 128)
                byte = char(quint8(byte) | (0x80 >> (x % 8)));
        }
    }
    return dots;
}

} // namespace

Outcome<FacePanel> drawFace(const CardFace& face, const QString& pictures)
{
    QImage page(FacePanel::width, FacePanel::height, QImage::Format_Grayscale8);
    page.fill(Qt::white);
    for (size_t i = 0; i < face.images.size(); ++i) {
        const auto drawn = drawImage(page, face.images[i], pictures, itemName("images", i));
        if (!drawn)
            return drawn.failure();
    }
    QPainter painter(&page); // no antialiasing: a dot is there or not
    for (size_t i = 0; i < face.texts.size(); ++i) {
        const auto drawn = drawText(painter, face.texts[i], itemName("texts", i));
        if (!drawn)
            return drawn.failure();
    }
    painter.end();
    return FacePanel{dotsOf(page)};
}

Pending<FacePanel> FaceRenderer::draw(CardFace face, Nanos limit)
{
    auto pair = makePending<FacePanel>(m_reactor, limit);
    m_worker->post(
        [face = std::move(face), pictures = m_pictures, completer = std::move(pair.completer)]() mutable {
            if (completer.wanted())
                completer.complete(drawFace(face, pictures));
        });
    return std::move(pair.pending);
}

} // namespace sm
