// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/kdf.h"

#include "crypto/failure_helpers.h"

#include <openssl/crypto.h>

#include <algorithm>
#include <array>

namespace sm {

Outcome<Done> kdfCounterCmacInto(
    Cmac& keyed, QByteArrayView before, QByteArrayView after, std::span<quint8> output)
{
    const auto size = size_t(keyed.size());
    if (output.empty() || output.size() > 255 * size)
        return inputLengthWrong(qsizetype(output.size()));
    for (char counter = 1; !output.empty(); ++counter) {
        const QByteArrayView parts[] = {before, QByteArrayView(&counter, 1), after};
        if (output.size() >= size) {
            const auto done = keyed.computeInto({parts[0], parts[1], parts[2]}, output);
            if (!done)
                return done.failure();
            output = output.subspan(size);
            continue;
        }
        std::array<quint8, 16> block{};
        const auto done = keyed.computeInto({parts[0], parts[1], parts[2]}, block);
        std::copy_n(block.begin(), output.size(), output.begin());
        OPENSSL_cleanse(block.data(), block.size());
        return done;
    }
    return Done{};
}

Outcome<SecretBytes> kdfCounterCmac(
    Cmac& keyed, QByteArrayView before, QByteArrayView after, qsizetype length)
{
    auto derived = SecretBytes::allocate(length);
    if (!derived)
        return derived;
    const auto done = kdfCounterCmacInto(keyed, before, after, derived->span());
    if (!done)
        return done.failure();
    return derived;
}

Outcome<SecretBytes> kdfCounterCmac(
    const SecretBytes& key, QByteArrayView before, QByteArrayView after, qsizetype length)
{
    auto keyed = Cmac::create(BlockAlgorithm::Aes, key);
    if (!keyed)
        return keyed.failure();
    return kdfCounterCmac(*keyed, before, after, length);
}

QByteArray scp03Label(quint8 constant, qsizetype lengthBytes)
{
    QByteArray label(15, '\0');
    label[11] = char(constant);
    label[13] = char(lengthBytes * 8 >> 8);
    label[14] = char(lengthBytes * 8);
    return label;
}

} // namespace sm
