// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/emv_block.h"

#include "base/bytes.h"
#include "base/failures/crypto.h"
#include "crypto/failure_helpers.h"

#include <QCryptographicHash>

namespace sm {

namespace {

QByteArray hashOf(QByteArrayView body, QByteArrayView more)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    hash.addData(body);
    hash.addData(more);
    return hash.result();
}

} // namespace

Failure emvWrong(const char* what)
{
    return fail(fc::EmvCertificateWrong, {{"what", QString::fromLatin1(what)}});
}

Outcome<QByteArray> signEmvBlock(const RsaSigner& key, QByteArrayView body, QByteArrayView more)
{
    if (body.size() + emvFrame != key.size())
        return inputLengthWrong(body.size());
    QByteArray block(1, '\x6A');
    block.append(body).append(hashOf(body, more));
    appendU8(block, 0xBC);
    return key.apply(block);
}

Outcome<EmvBlock> recoverEmvBlock(const RsaPublicKey& key, QByteArrayView signature, quint8 format)
{
    if (signature.size() != key.size())
        return emvWrong("length");
    auto block = rsaRecover(key, signature);
    if (!block) // a signature not below the modulus, or a key that is none
        return emvWrong("key");
    if (byteAt(*block, block->size() - 1) != 0xBC)
        return emvWrong("trailer");
    if (byteAt(*block, 0) != 0x6A)
        return emvWrong("header");
    if (byteAt(*block, 1) != format)
        return emvWrong("format");
    return EmvBlock{block.take()};
}

bool emvHashRight(const EmvBlock& block, QByteArrayView more)
{
    return hashOf(block.body(), more) == block.hash();
}

} // namespace sm
