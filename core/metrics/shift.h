// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

namespace sm {

/// Three shifts a day, until a floor sets its own: A 06:00-14:00, B 14:00-22:00, C 22:00-06:00 local time.
struct Shift {
    QString name;
    QDateTime start; ///< in the time zone of the question
    QDateTime end;
};
Shift shiftAt(const QDateTime& local);

} // namespace sm
