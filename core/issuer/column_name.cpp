// SPDX-License-Identifier: GPL-3.0-or-later
#include "issuer/column_name.h"

#include <algorithm>

namespace sm {

QStringList numberedColumns(qsizetype count)
{
    QStringList names;
    for (qsizetype i = 1; i <= count; ++i)
        names.append(QLatin1Char('#') + QString::number(i));
    return names;
}

bool isColumnName(const QString& text)
{
    if (text.isEmpty() || text.size() > 64)
        return false;
    const auto digits = std::count_if(text.begin(), text.end(), [](QChar c) { return c.isDigit(); });
    const bool hasLetter = std::any_of(text.begin(), text.end(), [](QChar c) { return c.isLetter(); });
    return hasLetter && digits < 4 && !text.contains(QLatin1Char('@'));
}

QString shownColumnName(const QString& text, int number)
{
    return isColumnName(text) ? text : QLatin1Char('#') + QString::number(number);
}

bool isHeaderRow(const QStringList& row)
{
    QStringList seen;
    for (const QString& text : row) {
        if (text.isEmpty()) // a separator too many at the end
            continue;
        if (!isColumnName(text) || seen.contains(text, Qt::CaseInsensitive))
            return false;
        seen.append(text);
    }
    return !seen.isEmpty();
}

} // namespace sm
