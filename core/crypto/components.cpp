// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/components.h"

#include "base/failures/crypto.h"

#include <algorithm>
#include <bit>

namespace sm {

Outcome<SecretBytes> combineComponents(std::span<const SecretBytes> components)
{
    const qsizetype size = components.empty() ? 0 : components.front().size();
    const bool same = std::all_of(components.begin(), components.end(),
        [size](const SecretBytes& part) { return part.size() == size; });
    if (components.size() < 2 || size == 0 || !same)
        return fail(fc::KeyComponentsDiffer, {{"count", QString::number(components.size())}});
    auto key = components.front().duplicate();
    if (!key)
        return key;
    for (const SecretBytes& part : components.subspan(1)) {
        for (qsizetype i = 0; i < size; ++i)
            key->data()[i] ^= part.data()[i];
    }
    return key;
}

void setOddParity(SecretBytes& key)
{
    for (quint8& byte : key.span()) {
        const auto upper = quint8(byte & 0xFE);
        byte = quint8(upper | (std::popcount(upper) % 2 == 0 ? 1 : 0));
    }
}

bool hasOddParity(const SecretBytes& key)
{
    const auto bytes = key.span();
    return std::all_of(bytes.begin(), bytes.end(), [](quint8 byte) { return std::popcount(byte) % 2 == 1; });
}

} // namespace sm
