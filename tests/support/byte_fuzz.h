// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"

#include <QByteArray>

namespace smtest {

/// Calls `read` with every proper prefix of the bytes.
template <class Read> void eachPrefix(const QByteArray& bytes, Read read)
{
    for (qsizetype length = 0; length < bytes.size(); ++length)
        read(QByteArray(
            bytes.constData(), length)); // a copy of its own, so that a read past the end is caught
}

/// Calls `read` with random bytes, and with the sample with some bytes changed; repeatable from the seed.
template <class Read> void eachHostile(quint64 seed, int count, const QByteArray& sample, Read read)
{
    sm::SeededRandom random(seed);
    for (int i = 0; i < count; ++i) {
        QByteArray bytes = sample;
        if (i % 2 == 0 || sample.isEmpty()) {
            const auto drawn = random.bytes(qsizetype(random.next() % 64));
            bytes = drawn ? *drawn : QByteArray();
        } else {
            for (quint64 changes = 1 + random.next() % 3; changes > 0; --changes)
                bytes[qsizetype(random.next() % quint64(bytes.size()))] = char(random.next());
            bytes.truncate(qsizetype(random.next() % quint64(bytes.size() + 1)));
        }
        read(bytes);
    }
}

} // namespace smtest
