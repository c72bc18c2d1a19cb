// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/crc32c.h"

#include <QtEndian>

#include <array>

namespace sm {

namespace {

using Tables = std::array<std::array<quint32, 256>, 8>;

constexpr Tables makeTables()
{
    Tables tables{};
    for (quint32 i = 0; i < 256; ++i) {
        quint32 value = i;
        for (int bit = 0; bit < 8; ++bit)
            value = value & 1 ? value >> 1 ^ 0x82F63B78 : value >> 1;
        tables[0][i] = value;
    }
    for (size_t slice = 1; slice < 8; ++slice) {
        for (size_t i = 0; i < 256; ++i)
            tables[slice][i] = tables[slice - 1][i] >> 8 ^ tables[0][tables[slice - 1][i] & 0xFF];
    }
    return tables;
}

constexpr Tables tables = makeTables();

} // namespace

quint32 crc32c(QByteArrayView bytes)
{
    quint32 crc = 0xFFFFFFFF;
    const auto* at = reinterpret_cast<const uchar*>(bytes.data());
    qsizetype left = bytes.size();
    // Eight bytes at a time with eight tables: a bit-by-bit loop would cost more than writing the bytes.
    for (; left >= 8; left -= 8, at += 8) {
        const quint32 low = crc ^ qFromLittleEndian<quint32>(at);
        const quint32 high = qFromLittleEndian<quint32>(at + 4);
        crc = tables[7][low & 0xFF] ^ tables[6][low >> 8 & 0xFF] ^ tables[5][low >> 16 & 0xFF]
            ^ tables[4][low >> 24] ^ tables[3][high & 0xFF] ^ tables[2][high >> 8 & 0xFF]
            ^ tables[1][high >> 16 & 0xFF] ^ tables[0][high >> 24];
    }
    for (; left > 0; --left, ++at)
        crc = crc >> 8 ^ tables[0][(crc ^ *at) & 0xFF];
    return ~crc;
}

} // namespace sm
