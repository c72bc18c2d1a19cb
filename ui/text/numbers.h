// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

namespace sm {

/// 3 412: digits of the locale, groups of three parted by a narrow no-break space.
QString grouped(qint64 number);
/// 21.9 s
QString secondsText(double seconds);
/// 0:16, 12:04, 1:02:10; the age of a state.
QString ageText(qint64 milliseconds);
/// 06:10 of the day of `now`; with its weekday within a week, with its date after that. Local time.
QString clockText(const QDateTime& time, const QDateTime& now);
/// 99.31 %; one decimal fewer below 99.
QString percentText(double fraction);

} // namespace sm
