// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"

#include <QString>
#include <QStringList>

namespace sm {

/// What people read about import findings V01 .. V15. Any thread.
QString findingReason(const Failure& reason); ///< what is wrong in this place
QString findingHint(const QString& code); ///< what to change in the file
/// Reason and hint, for a report that a worker writes.
QStringList findingWords(const QString& code, const Failure& reason);

QString encodingText(const QString& encoding, bool byteOrderMark); ///< UTF-8 with BOM
QString lineEndsText(const QString& lineEnds); ///< LF, CR LF
QString delimiterText(const QString& delimiter); ///< comma
QString fileFormatText(const QString& format); ///< card table; empty: not recognised
QString fieldTitle(const QString& field); ///< holder_name: Holder name
QString bytesText(qint64 bytes); ///< 61.2 MB

} // namespace sm
