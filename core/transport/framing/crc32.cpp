// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/framing/crc32.h"

#include <array>

namespace sm {

namespace {

constexpr std::array<quint32, 256> makeTable()
{
    std::array<quint32, 256> table{};
    for (quint32 i = 0; i < 256; ++i) {
        quint32 value = i;
        for (int bit = 0; bit < 8; ++bit)
            value = (value >> 1) ^ ((value & 1) != 0 ? 0xEDB88320u : 0u);
        table[i] = value;
    }
    return table;
}

constexpr std::array<quint32, 256> table = makeTable();

} // namespace

quint32 crc32(QByteArrayView bytes)
{
    quint32 value = 0xFFFFFFFFu;
    for (const char byte : bytes)
        value = (value >> 8) ^ table[(value ^ quint8(byte)) & 0xFF];
    return value ^ 0xFFFFFFFFu;
}

} // namespace sm
