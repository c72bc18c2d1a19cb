// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/kdf.h"

#include "base/bytes.h"
#include "crypto/failure_helpers.h"

#include <openssl/crypto.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace sm {

Outcome<SecretBytes> kdfCounterCmac(
    Cmac& keyed, QByteArrayView before, QByteArrayView after, qsizetype length)
{
    if (length < 1 || length > 255 * keyed.size())
        return inputLengthWrong(length);
    auto derived = SecretBytes::allocate(length);
    if (!derived)
        return derived;
    std::array<quint8, 16> block{};
    qsizetype filled = 0;
    for (char counter = 1; filled < length; ++counter) {
        const auto done = keyed.computeInto({before, QByteArrayView(&counter, 1), after}, block);
        if (!done)
            return done.failure();
        const qsizetype count = std::min(keyed.size(), length - filled);
        std::memcpy(derived->data() + filled, block.data(), size_t(count));
        filled += count;
    }
    OPENSSL_cleanse(block.data(), block.size());
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
    QByteArray label(11, '\0');
    appendU8(label, constant);
    appendU8(label, 0);
    appendU16(label, quint16(lengthBytes * 8));
    return label;
}

} // namespace sm
