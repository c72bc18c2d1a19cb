// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/secret_bytes.h"

#include <QString>

/// Made-up keys of tests.
namespace smtest {

inline sm::SecretBytes secretOf(const QByteArray& hex)
{
    const QByteArray bytes = QByteArray::fromHex(hex);
    auto made
        = sm::SecretBytes::copyOf({reinterpret_cast<const quint8*>(bytes.constData()), size_t(bytes.size())});
    return made ? made.take() : sm::SecretBytes();
}

/// `length` bytes that look drawn and are the same each time.
inline sm::SecretBytes madeUpKey(qsizetype length, quint8 seed)
{
    QByteArray bytes;
    quint32 state = 0x9E3779B9u * (quint32(seed) + 1);
    while (bytes.size() < length) {
        state = state * 1664525u + 1013904223u;
        bytes.append(char(state >> 24));
    }
    return secretOf(bytes.toHex());
}

inline QString hexOf(const sm::SecretBytes& value)
{
    return sm::toHex(QByteArrayView(value.data(), value.size()));
}

inline const char* codeOf(const sm::Failure& failure)
{
    const sm::FailureEntry* entry = sm::failureEntry(failure.code());
    return entry ? entry->name : "";
}

} // namespace smtest
