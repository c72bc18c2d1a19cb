// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"

#include <QByteArrayView>

#include <span>

namespace sm {

enum class SecretHeap {
    Locked, ///< guarded and locked in memory
    Unlocked, ///< guarded, but the system refused to lock it (ulimit -l); say so in the log
    Absent ///< could not be set up: no key can be held
};

/// Sets up the process-wide locked heap (1 MiB, 16-byte pieces). Call once in main() before any thread
/// starts; also forbids core dumps of the process.
SecretHeap initSecretHeap();

/// A key or a PIN. Move-only, in OpenSSL's secure heap, wiped when it goes; never printed, compared in
/// constant time, never copied into a QByteArray. Data of records is not kept here: it stays ciphertext until
/// it is used.
class SecretBytes {
public:
    SecretBytes() = default;
    SecretBytes(SecretBytes&& other) noexcept;
    SecretBytes& operator=(SecretBytes&& other) noexcept;
    ~SecretBytes();

    /// Zero-filled. SecretHeapExhausted when the heap has no room: there is no fallback to ordinary memory.
    static Outcome<SecretBytes> allocate(qsizetype size);
    /// Copies bytes that are about to be wiped by the caller, or that are published test values.
    static Outcome<SecretBytes> copyOf(std::span<const quint8> bytes);
    Outcome<SecretBytes> duplicate() const { return copyOf(span()); }

    bool isEmpty() const { return m_size == 0; }
    qsizetype size() const { return m_size; }
    quint8* data() { return m_data; }
    const quint8* data() const { return m_data; }
    std::span<const quint8> span() const { return {m_data, size_t(m_size)}; }
    std::span<quint8> span() { return {m_data, size_t(m_size)}; }

    bool equals(const SecretBytes& other) const; ///< constant time for equal lengths

private:
    quint8* m_data = nullptr;
    qsizetype m_size = 0;
};

/// Constant-time comparison of a received cryptogram or MAC with the computed one.
bool equalInConstantTime(QByteArrayView a, QByteArrayView b);

} // namespace sm
