// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/numbers.h"

#include <QLocale>

namespace sm {

QString grouped(qint64 number)
{
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    QString text = locale.toString(number);
    const qsizetype first = number < 0 ? 1 : 0;
    for (qsizetype at = text.size() - 3; at > first; at -= 3)
        text.insert(at, QChar(0x202F));
    return text;
}

QString secondsText(double seconds)
{
    return QLocale().toString(seconds, 'f', 1) + QChar(0x00A0) + QLatin1Char('s');
}

QString ageText(qint64 milliseconds)
{
    const qint64 s = qMax<qint64>(0, milliseconds) / 1000;
    const QChar zero = QLatin1Char('0');
    if (s < 3600)
        return QStringLiteral("%1:%2").arg(s / 60).arg(s % 60, 2, 10, zero);
    return QStringLiteral("%1:%2:%3").arg(s / 3600).arg(s / 60 % 60, 2, 10, zero).arg(s % 60, 2, 10, zero);
}

QString clockText(const QDateTime& time, const QDateTime& now)
{
    const QDateTime local = time.toLocalTime();
    const qint64 days = now.toLocalTime().date().daysTo(local.date());
    const QString clock = local.toString(QStringLiteral("HH:mm"));
    if (days == 0)
        return clock;
    return QLocale().toString(
               local.date(), days > 0 && days < 7 ? QStringLiteral("ddd") : QStringLiteral("d MMM"))
        + QLatin1Char(' ') + clock;
}

QString percentText(double fraction)
{
    const double percent = fraction * 100;
    return QLocale().toString(percent, 'f', percent >= 99 ? 2 : 1) + QChar(0x00A0) + QLatin1Char('%');
}

} // namespace sm
