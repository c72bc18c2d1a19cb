// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/key_block.h"

#include "base/bytes.h"
#include "base/failures/crypto.h"
#include "crypto/failure_helpers.h"
#include "crypto/kdf.h"
#include "crypto/key_block_internal.h"

#include <cstring>

namespace sm {

namespace {

using Mode = BlockCipher::Mode;
using Direction = BlockCipher::Direction;

using BlockKeys = KeyBlockKeys;

/// Versions A and C: each byte of the KBPK with 45 or 4D added.
Outcome<SecretBytes> variantOf(const SecretBytes& kbpk, quint8 mask)
{
    auto key = kbpk.duplicate();
    if (!key)
        return key;
    for (quint8& byte : key->span())
        byte ^= mask;
    return key;
}

/// Versions B and D: counter || usage (2) || 00 || algorithm (2) || bits (2) under CMAC (X9.143 clause 7.3).
QByteArray derivationInput(BlockAlgorithm algorithm, qsizetype size, KeyBlockKey which)
{
    QByteArray after;
    appendU16(after, which == KeyBlockKey::Encipher ? 0x0000 : 0x0001);
    appendU8(after, 0);
    appendU16(after, quint16(algorithm == BlockAlgorithm::Aes ? size / 8 : size / 8 - 2));
    appendU16(after, quint16(size * 8));
    return after;
}

Outcome<SecretBytes> derivedFrom(const SecretBytes& kbpk, BlockAlgorithm algorithm, KeyBlockKey which)
{
    auto cmac = Cmac::create(algorithm, kbpk);
    if (!cmac)
        return cmac.failure();
    return kdfCounterCmac(*cmac, {}, derivationInput(algorithm, kbpk.size(), which), kbpk.size());
}

Outcome<BlockKeys> keysFor(const SecretBytes& kbpk, const KeyBlockScheme& scheme)
{
    const bool common = kbpk.size() == 16 || kbpk.size() == 24;
    if (!common && (scheme.cipher != BlockAlgorithm::Aes || kbpk.size() != 32))
        return keyLengthWrong(kbpk.size());
    auto encipher
        = scheme.isVariant ? variantOf(kbpk, 0x45) : derivedFrom(kbpk, scheme.cipher, KeyBlockKey::Encipher);
    auto mac = scheme.isVariant ? variantOf(kbpk, 0x4D) : derivedFrom(kbpk, scheme.cipher, KeyBlockKey::Mac);
    if (!encipher || !mac)
        return (encipher ? mac : encipher).failure();
    return BlockKeys{encipher.take(), mac.take()};
}

/// Versions A and C: beginning of a CBC-MAC over header and ciphertext, both whole blocks.
Outcome<QByteArray> macOfCiphertext(
    const BlockKeys& keys, const KeyBlockScheme& scheme, QByteArrayView header, QByteArrayView enciphered)
{
    auto cipher = BlockCipher::create(scheme.cipher, Mode::Cbc, Direction::Encrypt, keys.mac);
    if (!cipher)
        return cipher.failure();
    const auto chained = cipher->run(header.toByteArray().append(enciphered));
    if (!chained)
        return chained;
    return chained->last(scheme.block()).first(scheme.macLength);
}

Outcome<QByteArray> macOfPlaintext(
    const BlockKeys& keys, const KeyBlockScheme& scheme, QByteArrayView header, const SecretBytes& plain)
{
    auto cmac = Cmac::create(scheme.cipher, keys.mac);
    if (!cmac)
        return cmac.failure();
    return cmac->compute({header, QByteArrayView(plain.data(), plain.size())});
}

/// A, C: the beginning of the header; B, D: the MAC.
QByteArrayView vectorOf(const KeyBlockScheme& scheme, QByteArrayView header, QByteArrayView mac)
{
    return scheme.isVariant ? header.first(scheme.block()) : mac;
}

Outcome<Done> checked(const Outcome<QByteArray>& expected, QByteArrayView found)
{
    if (!expected)
        return expected.failure();
    if (!equalInConstantTime(*expected, found))
        return fail(fc::KeyBlockMacWrong);
    return Done{};
}

Outcome<SecretBytes> deciphered(const BlockKeys& keys, const KeyBlockText& text)
{
    auto cipher = BlockCipher::create(text.scheme.cipher, Mode::Cbc, Direction::Decrypt, keys.encipher);
    if (!cipher)
        return cipher.failure();
    auto plain = SecretBytes::allocate(text.enciphered.size());
    if (!plain)
        return plain;
    const auto done = cipher->runInto(
        bytesOf(text.enciphered), vectorOf(text.scheme, text.headerText, text.mac), plain->span());
    if (!done)
        return done.failure();
    return plain;
}

/// Length in bits (2), key, random fill.
Outcome<SecretBytes> keyInside(const SecretBytes& plain, char algorithm)
{
    const qsizetype bits = plain.data()[0] << 8 | plain.data()[1];
    if (bits == 0 || bits % 8 != 0 || bits / 8 > plain.size() - 2)
        return keyBlockBroken("keyLength");
    if (!keyBlockKeyLengthOk(algorithm, bits / 8))
        return keyLengthWrong(bits / 8);
    return SecretBytes::copyOf(plain.span().subspan(2, size_t(bits / 8)));
}

qsizetype hiddenSize(char algorithm, qsizetype key, qsizetype wanted)
{
    if (wanted == 0)
        wanted = algorithm == 'A' ? 32 : algorithm == 'T' || algorithm == 'D' ? 24 : key;
    return qMax(wanted, key);
}

Outcome<SecretBytes> plainFor(const SecretBytes& key, qsizetype size, Random& random)
{
    auto plain = SecretBytes::allocate(size);
    if (!plain)
        return plain;
    plain->data()[0] = quint8(key.size() * 8 >> 8);
    plain->data()[1] = quint8(key.size() * 8);
    std::memcpy(plain->data() + 2, key.data(), size_t(key.size()));
    if (!random.fill(plain->span().subspan(size_t(2 + key.size()))))
        return cryptoUnavailable("random");
    return plain;
}

} // namespace

static Outcome<KeyBlock> opened(const KeyBlockText& text, const BlockKeys& keys)
{
    const KeyBlockScheme& scheme = text.scheme;
    if (scheme.isVariant) {
        const auto good = checked(macOfCiphertext(keys, scheme, text.headerText, text.enciphered), text.mac);
        if (!good)
            return good.failure();
    }
    const auto plain = deciphered(keys, text);
    if (!plain)
        return plain.failure();
    if (!scheme.isVariant) {
        const auto good = checked(macOfPlaintext(keys, scheme, text.headerText, *plain), text.mac);
        if (!good)
            return good.failure();
    }
    auto key = keyInside(*plain, text.header.algorithm);
    if (!key)
        return key.failure();
    return KeyBlock{text.header, text.headerText.toByteArray(), key.take()};
}

Outcome<KeyBlock> unwrapKeyBlock(const SecretBytes& kbpk, QByteArrayView block)
{
    const auto text = cutKeyBlock(block);
    if (!text)
        return text.failure();
    const auto keys = keysFor(kbpk, text->scheme);
    return keys ? opened(*text, *keys) : Outcome<KeyBlock>(keys.failure());
}

Outcome<KeyBlock> unwrapKeyBlock(const KeyBlockKeys& keys, QByteArrayView block)
{
    const auto text = cutKeyBlock(block);
    if (!text)
        return text.failure();
    return text->scheme.isVariant ? keyBlockBroken("version") : opened(*text, keys);
}

QByteArray keyBlockKeyInput(char version, qsizetype kbpkLength, KeyBlockKey which)
{
    const auto scheme = keyBlockScheme(version);
    return !scheme || scheme->isVariant ? QByteArray() : derivationInput(scheme->cipher, kbpkLength, which);
}

Outcome<QByteArray> wrapKeyBlock(const SecretBytes& kbpk, const KeyBlockHeader& header,
    const SecretBytes& key, Random& random, qsizetype hiddenLength)
{
    const auto scheme = keyBlockScheme(header.version);
    if (!scheme)
        return keyBlockBroken("version");
    const auto keys = keysFor(kbpk, *scheme);
    return keys ? wrapKeyBlock(*keys, header, key, random, hiddenLength) : keys.failure();
}

Outcome<QByteArray> wrapKeyBlock(const KeyBlockKeys& keys, const KeyBlockHeader& header,
    const SecretBytes& key, Random& random, qsizetype hiddenLength)
{
    const auto scheme = keyBlockScheme(header.version);
    if (!scheme)
        return keyBlockBroken("version");
    if (key.size() > 4096 || hiddenLength < 0 || hiddenLength > 4096
        || !keyBlockKeyLengthOk(header.algorithm, key.size()))
        return keyLengthWrong(key.size());
    const qsizetype used = 2 + hiddenSize(header.algorithm, key.size(), hiddenLength);
    const qsizetype size = (used + scheme->block() - 1) / scheme->block() * scheme->block();
    const auto text = keyBlockHeaderText(header, *scheme, size);
    const auto plain = plainFor(key, size, random);
    if (!text)
        return text;
    if (!plain)
        return plain.failure();
    Outcome<QByteArray> mac = QByteArray();
    if (!scheme->isVariant)
        mac = macOfPlaintext(keys, *scheme, *text, *plain);
    auto cipher = BlockCipher::create(scheme->cipher, Mode::Cbc, Direction::Encrypt, keys.encipher);
    if (!mac || !cipher)
        return mac ? cipher.failure() : mac.failure();
    QByteArray enciphered(size, Qt::Uninitialized);
    const auto done = cipher->runInto(plain->span(), vectorOf(*scheme, *text, *mac),
        {reinterpret_cast<quint8*>(enciphered.data()), size_t(size)});
    if (!done)
        return done.failure();
    if (scheme->isVariant)
        mac = macOfCiphertext(keys, *scheme, *text, enciphered);
    if (!mac)
        return mac;
    return *text + toHex(enciphered).toLatin1() + toHex(*mac).toLatin1();
}

} // namespace sm
