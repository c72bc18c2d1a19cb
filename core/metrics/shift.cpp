// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/shift.h"

namespace sm {

Shift shiftAt(const QDateTime& local)
{
    const int hour = local.time().hour();
    const auto at = [&local](int days, int h) {
        QDateTime time = local;
        time.setDate(local.date().addDays(days));
        time.setTime(QTime(h, 0));
        return time;
    };
    if (hour < 6)
        return {QStringLiteral("C"), at(-1, 22), at(0, 6)};
    if (hour < 14)
        return {QStringLiteral("A"), at(0, 6), at(0, 14)};
    if (hour < 22)
        return {QStringLiteral("B"), at(0, 14), at(0, 22)};
    return {QStringLiteral("C"), at(0, 22), at(1, 6)};
}

} // namespace sm
