// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <vector>

namespace smtest {

/// Reads a stripe as a reading head sees it: a row of flux bits between clocking zeros. Knows ISO/IEC 7811-6
/// from the standard alone and shares nothing with the product's encoder.
inline QByteArray readStripe(const QByteArray& characters, int width)
{
    std::vector<int> bits(22, 0);
    for (const char c : characters)
        for (int b = 0; b < width; ++b)
            bits.push_back((static_cast<unsigned char>(c) >> b) & 1);
    bits.insert(bits.end(), 22, 0);
    size_t at = 0;
    while (at < bits.size() && bits[at] == 0)
        ++at; // both start sentinels begin with a one
    QByteArray text;
    std::vector<int> columns(size_t(width) - 1, 0);
    bool ended = false;
    for (; at + size_t(width) <= bits.size(); at += size_t(width)) {
        int value = 0;
        int ones = 0;
        for (int b = 0; b < width; ++b) {
            ones += bits[at + size_t(b)];
            if (b < width - 1) {
                value += bits[at + size_t(b)] << b;
                columns[size_t(b)] ^= bits[at + size_t(b)];
            }
        }
        if (ones % 2 == 0)
            return "parity";
        if (ended) { // this was the LRC: the columns are even now
            for (const int column : columns)
                if (column != 0)
                    return "lrc";
            return text;
        }
        const char c = char(value + (width == 7 ? 0x20 : 0x30));
        text += c;
        ended = c == '?';
    }
    return "no end";
}

} // namespace smtest
