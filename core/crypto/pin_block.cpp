// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/pin_block.h"

#include "base/failures/crypto.h"
#include "crypto/block_cipher.h"
#include "crypto/digits.h"
#include "crypto/failure_helpers.h"

#include <algorithm>
#include <cstring>

namespace sm {

namespace {

constexpr size_t blockNibbles = 16;
constexpr qsizetype minPin = 4;
constexpr qsizetype maxPin = 12;

bool isBound(PinBlockFormat format)
{
    return format == PinBlockFormat::Iso0 || format == PinBlockFormat::Iso3;
}

Failure broken()
{
    return fail(fc::PinBlockBroken);
}

std::optional<Failure> pinProblem(const SecretBytes& pin)
{
    if (pin.size() < minPin || pin.size() > maxPin || !isDigits(pin.span()))
        return digitsWrong("pin");
    return std::nullopt;
}

/// Formats 0 and 3 add 0000 and the twelve digits left of the check digit.
std::optional<Failure> bindToNumber(std::span<quint8> block, QByteArrayView pan)
{
    if (pan.size() < 13 || pan.size() > 19 || !isDigits(pan))
        return digitsWrong("pan");
    const QByteArray digits = packDigits(pan.chopped(1).last(12));
    for (size_t i = 0; i < 6; ++i)
        block[2 + i] ^= quint8(digits[qsizetype(i)]);
    return std::nullopt;
}

void writePin(std::span<quint8> block, quint8 control, const SecretBytes& pin)
{
    setNibble(block, 0, control);
    setNibble(block, 1, quint8(pin.size()));
    for (qsizetype i = 0; i < pin.size(); ++i)
        setNibble(block, size_t(2 + i), quint8(pin.data()[i] - '0'));
}

/// Control, length, digits, and a fill that each format has its own rule for.
Outcome<SecretBytes> readPin(std::span<const quint8> block, PinBlockFormat format)
{
    const quint8 length = nibble(block, 1);
    if (nibble(block, 0) != quint8(format) || length < minPin || length > maxPin)
        return broken();
    auto pin = SecretBytes::allocate(length);
    if (!pin)
        return pin;
    bool good = true;
    for (size_t i = 2; i < blockNibbles; ++i) {
        const quint8 value = nibble(block, i);
        if (i < size_t(2 + length)) {
            good = good && value <= 9;
            pin->data()[i - 2] = quint8(value + '0');
        } else if (format == PinBlockFormat::Iso4) {
            good = good && value == 0x0A;
        } else if (format == PinBlockFormat::Iso3) {
            good = good && value >= 0x0A;
        } else if (format != PinBlockFormat::Iso1) {
            good = good && value == 0x0F;
        }
    }
    if (!good)
        return broken();
    return pin;
}

/// Random fill: any half byte in format 1, A to F in format 3. Drawn again where it would not be uniform.
bool fillRandom(std::span<quint8> block, size_t from, bool lettersOnly, Random& random)
{
    for (size_t i = from; i < blockNibbles; ++i) {
        quint8 value = 0;
        do {
            if (!random.fill({&value, 1}))
                return false;
        } while (lettersOnly && value >= 252); // 252 = 42 * 6
        setNibble(block, i, lettersOnly ? quint8(0x0A + value % 6) : quint8(value & 0x0F));
    }
    return true;
}

Outcome<BlockCipher> cipherFor(
    PinBlockFormat format, const SecretBytes& key, BlockCipher::Direction direction)
{
    const bool aes = format == PinBlockFormat::Iso4;
    if (!aes && key.size() == 8)
        return keyLengthWrong(key.size());
    return BlockCipher::create(
        aes ? BlockAlgorithm::Aes : BlockAlgorithm::Tdea, BlockCipher::Mode::Ecb, direction, key);
}

void addTo(std::span<quint8> block, QByteArrayView field)
{
    const auto bytes = bytesOf(field);
    for (size_t i = 0; i < block.size(); ++i)
        block[i] ^= bytes[i];
}

Outcome<SecretBytes> decipherIso4(BlockCipher& cipher, QByteArrayView enciphered, QByteArrayView pan)
{
    const auto field = panField4(pan);
    if (!field)
        return field.failure();
    auto block = SecretBytes::allocate(16);
    if (!block)
        return block;
    const auto outer = cipher.runInto(bytesOf(enciphered), {}, block->span());
    if (!outer)
        return outer.failure();
    addTo(block->span(), *field);
    const auto inner = cipher.runInto(block->span(), {}, block->span());
    if (!inner)
        return inner.failure();
    return readPin(block->span(), PinBlockFormat::Iso4);
}

} // namespace

Outcome<SecretBytes> pinBlock(
    PinBlockFormat format, const SecretBytes& pin, QByteArrayView pan, Random& random)
{
    if (const auto problem = pinProblem(pin))
        return *problem;
    if (format > PinBlockFormat::Iso3)
        return inputLengthWrong(16);
    auto block = SecretBytes::allocate(8);
    if (!block)
        return block;
    std::fill(block->span().begin(), block->span().end(), quint8(0xFF));
    writePin(block->span(), quint8(format), pin);
    const bool drawn = format == PinBlockFormat::Iso1 || format == PinBlockFormat::Iso3;
    if (drawn && !fillRandom(block->span(), size_t(2 + pin.size()), format == PinBlockFormat::Iso3, random))
        return cryptoUnavailable("random");
    if (isBound(format)) {
        if (const auto problem = bindToNumber(block->span(), pan))
            return *problem;
    }
    return block;
}

Outcome<SecretBytes> pinOfBlock(PinBlockFormat format, const SecretBytes& block, QByteArrayView pan)
{
    if (format > PinBlockFormat::Iso3 || block.size() != 8)
        return inputLengthWrong(block.size());
    auto clear = block.duplicate();
    if (!clear)
        return clear;
    if (isBound(format)) {
        if (const auto problem = bindToNumber(clear->span(), pan))
            return *problem;
    }
    return readPin(clear->span(), format);
}

Outcome<SecretBytes> pinField4(const SecretBytes& pin, Random& random)
{
    if (const auto problem = pinProblem(pin))
        return *problem;
    auto field = SecretBytes::allocate(16);
    if (!field)
        return field;
    std::fill_n(field->data(), 8, quint8(0xAA));
    writePin(field->span(), 4, pin);
    if (!random.fill(field->span().last(8)))
        return cryptoUnavailable("random");
    return field;
}

Outcome<SecretBytes> pinOfField4(const SecretBytes& field)
{
    if (field.size() != 16)
        return inputLengthWrong(field.size());
    return readPin(field.span(), PinBlockFormat::Iso4);
}

Outcome<QByteArray> panField4(QByteArrayView pan)
{
    if (pan.isEmpty() || pan.size() > 19 || !isDigits(pan))
        return digitsWrong("pan");
    const QByteArray number = pan.toByteArray().rightJustified(12, '0');
    const QByteArray counted = QByteArray::number(number.size() - 12) + number;
    return packDigits(counted.leftJustified(32, '0'));
}

Outcome<QByteArray> encipherPin(
    PinBlockFormat format, const SecretBytes& key, const SecretBytes& pin, QByteArrayView pan, Random& random)
{
    auto cipher = cipherFor(format, key, BlockCipher::Direction::Encrypt);
    if (!cipher)
        return cipher.failure();
    const bool iso4 = format == PinBlockFormat::Iso4;
    auto block = iso4 ? pinField4(pin, random) : pinBlock(format, pin, pan, random);
    if (!block)
        return block.failure();
    if (iso4) { // clause 9.4.2: enciphered, the number added, enciphered again
        const auto field = panField4(pan);
        if (!field)
            return field.failure();
        const auto inner = cipher->runInto(block->span(), {}, block->span());
        if (!inner)
            return inner.failure();
        addTo(block->span(), *field);
    }
    QByteArray out(block->size(), Qt::Uninitialized);
    const auto done
        = cipher->runInto(block->span(), {}, {reinterpret_cast<quint8*>(out.data()), size_t(out.size())});
    if (!done)
        return done.failure();
    return out;
}

Outcome<SecretBytes> decipherPin(
    PinBlockFormat format, const SecretBytes& key, QByteArrayView enciphered, QByteArrayView pan)
{
    const bool iso4 = format == PinBlockFormat::Iso4;
    if (enciphered.size() != (iso4 ? 16 : 8))
        return inputLengthWrong(enciphered.size());
    auto cipher = cipherFor(format, key, BlockCipher::Direction::Decrypt);
    if (!cipher)
        return cipher.failure();
    if (iso4)
        return decipherIso4(*cipher, enciphered, pan);
    auto block = SecretBytes::allocate(8);
    if (!block)
        return block;
    const auto done = cipher->runInto(bytesOf(enciphered), {}, block->span());
    if (!done)
        return done.failure();
    return pinOfBlock(format, *block, pan);
}

Outcome<QByteArray> reencipherPin(const PinProtection& from, QByteArrayView enciphered,
    const PinProtection& to, QByteArrayView pan, Random& random)
{
    const auto pin = decipherPin(from.format, from.key, enciphered, pan);
    if (!pin)
        return pin.failure();
    return encipherPin(to.format, to.key, *pin, pan, random);
}

} // namespace sm
