// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <memory>
#include <vector>

namespace sm {

/// Remembers texts with a number each, exactly and compactly: about 40 bytes per text of 16 bytes, ten
/// million texts in some 500 MB, where a node per text would take three times that. Open addressing with
/// linear probing.
class IdIndex {
public:
    IdIndex();

    /// Adds the text, or returns the slot of the number that came with it first. Null when it is new.
    qint64* insert(QByteArrayView text, qint64 number);
    const qint64* find(QByteArrayView text) const;
    size_t size() const { return m_size; }

private:
    struct Entry;
    struct Slot {
        Entry* entry = nullptr;
        quint64 hash = 0;
    };

    size_t probe(QByteArrayView text, quint64 hash) const;
    Entry* store(QByteArrayView text, qint64 number);
    void grow();

    std::vector<Slot> m_slots;
    std::vector<std::unique_ptr<char[]>> m_blocks;
    char* m_free = nullptr;
    size_t m_freeBytes = 0;
    size_t m_size = 0;
    size_t m_seed;
};

} // namespace sm
