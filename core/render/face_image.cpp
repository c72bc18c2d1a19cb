// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/face_image.h"

#include "base/failures/render.h"

#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImageReader>
#include <QPainter>

namespace sm {

namespace {

Failure refused(const QString& item, const char* cause)
{
    return fail(fc::FaceImageRefused, {{"item", item}, {"cause", QString::fromLatin1(cause)}});
}

QByteArray kindOf(const QByteArray& bytes)
{
    if (bytes.startsWith("\x89PNG\r\n\x1A\n"))
        return "png";
    if (bytes.startsWith("\xFF\xD8\xFF"))
        return "jpeg";
    return bytes.startsWith("BM") ? "bmp" : "";
}

QImage onWhite(const QImage& image)
{
    QImage paper(image.size(), QImage::Format_RGB32);
    if (paper.isNull())
        return paper;
    paper.fill(Qt::white);
    QPainter(&paper).drawImage(0, 0, image);
    return paper.convertToFormat(QImage::Format_Grayscale8);
}

} // namespace

QString pictureIn(const QString& folder, const QString& name)
{
    const QString root = QFileInfo(folder).canonicalFilePath();
    if (root.isEmpty() || name.isEmpty() || !QDir::isRelativePath(name))
        return {};
    const QString file = QFileInfo(root + u'/' + name).canonicalFilePath();
    return file.startsWith(root.endsWith(u'/') ? root : root + u'/') ? file : QString();
}

Outcome<QImage> readPicture(const QString& file, const QString& item)
{
    const QFileInfo info(file);
    QFile in(file);
    // A pipe or a device would keep the worker waiting.
    if (file.isEmpty() || !info.isFile() || !in.open(QIODevice::ReadOnly))
        return refused(item, "missing");
    return decodePicture(in.read(mostImageBytes + 1), item);
}

Outcome<QImage> decodePicture(QByteArray bytes, const QString& item)
{
    if (bytes.size() > mostImageBytes)
        return refused(item, "size");
    const QByteArray kind = kindOf(bytes);
    if (kind.isEmpty())
        return refused(item, "kind");
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, kind);
    reader.setAutoDetectImageFormat(false);
    reader.setAutoTransform(true); // photos that were taken upright
    const QSize size = reader.size();
    if (size.isEmpty())
        return refused(item, "broken");
    if (size.width() > mostImageEdge || size.height() > mostImageEdge
        || qint64(size.width()) * size.height() > mostImageDots)
        return refused(item, "dots");
    const QImage image = reader.read();
    // A file that ends early gives a picture with a grey rest, and an error that only some readers report.
    if (image.isNull() || reader.error() != QImageReader::UnknownError)
        return refused(item, "broken");
    const QImage made = onWhite(image);
    return made.isNull() ? Outcome<QImage>(refused(item, "dots")) : Outcome<QImage>(made);
}

} // namespace sm
