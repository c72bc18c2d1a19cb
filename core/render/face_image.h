// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"

#include <QImage>

namespace sm {

inline constexpr qint64 mostImageBytes = 16 << 20; ///< of a file
inline constexpr int mostImageEdge = 10'000; ///< dots
inline constexpr qint64 mostImageDots = 24'000'000;

/// Pictures come from outside and are hostile: PNG, JPEG or BMP, by their first bytes and not by their names;
/// what they say of their size is judged before anything is made of them.

/// A plain file in `folder` or deeper, by a relative name; links that lead out are not followed. Empty: there
/// is none.
QString pictureIn(const QString& folder, const QString& name);
/// FaceImageRefused, which names `item` and the cause, not the file: missing, size, kind, dots, broken. On
/// white, greyscale.
Outcome<QImage> readPicture(const QString& file, const QString& item);
/// The same of the bytes of a file.
Outcome<QImage> decodePicture(QByteArray bytes, const QString& item);

} // namespace sm
