// SPDX-License-Identifier: GPL-3.0-or-later
#include "issuer/id_index.h"

#include <QHashFunctions>

#include <algorithm>

namespace sm {

struct IdIndex::Entry {
    qint64 number;
    size_t length;

    char* text() { return reinterpret_cast<char*>(this + 1); }
};

namespace {

constexpr size_t FirstBlock = 4 << 10;
constexpr size_t LargestBlock = 1 << 20;

size_t aligned(size_t bytes)
{
    return (bytes + alignof(std::max_align_t) - 1) / alignof(std::max_align_t) * alignof(std::max_align_t);
}

} // namespace

// Qt's process-wide random seed: a file cannot be made to collide on purpose.
IdIndex::IdIndex()
    : m_slots(1024)
    , m_seed(size_t(QHashSeed::globalSeed()))
{
}

size_t IdIndex::probe(QByteArrayView text, quint64 hash) const
{
    size_t at = hash & (m_slots.size() - 1);
    while (Entry* entry = m_slots[at].entry) {
        if (m_slots[at].hash == hash && QByteArrayView(entry->text(), qsizetype(entry->length)) == text)
            break;
        at = (at + 1) & (m_slots.size() - 1);
    }
    return at;
}

qint64* IdIndex::insert(QByteArrayView text, qint64 number)
{
    const quint64 hash = qHashBits(text.data(), size_t(text.size()), m_seed);
    size_t at = probe(text, hash);
    if (m_slots[at].entry)
        return &m_slots[at].entry->number;
    if (2 * (m_size + 1) > m_slots.size()) {
        grow();
        at = probe(text, hash);
    }
    m_slots[at] = {store(text, number), hash};
    ++m_size;
    return nullptr;
}

const qint64* IdIndex::find(QByteArrayView text) const
{
    const size_t at = probe(text, qHashBits(text.data(), size_t(text.size()), m_seed));
    return m_slots[at].entry ? &m_slots[at].entry->number : nullptr;
}

IdIndex::Entry* IdIndex::store(QByteArrayView text, qint64 number)
{
    const size_t bytes = aligned(sizeof(Entry) + size_t(text.size()));
    if (bytes > m_freeBytes) {
        m_freeBytes
            = std::max(bytes, std::min(LargestBlock, FirstBlock << std::min<size_t>(m_blocks.size(), 8)));
        m_blocks.push_back(std::make_unique_for_overwrite<char[]>(m_freeBytes));
        m_free = m_blocks.back().get();
    }
    auto* entry = new (m_free) Entry{number, size_t(text.size())};
    std::copy(text.begin(), text.end(), entry->text());
    m_free += bytes;
    m_freeBytes -= bytes;
    return entry;
}

void IdIndex::grow()
{
    std::vector<Slot> old(m_slots.size() * 2);
    old.swap(m_slots);
    for (const Slot& slot : old) {
        if (!slot.entry)
            continue;
        size_t at = slot.hash & (m_slots.size() - 1);
        while (m_slots[at].entry)
            at = (at + 1) & (m_slots.size() - 1);
        m_slots[at] = slot;
    }
}

} // namespace sm
