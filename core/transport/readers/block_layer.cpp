// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/readers/block_layer.h"

namespace sm {

void BlockLayer::feed(QByteArrayView bytes)
{
    // A reader that floods the line loses its own bytes.
    m_buffer += bytes.first(qMin(bytes.size(), mostBuffered - qMin(m_buffer.size(), mostBuffered)));
}

quint8 xorOf(QByteArrayView bytes)
{
    quint8 sum = 0;
    for (const char byte : bytes)
        sum ^= quint8(byte);
    return sum;
}

} // namespace sm
