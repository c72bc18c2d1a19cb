// SPDX-License-Identifier: GPL-3.0-or-later
// On the block cipher itself: OpenSSL's own CMAC spends more on starting and ending a message than a command
// of a card has to encrypt.
#include "crypto/cmac.h"

#include "crypto/failure_helpers.h"

#include <openssl/crypto.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace sm {

class Cmac::Private {
public:
    Private(BlockCipher made, qsizetype block)
        : cipher(std::move(made))
        , size(size_t(block))
    {
    }
    ~Private()
    {
        for (Block* secret : {&subkey1, &subkey2, &last})
            OPENSSL_cleanse(secret->data(), secret->size());
        OPENSSL_cleanse(rest.data(), rest.size());
    }

    bool makeSubkeys();
    bool absorb(std::span<quint8> blocks);
    bool take(QByteArrayView part);
    bool finish();

    using Block = std::array<quint8, 16>;
    BlockCipher cipher; ///< CBC, never started again: see absorb()
    size_t size;
    Block subkey1{};
    Block subkey2{};
    Block last{}; ///< of the cipher's output
    std::array<quint8, 256> rest{}; ///< what may hold the last block of the message; enciphered at one go
    size_t restSize = 0;
    bool first = true; ///< nothing of this message is encrypted yet
};

namespace {

void exclusiveOr(quint8* to, const quint8* with, size_t size)
{
    for (size_t i = 0; i < size; ++i)
        to[i] ^= with[i];
}

/// Doubling in the field of the block, clause 6.1.
void doubleInto(std::span<const quint8> from, quint8* to)
{
    const size_t size = from.size();
    const quint8 polynomial = size == 16 ? 0x87 : 0x1B;
    for (size_t i = 0; i < size; ++i)
        to[i] = quint8(from[i] << 1 | (i + 1 < size ? from[i + 1] >> 7 : 0));
    to[size - 1] ^= quint8(polynomial & (0u - (from[0] >> 7)));
}

} // namespace

/// The cipher goes on from its last output where a message should start from zeros; adding that output to the
/// first block comes to the same and saves setting the vector again, which costs more than the blocks.
bool Cmac::Private::absorb(std::span<quint8> blocks)
{
    if (std::exchange(first, false))
        exclusiveOr(blocks.data(), last.data(), size);
    if (!cipher.continueInto(blocks, blocks))
        return false;
    std::memcpy(last.data(), blocks.data() + blocks.size() - size, size);
    return true;
}

bool Cmac::Private::makeSubkeys()
{
    Block zeros{};
    if (!absorb(std::span(zeros).first(size)))
        return false;
    doubleInto(std::span(last).first(size), subkey1.data());
    doubleInto(std::span(subkey1).first(size), subkey2.data());
    OPENSSL_cleanse(zeros.data(), zeros.size());
    return true;
}

bool Cmac::Private::take(QByteArrayView part)
{
    while (!part.isEmpty()) {
        if (restSize == rest.size()) { // more follows: the last block is not among these
            if (!absorb(rest))
                return false;
            restSize = 0;
        }
        const size_t count = std::min(rest.size() - restSize, size_t(part.size()));
        std::memcpy(rest.data() + restSize, part.data(), count);
        restSize += count;
        part = part.sliced(qsizetype(count));
    }
    return true;
}

bool Cmac::Private::finish()
{
    const bool whole = restSize > 0 && restSize % size == 0;
    const size_t before = whole ? restSize - size : restSize / size * size;
    const std::span<quint8> block = std::span(rest).subspan(before, size);
    if (!whole) {
        block[restSize - before] = 0x80;
        std::fill(block.begin() + qsizetype(restSize - before) + 1, block.end(), quint8(0));
    }
    exclusiveOr(block.data(), (whole ? subkey1 : subkey2).data(), size);
    return absorb(std::span(rest).first(before + size));
}

Cmac::Cmac(std::unique_ptr<Private> p)
    : d(std::move(p))
{
}
Cmac::Cmac(Cmac&&) noexcept = default;
Cmac& Cmac::operator=(Cmac&&) noexcept = default;
Cmac::~Cmac() = default;

qsizetype Cmac::size() const
{
    return d ? qsizetype(d->size) : 0;
}

Outcome<Cmac> Cmac::create(BlockAlgorithm algorithm, const SecretBytes& key)
{
    if (key.size() == 8)
        return keyLengthWrong(key.size());
    auto cipher
        = BlockCipher::create(algorithm, BlockCipher::Mode::Cbc, BlockCipher::Direction::Encrypt, key);
    if (!cipher)
        return cipher.failure();
    auto made = std::make_unique<Private>(cipher.take(), blockSize(algorithm));
    if (!made->makeSubkeys())
        return cryptoUnavailable("CMAC key");
    return Cmac(std::move(made));
}

Outcome<Done> Cmac::computeInto(std::initializer_list<QByteArrayView> parts, std::span<quint8> output)
{
    if (!d)
        return cryptoUnavailable("CMAC");
    if (output.size() < d->size)
        return inputLengthWrong(qsizetype(output.size()));
    d->first = true;
    d->restSize = 0;
    const bool taken
        = std::all_of(parts.begin(), parts.end(), [this](QByteArrayView part) { return d->take(part); });
    if (!taken || !d->finish()) {
        d.reset(); // where the cipher stands is not known any more
        return cryptoUnavailable("CMAC");
    }
    std::memcpy(output.data(), d->last.data(), d->size);
    return Done{};
}

Outcome<QByteArray> Cmac::compute(std::initializer_list<QByteArrayView> parts)
{
    QByteArray mac(size(), Qt::Uninitialized);
    const auto done = computeInto(parts, {reinterpret_cast<quint8*>(mac.data()), size_t(mac.size())});
    if (!done)
        return done.failure();
    return mac;
}

} // namespace sm
