// SPDX-License-Identifier: GPL-3.0-or-later
#include "issuer/shown_class.h"

#include <algorithm>

namespace sm {

namespace {

constexpr qsizetype mostDigits = 8; ///< of a date; a phone number has more
constexpr qsizetype cardDigits = 13; ///< ISO/IEC 7812-1: the shortest in use
constexpr qsizetype mostCardDigits = 19;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (static_cast<quint8>(c) & 0x80) != 0;
}

qsizetype characters(QByteArrayView utf8)
{
    return std::count_if(
        utf8.begin(), utf8.end(), [](char c) { return (static_cast<quint8>(c) & 0xC0) != 0x80; });
}

/// The next letter or digit from `at` on, in lower case; 0: there is none.
char nextSign(QByteArrayView text, qsizetype& at)
{
    while (at < text.size()) {
        const char c = text[at++];
        if (isDigit(c) || isLetter(c))
            return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
    }
    return 0;
}

/// ISO/IEC 7812-1 annex B.
bool checkDigitFits(QByteArrayView utf8)
{
    int sum = 0;
    bool twice = false;
    for (auto it = utf8.rbegin(); it != utf8.rend(); ++it) {
        if (!isDigit(*it))
            continue;
        const int value = (*it - '0') * (twice ? 2 : 1);
        sum += value / 10 + value % 10;
        twice = !twice;
    }
    return sum % 10 == 0;
}

} // namespace

FieldClass shownClass(const LayoutField& field, bool isId, QByteArrayView utf8)
{
    if (field.fieldClass != FieldClass::Open)
        return field.fieldClass;
    const bool letters = std::any_of(utf8.begin(), utf8.end(), isLetter);
    const qsizetype digits = std::count_if(utf8.begin(), utf8.end(), isDigit);
    const bool number = isId ? digits >= cardDigits && checkDigitFits(utf8) : digits > mostDigits;
    if ((field.maxLength > 0 && characters(utf8) > field.maxLength) || (number && !letters))
        return FieldClass::Personal;
    if (letters && !field.rule.empty()
        && !applySupportPipe(field.rule, SupportValue::text(utf8.toByteArray())))
        return FieldClass::Personal;
    return FieldClass::Open;
}

QString cardNumberTail(const CardObject& object)
{
    constexpr qsizetype shown = 4;
    for (const CardField& field : object.fields) {
        const QByteArray& value = field.value;
        const bool number = field.fieldClass == FieldClass::Personal && value.size() >= cardDigits
            && value.size() <= mostCardDigits && std::all_of(value.begin(), value.end(), isDigit)
            && checkDigitFits(value);
        if (number)
            return QString::fromLatin1(value.last(shown));
    }
    return {};
}

bool idIsValue(QByteArrayView id, QByteArrayView value)
{
    constexpr int shortest = 6;
    qsizetype inId = 0;
    qsizetype inValue = 0;
    for (int same = 0;; ++same) {
        const char a = nextSign(id, inId);
        if (a != nextSign(value, inValue))
            return false;
        if (a == 0)
            return same >= shortest;
    }
}

} // namespace sm
