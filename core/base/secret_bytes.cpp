// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/secret_bytes.h"

#include "base/failures/base.h"

#include <openssl/crypto.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <array>
#include <cstring>
#include <mutex>
#include <utility>

namespace sm {

namespace {

/// Wiped pieces of the locked heap that wait for their next key, of 16 and of 32 bytes: what most keys are.
/// The heap itself halves its whole memory down to such a piece and joins it up again each time, which costs
/// more than what the key is used for. Without destructor: keys that go at the end of the program come here.
class Pieces {
public:
    static constexpr size_t largest = 32;

    quint8* take(size_t size)
    {
        const std::lock_guard lock(m_mutex);
        Shelf& shelf = shelfOf(size);
        return shelf.count > 0 ? shelf.pieces[--shelf.count] : nullptr;
    }
    /// False: there is no room, the caller gives it back to the heap.
    bool keep(quint8* piece, size_t size)
    {
        const std::lock_guard lock(m_mutex);
        Shelf& shelf = shelfOf(size);
        const bool room = shelf.count < shelf.pieces.size();
        if (room)
            shelf.pieces[shelf.count++] = piece;
        return room;
    }
    /// What is taken from the heap for a key of this length.
    static size_t rounded(size_t size) { return size > largest ? size : size > 16 ? 32 : 16; }

private:
    struct Shelf {
        std::array<quint8*, 256> pieces{};
        size_t count = 0;
    };
    Shelf& shelfOf(size_t size) { return m_shelves[size > 16 ? 1 : 0]; }

    std::mutex m_mutex;
    std::array<Shelf, 2> m_shelves;
};
constinit Pieces pieces;

} // namespace

SecretHeap initSecretHeap()
{
    prctl(PR_SET_DUMPABLE, 0);
    const rlimit noCore{0, 0};
    setrlimit(RLIMIT_CORE, &noCore);
    // Asked again, it repeats what the first call found: an unlocked heap does not become locked.
    static const SecretHeap heap = [] {
        switch (CRYPTO_secure_malloc_init(1 << 20, 16)) {
        case 1:
            return SecretHeap::Locked;
        case 2:
            return SecretHeap::Unlocked;
        default:
            return SecretHeap::Absent;
        }
    }();
    return heap;
}

SecretBytes::SecretBytes(SecretBytes&& other) noexcept
    : m_data(std::exchange(other.m_data, nullptr))
    , m_size(std::exchange(other.m_size, 0))
{
}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept
{
    // The replaced key is wiped now, not when the source of the move happens to go.
    const SecretBytes replaced(std::move(*this));
    m_data = std::exchange(other.m_data, nullptr);
    m_size = std::exchange(other.m_size, 0);
    return *this;
}

SecretBytes::~SecretBytes()
{
    if (!m_data)
        return;
    const auto size = size_t(m_size);
    OPENSSL_cleanse(m_data, size);
    if (size > Pieces::largest || !pieces.keep(m_data, size))
        OPENSSL_secure_clear_free(m_data, Pieces::rounded(size));
}

Outcome<SecretBytes> SecretBytes::allocate(qsizetype size)
{
    SecretBytes bytes;
    if (size <= 0)
        return bytes;
    // OPENSSL_secure_malloc falls back to malloc when there is no secure heap; that would be a silent
    // downgrade.
    if (!CRYPTO_secure_malloc_initialized())
        return fail(fc::SecretHeapExhausted);
    if (size_t(size) <= Pieces::largest)
        bytes.m_data = pieces.take(size_t(size));
    if (!bytes.m_data)
        bytes.m_data = static_cast<quint8*>(OPENSSL_secure_zalloc(Pieces::rounded(size_t(size))));
    if (!bytes.m_data)
        return fail(fc::SecretHeapExhausted);
    bytes.m_size = size;
    return bytes;
}

Outcome<SecretBytes> SecretBytes::copyOf(std::span<const quint8> source)
{
    auto bytes = allocate(qsizetype(source.size()));
    if (bytes && !source.empty())
        std::memcpy(bytes->data(), source.data(), source.size());
    return bytes;
}

bool SecretBytes::equals(const SecretBytes& other) const
{
    return m_size == other.m_size
        && (m_size == 0 || CRYPTO_memcmp(m_data, other.m_data, size_t(m_size)) == 0);
}

bool equalInConstantTime(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && (a.isEmpty() || CRYPTO_memcmp(a.data(), b.data(), size_t(a.size())) == 0);
}

} // namespace sm
