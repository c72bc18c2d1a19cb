// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/kcv.h"

#include "crypto/aes.h"
#include "crypto/des.h"

namespace sm {

namespace {

Outcome<QByteArray> firstBytes(const Outcome<QByteArray>& block, qsizetype count)
{
    if (!block)
        return block.failure();
    return block->first(count);
}

} // namespace

Outcome<QByteArray> kcvDes(const SecretBytes& key)
{
    return firstBytes(tdeaEcbEncrypt(key, QByteArray(8, '\0')), 3);
}

Outcome<QByteArray> kcvAesGp(const SecretBytes& key)
{
    return firstBytes(aesEcbEncrypt(key, QByteArray(16, '\1')), 3);
}

Outcome<QByteArray> kcvAesZero(const SecretBytes& key)
{
    return firstBytes(aesEcbEncrypt(key, QByteArray(16, '\0')), 3);
}

Outcome<QByteArray> kcvAesCmac(const SecretBytes& key)
{
    return firstBytes(aesCmac(key, QByteArray(16, '\0')), 5);
}

} // namespace sm
