// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

class QMimeData;

namespace sm {

/// What dropping would do, known before the drop.
struct DropVerdict {
    bool accepted = false;
    QString text; ///< "Drop to import 1 file", or why not
    QStringList files; ///< to import, when accepted
};

DropVerdict judgeDrop(const QMimeData& data);
/// Endings of issuer files, without the dot.
QStringList jobFileSuffixes();
/// For the file dialog.
QString jobFileFilter();

} // namespace sm
