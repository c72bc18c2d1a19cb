// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/support.h"
#include "support/services.h"

namespace sm::support {
namespace {

Outcome<SupportValue> upper(const SupportValue& value, const QStringList&)
{
    if (auto wrong = needText(value, "upper"))
        return *wrong;
    return SupportValue::text(QString::fromUtf8(value.bytes).toUpper());
}

Outcome<SupportValue> lower(const SupportValue& value, const QStringList&)
{
    if (auto wrong = needText(value, "lower"))
        return *wrong;
    return SupportValue::text(QString::fromUtf8(value.bytes).toLower());
}

Outcome<SupportValue> trim(const SupportValue& value, const QStringList&)
{
    if (auto wrong = needText(value, "trim"))
        return *wrong;
    return SupportValue::text(value.bytes.trimmed());
}

/// Text to one byte per character; `limit` is the first code that has no place.
Outcome<SupportValue> toSingleBytes(const SupportValue& value, const char* service, char32_t limit)
{
    if (auto wrong = needText(value, service))
        return *wrong;
    QByteArray out;
    const auto codes = QString::fromUtf8(value.bytes).toUcs4();
    out.reserve(codes.size());
    for (qsizetype i = 0; i < codes.size(); ++i) {
        if (codes.at(i) >= limit) {
            return fail(fc::SupportCharacterRefused,
                {{"service", QLatin1String(service)}, {"position", QString::number(i + 1)}});
        }
        out.append(static_cast<char>(codes.at(i)));
    }
    return SupportValue::raw(out);
}

Outcome<SupportValue> ascii(const SupportValue& value, const QStringList&)
{
    return toSingleBytes(value, "ascii", 0x80);
}

Outcome<SupportValue> latin1(const SupportValue& value, const QStringList&)
{
    return toSingleBytes(value, "latin1", 0x100);
}

std::optional<Failure> checkCount(const QStringList& args)
{
    if (args.size() == 1 && countArgument(args.front()))
        return std::nullopt;
    return wrongArguments("left", "count", args);
}

/// Where the `count`-th character from the left begins; a character is a UTF-8 sequence, or a byte of raw
/// bytes.
qsizetype offsetOfCharacter(const SupportValue& value, qsizetype count)
{
    if (!value.isText())
        return std::min(count, value.bytes.size());
    qsizetype at = 0;
    for (; at < value.bytes.size(); ++at) {
        const bool starts = (static_cast<quint8>(value.bytes.at(at)) & 0xC0) != 0x80;
        if (starts && count-- == 0)
            break;
    }
    return at;
}

qsizetype characters(const SupportValue& value)
{
    if (!value.isText())
        return value.bytes.size();
    return std::count_if(value.bytes.begin(), value.bytes.end(),
        [](char c) { return (static_cast<quint8>(c) & 0xC0) != 0x80; });
}

Outcome<SupportValue> left(const SupportValue& value, const QStringList& args)
{
    const int count = args.front().toInt();
    return SupportValue{value.bytes.first(offsetOfCharacter(value, count)), value.kind};
}

Outcome<SupportValue> right(const SupportValue& value, const QStringList& args)
{
    const qsizetype drop = std::max<qsizetype>(0, characters(value) - args.front().toInt());
    return SupportValue{value.bytes.sliced(offsetOfCharacter(value, drop)), value.kind};
}

/// The example of UbiQ file 000: ten digits, the area code in parentheses. Blanks, dots, hyphens and
/// parentheses that an issuer already put in are dropped first.
Outcome<SupportValue> phone(const SupportValue& value, const QStringList&)
{
    if (auto wrong = needText(value, "phone"))
        return *wrong;
    QByteArray digits;
    for (char c : value.bytes) {
        if (isDigit(c))
            digits.append(c);
        else if (!QByteArrayView(" .-()").contains(c))
            return fail(fc::SupportNotPhone, by("phone"));
    }
    if (digits.size() != 10)
        return fail(fc::SupportNotPhone, by("phone"));
    return SupportValue::text("(" + digits.first(3) + ") " + digits.sliced(3, 3) + "-" + digits.last(4));
}

} // namespace

void addTextServices(std::vector<SupportService>& list)
{
    list.push_back({"upper", "text in upper case", takesNothing, upper});
    list.push_back({"lower", "text in lower case", takesNothing, lower});
    list.push_back({"trim", "text without blanks at both ends", takesNothing, trim});
    list.push_back({"ascii", "text to ASCII bytes", takesNothing, ascii});
    list.push_back({"latin1", "text to ISO/IEC 8859-1 bytes", takesNothing, latin1});
    list.push_back({"left", "count: the first characters or bytes", checkCount, left});
    list.push_back({"right", "count: the last characters or bytes", checkCount, right});
    list.push_back({"phone", "ten digits to (612) 555-0123", takesNothing, phone});
}

} // namespace sm::support
