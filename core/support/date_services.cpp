// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/support.h"
#include "support/services.h"

#include <QDate>

namespace sm::support {
namespace {

/// Two-digit years below the pivot are 20yy, the others 19yy, unless a pipe names another pivot.
constexpr int DefaultPivot = 50;
constexpr int FirstYear = 1900;
constexpr int LastYear = 2099;

/// -1 is a part that the format does not have.
struct DateParts {
    int year = -1;
    int month = -1;
    int day = -1;
};

/// One element of a format: a letter repeated, or one separator character.
struct Token {
    char letter = 0; ///< y, M, d, or 0 for a separator
    int width = 0;
    QChar separator;
};

Token nextToken(QStringView format, qsizetype& at)
{
    const QChar first = format.at(at);
    if (first != QLatin1Char('y') && first != QLatin1Char('M') && first != QLatin1Char('d')) {
        ++at;
        return {0, 0, first};
    }
    Token token{static_cast<char>(first.unicode()), 0, {}};
    while (at < format.size() && format.at(at) == first) {
        ++at;
        ++token.width;
    }
    return token;
}

int* partOf(DateParts& parts, char letter)
{
    return letter == 'y' ? &parts.year : letter == 'M' ? &parts.month : &parts.day;
}

bool isDateFormat(QStringView format, DateParts& has)
{
    for (qsizetype at = 0; at < format.size();) {
        const Token token = nextToken(format, at);
        if (token.letter == 0) {
            if (token.separator.isLetterOrNumber() || token.separator.unicode() > 0x7E)
                return false;
            continue;
        }
        const bool widthOk = token.letter == 'y' ? token.width == 2 || token.width == 4 : token.width <= 2;
        int* part = partOf(has, token.letter);
        if (!widthOk || *part >= 0)
            return false;
        *part = token.width;
    }
    return has.year >= 0 || has.month >= 0 || has.day >= 0;
}

Failure formFailure(const char* service, QStringView format)
{
    return fail(fc::SupportDateFormat, {{"service", QLatin1String(service)}, {"format", format.toString()}});
}

Failure impossible(const char* service, const char* part)
{
    return fail(
        fc::SupportDateImpossible, {{"service", QLatin1String(service)}, {"part", QLatin1String(part)}});
}

/// Reads as many digits as the token asks for; M and d take one or two.
std::optional<int> readNumber(QByteArrayView text, qsizetype& at, const Token& token)
{
    const int most = token.width == 1 ? 2 : token.width;
    int number = 0;
    int count = 0;
    while (count < most && at < text.size() && isDigit(text.at(at))) {
        number = number * 10 + (text.at(at++) - '0');
        ++count;
    }
    if (count == 0 || (token.width > 1 && count != token.width))
        return std::nullopt;
    return number;
}

Outcome<DateParts> readDate(QByteArrayView text, QStringView format, int pivot, const char* service)
{
    DateParts parts;
    qsizetype in = 0;
    for (qsizetype at = 0; at < format.size();) {
        const Token token = nextToken(format, at);
        if (token.letter == 0) {
            if (in >= text.size() || QLatin1Char(text.at(in++)) != token.separator)
                return formFailure(service, format);
            continue;
        }
        const auto number = readNumber(text, in, token);
        if (!number)
            return formFailure(service, format);
        *partOf(parts, token.letter) = *number;
        if (token.letter == 'y' && token.width == 2)
            parts.year += parts.year < pivot ? 2000 : 1900;
    }
    if (in != text.size())
        return formFailure(service, format);
    return parts;
}

std::optional<Failure> findImpossible(const DateParts& parts, const char* service)
{
    if (parts.year >= 0 && (parts.year < FirstYear || parts.year > LastYear))
        return impossible(service, "year");
    if (parts.month == 0 || parts.month > 12)
        return impossible(service, "month");
    // Without a year, 29 February may exist; without a month, any day up to 31 may.
    const int year = parts.year < 0 ? 2000 : parts.year;
    const int month = parts.month < 0 ? 1 : parts.month;
    if (parts.day >= 0 && !QDate::isValid(year, month, parts.day))
        return impossible(service, "day");
    return std::nullopt;
}

Outcome<DateParts> checkedDate(const SupportValue& value, QStringView format, int pivot, const char* service)
{
    if (auto wrong = needText(value, service))
        return *wrong;
    auto parts = readDate(value.bytes, format, pivot, service);
    if (!parts)
        return parts;
    if (auto wrong = findImpossible(*parts, service))
        return *wrong;
    return parts;
}

QByteArray writeDate(DateParts parts, QStringView format)
{
    QByteArray out;
    for (qsizetype at = 0; at < format.size();) {
        const Token token = nextToken(format, at);
        if (token.letter == 0) {
            out.append(static_cast<char>(token.separator.unicode()));
            continue;
        }
        int number = *partOf(parts, token.letter);
        if (token.letter == 'y' && token.width == 2)
            number %= 100;
        out.append(QByteArray::number(number).rightJustified(token.width, '0'));
    }
    return out;
}

std::optional<int> pivotArgument(const QStringList& args)
{
    if (args.size() == 1)
        return DefaultPivot;
    bool ok = false;
    const int pivot = args.at(1).toInt(&ok);
    if (!ok || pivot < 0 || pivot > 100)
        return std::nullopt;
    return pivot;
}

std::optional<Failure> checkDate(const QStringList& args)
{
    const char* expected = "FROM>TO[,pivot]";
    if (args.isEmpty() || args.size() > 2 || !pivotArgument(args))
        return wrongArguments("date", expected, args);
    const qsizetype arrow = args.front().indexOf(QLatin1Char('>'));
    DateParts from;
    DateParts to;
    if (arrow < 0 || !isDateFormat(QStringView(args.front()).first(arrow), from)
        || !isDateFormat(QStringView(args.front()).sliced(arrow + 1), to))
        return wrongArguments("date", expected, args);
    // A part that the source does not have cannot be invented.
    if ((to.year >= 0 && from.year < 0) || (to.month >= 0 && from.month < 0) || (to.day >= 0 && from.day < 0))
        return wrongArguments("date", expected, args);
    return std::nullopt;
}

Outcome<SupportValue> date(const SupportValue& value, const QStringList& args)
{
    const QStringView spec(args.front());
    const qsizetype arrow = spec.indexOf(QLatin1Char('>'));
    const auto parts = checkedDate(value, spec.first(arrow), *pivotArgument(args), "date");
    if (!parts)
        return parts.failure();
    return SupportValue::text(writeDate(*parts, spec.sliced(arrow + 1)));
}

std::optional<Failure> checkDate2000(const QStringList& args)
{
    DateParts has;
    if (args.isEmpty() || args.size() > 2 || !pivotArgument(args) || !isDateFormat(args.front(), has)
        || has.year < 0)
        return wrongArguments("date2000", "FORMAT[,pivot]", args);
    return std::nullopt;
}

/// The example of UbiQ file 000, year 2000 date validation: the value passes unchanged or not at all.
Outcome<SupportValue> date2000(const SupportValue& value, const QStringList& args)
{
    const auto parts = checkedDate(value, args.front(), *pivotArgument(args), "date2000");
    if (!parts)
        return parts.failure();
    return value;
}

} // namespace

void addDateServices(std::vector<SupportService>& list)
{
    list.push_back({"date", "FROM>TO[,pivot]: a date in another form; yy below the pivot (50) is 20yy",
        checkDate, date});
    list.push_back({"date2000", "FORMAT[,pivot]: a date from 1900 to 2099, refused when it does not exist",
        checkDate2000, date2000});
}

} // namespace sm::support
