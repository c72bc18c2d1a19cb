// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/aes.h"

#include "crypto/cmac.h"
#include "crypto/failure_helpers.h"

#include <cstring>

namespace sm {

namespace {

using Mode = BlockCipher::Mode;
using Direction = BlockCipher::Direction;

Outcome<QByteArray> once(
    Mode mode, Direction direction, const SecretBytes& key, QByteArrayView iv, QByteArrayView blocks)
{
    auto cipher = BlockCipher::create(BlockAlgorithm::Aes, mode, direction, key);
    if (!cipher)
        return cipher.failure();
    return cipher->run(blocks, iv);
}

constexpr qsizetype wholeBlocks(qsizetype size)
{
    return (size + 15) / 16 * 16;
}

} // namespace

Outcome<QByteArray> aesEcbEncrypt(const SecretBytes& key, QByteArrayView blocks)
{
    return once(Mode::Ecb, Direction::Encrypt, key, {}, blocks);
}

Outcome<QByteArray> aesEcbDecrypt(const SecretBytes& key, QByteArrayView blocks)
{
    return once(Mode::Ecb, Direction::Decrypt, key, {}, blocks);
}

Outcome<QByteArray> aesCbcEncrypt(const SecretBytes& key, QByteArrayView iv, QByteArrayView blocks)
{
    return once(Mode::Cbc, Direction::Encrypt, key, iv, blocks);
}

Outcome<QByteArray> aesCbcDecrypt(const SecretBytes& key, QByteArrayView iv, QByteArrayView blocks)
{
    return once(Mode::Cbc, Direction::Decrypt, key, iv, blocks);
}

Outcome<QByteArray> aesCmac(const SecretBytes& key, QByteArrayView data)
{
    auto cmac = Cmac::create(BlockAlgorithm::Aes, key);
    if (!cmac)
        return cmac.failure();
    return cmac->compute({data});
}

Outcome<QByteArray> aesWrapKey(const SecretBytes& wrappingKey, const SecretBytes& key)
{
    auto padded = SecretBytes::allocate(wholeBlocks(key.size()));
    if (!padded)
        return padded.failure();
    if (key.isEmpty())
        return keyLengthWrong(0);
    std::memcpy(padded->data(), key.data(), size_t(key.size()));
    auto cipher = BlockCipher::create(BlockAlgorithm::Aes, Mode::Cbc, Direction::Encrypt, wrappingKey);
    if (!cipher)
        return cipher.failure();
    QByteArray wrapped(padded->size(), Qt::Uninitialized);
    const auto done = cipher->runInto(
        padded->span(), {}, {reinterpret_cast<quint8*>(wrapped.data()), size_t(wrapped.size())});
    if (!done)
        return done.failure();
    return wrapped;
}

Outcome<SecretBytes> aesUnwrapKey(const SecretBytes& wrappingKey, QByteArrayView wrapped, qsizetype length)
{
    if (length != 16 && length != 24 && length != 32)
        return keyLengthWrong(length);
    if (wrapped.size() != wholeBlocks(length))
        return inputLengthWrong(wrapped.size());
    auto cipher = BlockCipher::create(BlockAlgorithm::Aes, Mode::Cbc, Direction::Decrypt, wrappingKey);
    if (!cipher)
        return cipher.failure();
    auto padded = SecretBytes::allocate(wrapped.size());
    if (!padded)
        return padded.failure();
    const auto done = cipher->runInto(bytesOf(wrapped), {}, padded->span());
    if (!done)
        return done.failure();
    return SecretBytes::copyOf(padded->span().first(size_t(length)));
}

} // namespace sm
