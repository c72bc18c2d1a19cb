// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/mac.h"

#include "crypto/des.h"
#include "crypto/failure_helpers.h"
#include "crypto/padding.h"

namespace sm {

Outcome<QByteArray> macAlgorithm1(const SecretBytes& key, QByteArrayView data, MacPadding padding)
{
    const QByteArray padded = padding == MacPadding::Method1 ? padMethod1(data, 8) : padMethod2(data, 8);
    auto chained = tdeaCbcEncrypt(key, {}, padded);
    if (!chained)
        return chained.failure();
    return chained->last(8);
}

Outcome<QByteArray> macAlgorithm3(
    const SecretBytes& key, const SecretBytes& keyPrime, QByteArrayView data, MacPadding padding)
{
    if (key.size() != keyPrime.size())
        return keyLengthWrong(keyPrime.size());
    const auto chained = macAlgorithm1(key, data, padding);
    if (!chained)
        return chained.failure();
    const auto middle = tdeaEcbDecrypt(keyPrime, *chained);
    if (!middle)
        return middle.failure();
    return tdeaEcbEncrypt(key, *middle);
}

Outcome<QByteArray> retailMac(const SecretBytes& key, QByteArrayView data, MacPadding padding)
{
    auto mac = RetailMac::create(key);
    if (!mac)
        return mac.failure();
    return mac->compute({}, data, padding);
}

RetailMac::RetailMac(BlockCipher single, BlockCipher triple)
    : m_single(std::move(single))
    , m_triple(std::move(triple))
{
}

Outcome<RetailMac> RetailMac::create(const SecretBytes& key)
{
    using Mode = BlockCipher::Mode;
    using Direction = BlockCipher::Direction;
    if (key.size() != 16)
        return keyLengthWrong(key.size());
    const auto half = SecretBytes::copyOf(key.span().first(8));
    if (!half)
        return half.failure();
    auto single = BlockCipher::create(BlockAlgorithm::Tdea, Mode::Cbc, Direction::Encrypt, *half);
    auto triple = BlockCipher::create(BlockAlgorithm::Tdea, Mode::Cbc, Direction::Encrypt, key);
    if (!single || !triple)
        return (single ? triple : single).failure();
    return RetailMac(single.take(), triple.take());
}

Outcome<QByteArray> RetailMac::compute(QByteArrayView vector, QByteArrayView data, MacPadding padding)
{
    const QByteArray padded = padding == MacPadding::Method1 ? padMethod1(data, 8) : padMethod2(data, 8);
    QByteArray chained = vector.toByteArray();
    if (padded.size() > 8) {
        const auto blocks = m_single.run(QByteArrayView(padded).chopped(8), vector);
        if (!blocks)
            return blocks;
        chained = blocks->last(8);
    }
    return m_triple.run(QByteArrayView(padded).last(8), chained);
}

Outcome<QByteArray> RetailMac::encipherVector(QByteArrayView block)
{
    if (block.size() != 8)
        return inputLengthWrong(block.size());
    return m_single.run(block);
}

} // namespace sm
