// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/random.h"

#include "base/failures/base.h"

#include <openssl/rand.h>

#include <algorithm>
#include <cstring>

namespace sm {

Outcome<QByteArray> Random::bytes(qsizetype count)
{
    QByteArray out(qMax<qsizetype>(count, 0), Qt::Uninitialized);
    if (!fill({reinterpret_cast<quint8*>(out.data()), size_t(out.size())}))
        return fail(fc::RandomUnavailable);
    return out;
}

quint64 Random::next()
{
    quint64 value = 0;
    if (!fill({reinterpret_cast<quint8*>(&value), sizeof value}))
        return 0;
    return value;
}

double Random::unit()
{
    return double(next() >> 11) * 0x1.0p-53;
}

bool SystemRandom::fill(std::span<quint8> bytes)
{
    while (!bytes.empty()) {
        const size_t take = std::min<size_t>(bytes.size(), 1 << 20); // RAND_bytes() counts in int
        if (RAND_bytes(bytes.data(), int(take)) != 1)
            return false;
        bytes = bytes.subspan(take);
    }
    return true;
}

SeededRandom::SeededRandom(quint64 seed)
{
    for (quint64& word : m_state) {
        seed += 0x9E3779B97F4A7C15ull;
        quint64 z = seed;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
        word = z ^ (z >> 31);
    }
}

quint64 SeededRandom::draw()
{
    const auto rotl = [](quint64 x, int k) { return (x << k) | (x >> (64 - k)); };
    const quint64 result = rotl(m_state[1] * 5, 7) * 9;
    const quint64 t = m_state[1] << 17;
    m_state[2] ^= m_state[0];
    m_state[3] ^= m_state[1];
    m_state[1] ^= m_state[2];
    m_state[0] ^= m_state[3];
    m_state[2] ^= t;
    m_state[3] = rotl(m_state[3], 45);
    return result;
}

bool SeededRandom::fill(std::span<quint8> bytes)
{
    while (!bytes.empty()) {
        const quint64 word = draw();
        const size_t take = std::min(bytes.size(), sizeof word);
        std::memcpy(bytes.data(), &word, take);
        bytes = bytes.subspan(take);
    }
    return true;
}

} // namespace sm
