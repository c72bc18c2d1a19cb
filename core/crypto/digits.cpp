// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/digits.h"

#include "base/failures/crypto.h"
#include "crypto/block_cipher.h"

#include <algorithm>

namespace sm {

Failure digitsWrong(const char* what)
{
    return fail(fc::DigitsWrong, {{"what", QString::fromLatin1(what)}});
}

bool isDigits(std::span<const quint8> text)
{
    return std::all_of(text.begin(), text.end(), [](quint8 sign) { return sign >= '0' && sign <= '9'; });
}

bool isDigits(QByteArrayView text)
{
    return isDigits(bytesOf(text));
}

QByteArray packDigits(QByteArrayView digits)
{
    const auto text = bytesOf(digits);
    QByteArray packed((digits.size() + 1) / 2, '\0');
    const std::span<quint8> out(reinterpret_cast<quint8*>(packed.data()), size_t(packed.size()));
    const size_t lead = text.size() % 2;
    for (size_t i = 0; i < text.size(); ++i)
        setNibble(out, lead + i, quint8(text[i] - '0'));
    return packed;
}

void decimalize(std::span<const quint8> bytes, std::span<quint8> out)
{
    size_t filled = 0;
    for (const bool letters : {false, true}) {
        for (size_t i = 0; i < bytes.size() * 2 && filled < out.size(); ++i) {
            const quint8 value = nibble(bytes, i);
            if ((value > 9) == letters)
                out[filled++] = letters ? quint8(value - 10) : value;
        }
    }
}

QByteArray decimalized(QByteArrayView bytes, qsizetype count)
{
    QByteArray out(count, '\0');
    decimalize(bytesOf(bytes), {reinterpret_cast<quint8*>(out.data()), size_t(count)});
    for (char& digit : out)
        digit = char(digit + '0');
    return out;
}

} // namespace sm
