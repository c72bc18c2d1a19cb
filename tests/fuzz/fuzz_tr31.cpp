// SPDX-License-Identifier: GPL-3.0-or-later
// Key blocks of strangers: the header, and the whole under three lengths of protection key. The MAC stands
// before the rest, so what is behind it is reached by making it right.
#include "crypto/key_block.h"

#include <algorithm>
#include <cstdlib>

namespace {

sm::SecretBytes protectionKey(qsizetype length)
{
    sm::initSecretHeap();
    auto key = sm::SecretBytes::allocate(length);
    if (!key)
        std::abort();
    quint8 value = 0x11;
    for (quint8& byte : key->span())
        byte = value++;
    return key.take();
}

/// The header that the input makes, around a key that it makes: it must come back as it was.
void roundTrip(const sm::KeyBlockHeader& header, const uint8_t* data, size_t size)
{
    const bool aes = header.version == 'D';
    const auto kbpk = protectionKey(aes ? 32 : 16);
    const auto key = sm::SecretBytes::copyOf({data, std::min<size_t>(size, 64)});
    sm::SeededRandom random(size);
    if (!key)
        return;
    const auto wrapped = sm::wrapKeyBlock(kbpk, header, *key, random);
    if (!wrapped)
        return;
    const auto back = sm::unwrapKeyBlock(kbpk, *wrapped);
    if (!back || !back->key.equals(*key))
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QByteArrayView block(data, qsizetype(size));
    const auto header = sm::readKeyBlockHeader(block);
    for (const qsizetype length : {16, 24, 32})
        (void)sm::unwrapKeyBlock(protectionKey(length), block);
    if (header)
        roundTrip(*header, data, size);
    return 0;
}
