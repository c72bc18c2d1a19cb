// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/card_values.h"

#include "crypto/des.h"
#include "crypto/digits.h"
#include "crypto/failure_helpers.h"

#include <algorithm>
#include <array>

namespace sm {

namespace {

Outcome<Done> encipherBlock(const SecretBytes& key, SecretBytes& block)
{
    if (key.size() != 16 && key.size() != 24)
        return keyLengthWrong(key.size());
    auto cipher = BlockCipher::create(
        BlockAlgorithm::Tdea, BlockCipher::Mode::Ecb, BlockCipher::Direction::Encrypt, key);
    if (!cipher)
        return cipher.failure();
    return cipher->runInto(block.span(), {}, block.span());
}

/// The 16 digits of which the natural PIN is the beginning, as values 0 to 9.
Outcome<SecretBytes> naturalDigits(const SecretBytes& key, const Ibm3624Rule& rule, QByteArrayView pan)
{
    if (pan.size() > 19 || !isDigits(pan) || rule.validationStart < 0 || rule.validationLength < 1
        || rule.validationStart > pan.size() || rule.validationLength > pan.size() - rule.validationStart)
        return digitsWrong("pan");
    if (rule.decimalization.size() != 16 || !isDigits(rule.decimalization) || rule.fill > 0x0F)
        return digitsWrong("decimalization");
    const QByteArrayView used
        = pan.sliced(rule.validationStart, std::min<qsizetype>(16, rule.validationLength));
    auto block = SecretBytes::allocate(8);
    auto digits = SecretBytes::allocate(16);
    if (!block || !digits)
        return (block ? digits : block).failure();
    for (qsizetype i = 0; i < 16; ++i)
        setNibble(block->span(), size_t(i), i < used.size() ? quint8(used[i] - '0') : rule.fill);
    const auto done = encipherBlock(key, *block);
    if (!done)
        return done.failure();
    for (size_t i = 0; i < 16; ++i)
        digits->data()[i] = quint8(rule.decimalization[nibble(block->span(), i)] - '0');
    return digits;
}

} // namespace

Outcome<QByteArray> cardVerificationBlocks(
    QByteArrayView pan, QByteArrayView expiry, QByteArrayView serviceCode)
{
    if (pan.isEmpty() || pan.size() > 19 || !isDigits(pan))
        return digitsWrong("pan");
    if (expiry.size() != 4 || !isDigits(expiry))
        return digitsWrong("expiry");
    if (serviceCode.size() != 3 || !isDigits(serviceCode))
        return digitsWrong("serviceCode");
    QByteArray text = pan.toByteArray();
    text.append(expiry).append(serviceCode);
    return packDigits(text.leftJustified(32, '0'));
}

Outcome<QByteArray> cardVerificationValue(const SecretBytes& key, QByteArrayView pan, QByteArrayView expiry,
    QByteArrayView serviceCode, qsizetype count)
{
    const auto blocks = cardVerificationBlocks(pan, expiry, serviceCode);
    if (!blocks)
        return blocks;
    if (key.size() != 16)
        return keyLengthWrong(key.size());
    if (count < 1 || count > 5)
        return inputLengthWrong(count);
    const auto left = SecretBytes::copyOf(key.span().first(8));
    if (!left)
        return left.failure();
    auto block = tdeaEcbEncrypt(*left, blocks->first(8));
    if (!block)
        return block;
    for (qsizetype i = 0; i < 8; ++i)
        (*block)[i] = char(block->at(i) ^ blocks->at(8 + i));
    const auto value = tdeaEcbEncrypt(key, *block);
    if (!value)
        return value;
    return decimalized(*value, count);
}

Outcome<QByteArray> visaPvv(
    const SecretBytes& key, QByteArrayView pan, QByteArrayView keyIndex, const SecretBytes& pin)
{
    if (pan.size() < 12 || pan.size() > 19 || !isDigits(pan))
        return digitsWrong("pan");
    if (keyIndex.size() != 1 || !isDigits(keyIndex))
        return digitsWrong("keyIndex");
    if (pin.size() < 4 || pin.size() > 12 || !isDigits(pin.span()))
        return digitsWrong("pin");
    auto block = SecretBytes::allocate(8);
    if (!block)
        return block.failure();
    const QByteArrayView number = pan.chopped(1).last(11);
    for (size_t i = 0; i < 11; ++i)
        setNibble(block->span(), i, quint8(number[qsizetype(i)] - '0'));
    setNibble(block->span(), 11, quint8(keyIndex[0] - '0'));
    for (size_t i = 0; i < 4; ++i)
        setNibble(block->span(), 12 + i, quint8(pin.data()[i] - '0'));
    const auto done = encipherBlock(key, *block);
    if (!done)
        return done.failure();
    std::array<quint8, 4> digits{};
    decimalize(block->span(), digits);
    QByteArray value;
    for (const quint8 digit : digits)
        value.append(char(digit + '0'));
    return value;
}

Outcome<SecretBytes> ibm3624Pin(
    const SecretBytes& key, const Ibm3624Rule& rule, QByteArrayView pan, QByteArrayView offset)
{
    if (offset.size() < 4 || offset.size() > 16 || !isDigits(offset))
        return digitsWrong("offset");
    const auto natural = naturalDigits(key, rule, pan);
    if (!natural)
        return natural.failure();
    auto pin = SecretBytes::allocate(offset.size());
    if (!pin)
        return pin;
    for (qsizetype i = 0; i < offset.size(); ++i)
        pin->data()[i] = quint8('0' + (natural->data()[i] + (offset[i] - '0')) % 10);
    return pin;
}

Outcome<QByteArray> ibm3624Offset(
    const SecretBytes& key, const Ibm3624Rule& rule, QByteArrayView pan, const SecretBytes& pin)
{
    if (pin.size() < 4 || pin.size() > 16 || !isDigits(pin.span()))
        return digitsWrong("pin");
    const auto natural = naturalDigits(key, rule, pan);
    if (!natural)
        return natural.failure();
    QByteArray offset;
    for (qsizetype i = 0; i < pin.size(); ++i)
        offset.append(char('0' + (10 + (pin.data()[i] - '0') - natural->data()[i]) % 10));
    return offset;
}

} // namespace sm
