// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/conversion.h"

namespace sm {

Conversion Conversion::parse(const QString& pipe)
{
    Conversion out;
    for (const QString& part : pipe.split(QLatin1Char('|'), Qt::SkipEmptyParts)) {
        const QString call = part.trimmed();
        if (call == QLatin1String("trim"))
            out.trim = call;
        else if (call == QLatin1String("upper") || call == QLatin1String("lower"))
            out.letters = call;
        else if (call.startsWith(QLatin1String("date:")))
            out.date = call;
        else if (call.startsWith(QLatin1String("pad:")))
            out.pad = call;
        else
            out.other += out.other.isEmpty() ? call : QLatin1Char('|') + call;
    }
    return out;
}

QString Conversion::pipe() const
{
    QStringList parts{other, trim, letters, date, pad};
    parts.removeAll(QString());
    return parts.join(QLatin1Char('|'));
}

void Conversion::set(const QString& stage, const QString& text)
{
    if (stage == trimStage())
        trim = text;
    else if (stage == caseStage())
        letters = text;
    else if (stage == dateStage())
        date = text;
    else if (stage == padStage())
        pad = text;
}

QString Conversion::dateForm(const QString& rule)
{
    for (const QString& part : rule.split(QLatin1Char('|'))) {
        if (part.trimmed().startsWith(QLatin1String("date2000:")))
            return part.trimmed().mid(9).section(QLatin1Char(','), 0, 0).trimmed();
    }
    return QStringLiteral("yyyy-MM-dd");
}

QStringList Conversion::dateForms()
{
    return {QStringLiteral("yyyy-MM-dd"), QStringLiteral("dd.MM.yyyy"), QStringLiteral("dd/MM/yyyy"),
        QStringLiteral("MM/dd/yyyy"), QStringLiteral("M/d/yyyy"), QStringLiteral("yyyyMMdd"),
        QStringLiteral("ddMMyyyy"), QStringLiteral("MM/yy")};
}

} // namespace sm
