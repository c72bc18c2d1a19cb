// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/finding_text.h"

#include "ui/text/failure_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>

namespace sm {

namespace {

QString say(const char* text)
{
    return QCoreApplication::translate("Finding", text);
}

constexpr std::array hints{
    QT_TRANSLATE_NOOP("Finding", "Fill in the value, or map another column to this field."),
    QT_TRANSLATE_NOOP("Finding", "Correct the value, or set a conversion for this column."),
    QT_TRANSLATE_NOOP("Finding", "A digit is wrong or missing: ask the issuer for this number."),
    QT_TRANSLATE_NOOP("Finding", "Shorten the value, or ask the issuer for a shorter form."),
    QT_TRANSLATE_NOOP("Finding", "Replace the character, or check how the card will look."),
    QT_TRANSLATE_NOOP("Finding", "Remove one of the two records."),
    QT_TRANSLATE_NOOP("Finding", "Remove the record: its card exists. Ask the supervisor."),
    QT_TRANSLATE_NOOP("Finding", "Remove the record, or abort the other job."),
    QT_TRANSLATE_NOOP(
        "Finding", "Look for a missing separator or an open quote in this line and the one above."),
    QT_TRANSLATE_NOOP("Finding", "Correct the product code, or choose the profile that makes it."),
    QT_TRANSLATE_NOOP("Finding", "Put the picture in its folder, or correct its name."),
    QT_TRANSLATE_NOOP("Finding", "Choose another encoding on the left, or save the file as UTF-8."),
    QT_TRANSLATE_NOOP("Finding", "Ask the issuer whether this card is still wanted."),
    QT_TRANSLATE_NOOP("Finding", "Sort the file if the order of the cards matters."),
    QT_TRANSLATE_NOOP("Finding", "The file is cut or changed: ask the issuer for it again."),
};

} // namespace

QString findingReason(const Failure& reason)
{
    return failureText(reason).sentence;
}

QString findingHint(const QString& code)
{
    const int number = code.mid(1).toInt();
    return number > 0 && number <= int(hints.size()) ? say(hints[size_t(number) - 1]) : QString();
}

QStringList findingWords(const QString& code, const Failure& reason)
{
    return {findingReason(reason), findingHint(code)};
}

QString encodingText(const QString& encoding, bool byteOrderMark)
{
    QString name = encoding == QLatin1String("utf-16le") ? QStringLiteral("UTF-16 LE")
        : encoding == QLatin1String("utf-16be")          ? QStringLiteral("UTF-16 BE")
        : encoding == QLatin1String("latin-1")           ? QStringLiteral("Latin-1")
                                                         : QStringLiteral("UTF-8");
    return byteOrderMark ? say(QT_TRANSLATE_NOOP("Finding", "%1 with byte order mark")).arg(name) : name;
}

QString lineEndsText(const QString& ends)
{
    if (ends == QLatin1String("lf"))
        return say(QT_TRANSLATE_NOOP("Finding", "LF (Unix)"));
    if (ends == QLatin1String("crlf"))
        return say(QT_TRANSLATE_NOOP("Finding", "CR LF (Windows)"));
    if (ends == QLatin1String("cr"))
        return say(QT_TRANSLATE_NOOP("Finding", "CR"));
    if (ends == QLatin1String("mixed"))
        return say(QT_TRANSLATE_NOOP("Finding", "mixed"));
    return say(QT_TRANSLATE_NOOP("Finding", "none"));
}

QString delimiterText(const QString& delimiter)
{
    if (delimiter == QLatin1String(","))
        return say(QT_TRANSLATE_NOOP("Finding", "Comma"));
    if (delimiter == QLatin1String(";"))
        return say(QT_TRANSLATE_NOOP("Finding", "Semicolon"));
    if (delimiter == QLatin1String("\t"))
        return say(QT_TRANSLATE_NOOP("Finding", "Tab"));
    return say(QT_TRANSLATE_NOOP("Finding", "None"));
}

QString fileFormatText(const QString& format)
{
    if (format == QLatin1String("csv"))
        return say(QT_TRANSLATE_NOOP("Finding", "Card table"));
    if (format == QLatin1String("tagged"))
        return say(QT_TRANSLATE_NOOP("Finding", "Tagged card objects"));
    return say(QT_TRANSLATE_NOOP("Finding", "Not recognised"));
}

QString fieldTitle(const QString& field)
{
    // The other fields are named by the profile.
    if (field == QLatin1String("card_object_id"))
        return QCoreApplication::translate("Finding", "Card object id");
    if (field == QLatin1String("imsi") || field == QLatin1String("iccid") || field == QLatin1String("pan"))
        return field.toUpper(); // an abbreviation of the field
    QString text = field;
    text.replace(QLatin1Char('_'), QLatin1Char(' '));
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

QString bytesText(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

} // namespace sm
