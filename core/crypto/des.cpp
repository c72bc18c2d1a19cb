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

Outcome<QByteArray> tdeaCmac(const SecretBytes& key, QByteArrayView data)
{
    auto cmac = Cmac::create(BlockAlgorithm::Tdea, key);
    if (!cmac)
        return cmac.failure();
    return cmac->compute({data});
}

} // namespace sm
