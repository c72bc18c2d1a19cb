// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/link/link_seal.h"

#include "base/bytes.h"
#include "base/failures/security.h"
#include "crypto/kdf.h"

#include <cstring>

namespace sm {

namespace {

constexpr qsizetype block = 16;
constexpr qsizetype encLength = 32;
constexpr qsizetype macLength = 16;
constexpr qsizetype directionLength = encLength + macLength;
constexpr QByteArrayView label("stationmaster hsm link seal");

QByteArray numberBlock(quint64 number)
{
    QByteArray bytes(8, '\0');
    appendU64(bytes, number);
    return bytes;
}

Failure broken()
{
    return fail(fc::LinkSealBroken);
}

Outcome<SecretBytes> part(const SecretBytes& all, size_t offset, qsizetype length)
{
    return SecretBytes::copyOf(all.span().subspan(offset, size_t(length)));
}

} // namespace

Outcome<LinkSeal::Direction> LinkSeal::direction(
    BlockCipher::Direction way, const SecretBytes& all, size_t offset)
{
    const auto enc = part(all, offset, encLength);
    const auto mac = part(all, offset + size_t(encLength), macLength);
    if (!enc || !mac)
        return (enc ? mac : enc).failure();
    auto cipher = BlockCipher::create(BlockAlgorithm::Aes, BlockCipher::Mode::Cbc, way, *enc);
    auto cmac = Cmac::create(BlockAlgorithm::Aes, *mac);
    if (!cipher || !cmac)
        return cipher ? cmac.failure() : cipher.failure();
    return Direction{cipher.take(), cmac.take(), 0};
}

Outcome<LinkSeal> LinkSeal::create(
    End end, const SecretBytes& shared, QByteArrayView consolePublic, QByteArrayView devicePublic)
{
    const auto salt = SecretBytes::allocate(block);
    if (!salt)
        return salt.failure();
    auto extract = Cmac::create(BlockAlgorithm::Aes, *salt);
    auto root = SecretBytes::allocate(block);
    if (!extract || !root)
        return extract ? root.failure() : extract.failure();
    const QByteArrayView input(shared.data(), shared.size());
    const auto extracted = extract->computeInto({input}, root->span());
    if (!extracted)
        return extracted.failure();
    const QByteArray after = QByteArray(1, '\0') + consolePublic.toByteArray() + devicePublic.toByteArray();
    const auto keys = kdfCounterCmac(*root, label, after, 2 * directionLength);
    if (!keys)
        return keys.failure();
    const size_t own = end == End::Console ? 0 : size_t(directionLength);
    auto out = direction(BlockCipher::Direction::Encrypt, *keys, own);
    auto in = direction(BlockCipher::Direction::Decrypt, *keys, size_t(directionLength) - own);
    if (!out || !in)
        return (out ? in : out).failure();
    return LinkSeal(out.take(), in.take());
}

Outcome<QByteArray> LinkSeal::seal(QByteArrayView open, const std::vector<std::span<const quint8>>& secrets)
{
    size_t length = 0;
    for (const auto& secret : secrets)
        length += secret.size();
    if (length > size_t(longestSecrets))
        return broken();
    const qsizetype padded = (qsizetype(length) / block + 1) * block;
    auto plain = SecretBytes::allocate(block + padded);
    if (!plain)
        return plain.failure();
    const QByteArray number = numberBlock(m_out.number);
    std::memcpy(plain->data(), number.constData(), size_t(block));
    quint8* into = plain->data() + block;
    for (const auto& secret : secrets) {
        std::memcpy(into, secret.data(), secret.size());
        into += secret.size();
    }
    *into = 0x80;
    QByteArray sealed(plain->size(), Qt::Uninitialized);
    const SecretBytes& input = *plain;
    const auto done = m_out.cipher.runInto(
        input.span(), {}, {reinterpret_cast<quint8*>(sealed.data()), size_t(sealed.size())});
    if (!done)
        return done.failure();
    const auto mac = m_out.mac.compute({number, open, sealed});
    if (!mac)
        return mac.failure();
    ++m_out.number;
    return sealed + *mac;
}

Outcome<SecretBytes> LinkSeal::unseal(QByteArrayView open, QByteArrayView sealed)
{
    const qsizetype length = sealed.size() - macLength;
    if (length < 2 * block || length % block != 0 || length > longestSecrets + 2 * block)
        return broken();
    const QByteArray number = numberBlock(m_in.number);
    const auto mac = m_in.mac.compute({number, open, sealed.first(length)});
    if (!mac)
        return mac.failure();
    if (!equalInConstantTime(*mac, sealed.last(macLength)))
        return broken();
    auto plain = SecretBytes::allocate(length);
    if (!plain)
        return plain;
    const auto done = m_in.cipher.runInto(bytesOf(sealed.first(length)), {}, plain->span());
    if (!done)
        return done.failure();
    ++m_in.number;
    qsizetype end = length - 1;
    while (end > block && plain->data()[end] == 0)
        --end;
    if (plain->data()[end] != 0x80)
        return broken();
    const SecretBytes& all = *plain;
    return SecretBytes::copyOf(all.span().subspan(size_t(block), size_t(end - block)));
}

} // namespace sm
