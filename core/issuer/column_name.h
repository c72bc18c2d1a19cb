// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace sm {

/// #1, #2 ...: the columns of a table without a header row.
QStringList numberedColumns(qsizetype count);
/// Whether a text can be a column's name. What looks like a value (long runs of digits, an address, a date)
/// is none: it may be personal.
bool isColumnName(const QString& text);
/// The name itself, or #number where it may be a value.
QString shownColumnName(const QString& text, int number);
/// A header row: every text a name, no name twice.
bool isHeaderRow(const QStringList& row);

} // namespace sm
