// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/support.h"
#include "support/services.h"

namespace sm::support {
namespace {

Outcome<SupportValue> digits(const SupportValue& value, const QStringList&)
{
    if (auto wrong = needText(value, "digits"))
        return *wrong;
    QByteArray out;
    for (char c : value.bytes) {
        if (isDigit(c))
            out.append(c);
    }
    return SupportValue::text(out);
}

/// Packed decimal, high nibble first; an odd count ends in F (EMV Book 3 annex B, format cn).
Outcome<SupportValue> bcd(const SupportValue& value, const QStringList&)
{
    if (auto wrong = needText(value, "bcd"))
        return *wrong;
    if (!allDigits(value.bytes))
        return fail(fc::SupportNotDigits, by("bcd"));
    QByteArray out;
    for (qsizetype i = 0; i < value.bytes.size(); i += 2) {
        const int high = value.bytes.at(i) - '0';
        const int low = i + 1 < value.bytes.size() ? value.bytes.at(i + 1) - '0' : 0xF;
        out.append(static_cast<char>(high << 4 | low));
    }
    return SupportValue::raw(out);
}

/// Packed decimal with the halves of each byte swapped, an odd count ends in F: EF.ICCID (TS 102 221 clause
/// 13.2).
Outcome<SupportValue> swapped(const SupportValue& value, const QStringList&)
{
    if (auto wrong = needText(value, "swapped"))
        return *wrong;
    if (!allDigits(value.bytes))
        return fail(fc::SupportNotDigits, by("swapped"));
    QByteArray out;
    for (qsizetype i = 0; i < value.bytes.size(); i += 2) {
        const int low = value.bytes.at(i) - '0';
        const int high = i + 1 < value.bytes.size() ? value.bytes.at(i + 1) - '0' : 0xF;
        out.append(static_cast<char>(high << 4 | low));
    }
    return SupportValue::raw(out);
}

/// Content of EF.IMSI, 9 bytes (TS 31.102 clause 4.2.2): length, then 1 or 9 for an even or odd count of
/// digits in front of them, halves swapped, filled with F.
Outcome<SupportValue> imsi(const SupportValue& value, const QStringList&)
{
    constexpr qsizetype fewest = 6;
    constexpr qsizetype most = 15;
    constexpr qsizetype fileLength = 9;
    if (auto wrong = needText(value, "imsi"))
        return *wrong;
    if (!allDigits(value.bytes))
        return fail(fc::SupportNotDigits, by("imsi"));
    if (value.bytes.size() < fewest || value.bytes.size() > most)
        return fail(fc::SupportLengthWrong, by("imsi"));
    const bool odd = value.bytes.size() % 2 != 0;
    const auto digits = swapped(SupportValue::text((odd ? "9" : "1") + value.bytes), {});
    if (!digits)
        return digits.failure();
    QByteArray out(1, static_cast<char>(digits->bytes.size()));
    return SupportValue::raw((out + digits->bytes).leftJustified(fileLength, '\xFF'));
}

/// ISO/IEC 7812-1 annex B: from the right, every second digit doubled, digit sums add up to a multiple of
/// ten.
Outcome<SupportValue> luhn(const SupportValue& value, const QStringList&)
{
    if (auto wrong = needText(value, "luhn"))
        return *wrong;
    if (!allDigits(value.bytes))
        return fail(fc::SupportNotDigits, by("luhn"));
    if (value.bytes.size() < 2)
        return fail(fc::SupportLengthWrong, by("luhn"));
    int sum = 0;
    bool doubled = false;
    for (qsizetype i = value.bytes.size() - 1; i >= 0; --i) {
        const int digit = value.bytes.at(i) - '0';
        sum += doubled ? (digit < 5 ? digit * 2 : digit * 2 - 9) : digit;
        doubled = !doubled;
    }
    if (sum % 10 != 0)
        return fail(fc::SupportCheckDigitWrong, by("luhn"));
    return value;
}

} // namespace

void addNumberServices(std::vector<SupportService>& list)
{
    list.push_back({"digits", "text without everything that is no digit", takesNothing, digits});
    list.push_back({"bcd", "digits to packed decimal bytes, an odd count padded with F", takesNothing, bcd});
    list.push_back(
        {"swapped", "digits to packed decimal bytes with swapped halves, an odd count padded with F",
            takesNothing, swapped});
    list.push_back({"imsi", "6 to 15 digits to the nine bytes of EF.IMSI", takesNothing, imsi});
    list.push_back({"luhn", "digits, refused when the check digit is wrong", takesNothing, luhn});
}

} // namespace sm::support
