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
    if (key.size() != 16)
        return keyLengthWrong(key.size());
    const auto left = SecretBytes::copyOf(key.span().first(8));
    const auto right = SecretBytes::copyOf(key.span().last(8));
    if (!left || !right)
        return (left ? right : left).failure();
    return macAlgorithm3(*left, *right, data, padding);
}

} // namespace sm
