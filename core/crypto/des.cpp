// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/des.h"

#include "crypto/cmac.h"

namespace sm {

namespace {

using Mode = BlockCipher::Mode;
using Direction = BlockCipher::Direction;

Outcome<QByteArray> once(
    Mode mode, Direction direction, const SecretBytes& key, QByteArrayView iv, QByteArrayView blocks)
{
    auto cipher = BlockCipher::create(BlockAlgorithm::Tdea, mode, direction, key);
    if (!cipher)
        return cipher.failure();
    return cipher->run(blocks, iv);
}

} // namespace

Outcome<QByteArray> tdeaEcbEncrypt(const SecretBytes& key, QByteArrayView blocks)
{
    return once(Mode::Ecb, Direction::Encrypt, key, {}, blocks);
}

Outcome<QByteArray> tdeaEcbDecrypt(const SecretBytes& key, QByteArrayView blocks)
{
    return once(Mode::Ecb, Direction::Decrypt, key, {}, blocks);
}

Outcome<QByteArray> tdeaCbcEncrypt(const SecretBytes& key, QByteArrayView iv, QByteArrayView blocks)
{
    return once(Mode::Cbc, Direction::Encrypt, key, iv, blocks);
}

Outcome<QByteArray> tdeaCbcDecrypt(const SecretBytes& key, QByteArrayView iv, QByteArrayView blocks)
{
    return once(Mode::Cbc, Direction::Decrypt, key, iv, blocks);
}

Outcome<QByteArray> tdeaWrapKey(const SecretBytes& wrappingKey, const SecretBytes& secret)
{
    auto cipher = BlockCipher::create(BlockAlgorithm::Tdea, Mode::Ecb, Direction::Encrypt, wrappingKey);
    if (!cipher)
        return cipher.failure();
    QByteArray wrapped(secret.size(), Qt::Uninitialized);
    const auto done = cipher->runInto(
        secret.span(), {}, {reinterpret_cast<quint8*>(wrapped.data()), size_t(wrapped.size())});
    if (!done)
        return done.failure();
    return wrapped;
}

Outcome<SecretBytes> tdeaUnwrapKey(const SecretBytes& wrappingKey, QByteArrayView wrapped)
{
    auto cipher = BlockCipher::create(BlockAlgorithm::Tdea, Mode::Ecb, Direction::Decrypt, wrappingKey);
    if (!cipher)
        return cipher.failure();
    auto secret = SecretBytes::allocate(wrapped.size());
    if (!secret)
        return secret;
    const auto done = cipher->runInto(bytesOf(wrapped), {}, secret->span());
    if (!done)
        return done.failure();
    return secret;
}

Outcome<QByteArray> tdeaCmac(const SecretBytes& key, QByteArrayView data)
{
    auto cmac = Cmac::create(BlockAlgorithm::Tdea, key);
    if (!cmac)
        return cmac.failure();
    return cmac->compute({data});
}

} // namespace sm
