// SPDX-License-Identifier: GPL-3.0-or-later
// Confidential data of issuer scripts: secrets all the way, hence apart from the open cryptograms.
#include "crypto/digits.h"
#include "crypto/emv_keys.h"
#include "crypto/failure_helpers.h"

#include <cstring>

namespace sm {

namespace {

/// [length ||] data [|| 80 00...]
Outcome<SecretBytes> padded(const SecretBytes& data, EmvScriptPadding padding)
{
    const qsizetype lead = padding == EmvScriptPadding::VisaLength ? 1 : 0;
    const qsizetype used = lead + data.size();
    const bool fits = padding == EmvScriptPadding::IfNeeded && used % 8 == 0;
    auto room = SecretBytes::allocate(fits ? used : (used / 8 + 1) * 8);
    if (!room)
        return room;
    if (lead == 1)
        room->data()[0] = quint8(data.size());
    std::memcpy(room->data() + lead, data.data(), size_t(data.size()));
    if (!fits)
        room->data()[used] = 0x80;
    return room;
}

bool isPin(const SecretBytes& pin)
{
    return pin.size() >= 4 && pin.size() <= 12 && isDigits(pin.span());
}

} // namespace

Outcome<QByteArray> emvScriptEncipher(
    const SecretBytes& sessionKey, const SecretBytes& data, EmvScriptPadding padding)
{
    if (sessionKey.size() != 16)
        return keyLengthWrong(sessionKey.size());
    if (data.isEmpty() || data.size() > 240)
        return inputLengthWrong(data.size());
    const auto mode
        = padding == EmvScriptPadding::VisaLength ? BlockCipher::Mode::Ecb : BlockCipher::Mode::Cbc;
    auto cipher
        = BlockCipher::create(BlockAlgorithm::Tdea, mode, BlockCipher::Direction::Encrypt, sessionKey);
    const auto blocks = padded(data, padding);
    if (!cipher)
        return cipher.failure();
    if (!blocks)
        return blocks.failure();
    QByteArray out(blocks->size(), Qt::Uninitialized);
    const auto done
        = cipher->runInto(blocks->span(), {}, {reinterpret_cast<quint8*>(out.data()), size_t(out.size())});
    if (!done)
        return done.failure();
    return out;
}

Outcome<SecretBytes> visaPinChangeBlock(
    const SecretBytes& cryptogramMasterKey, const SecretBytes& newPin, const SecretBytes& currentPin)
{
    if (cryptogramMasterKey.size() != 16)
        return keyLengthWrong(cryptogramMasterKey.size());
    if (!isPin(newPin) || (!currentPin.isEmpty() && !isPin(currentPin)))
        return digitsWrong("pin");
    auto block = SecretBytes::allocate(8);
    if (!block)
        return block;
    block->data()[0] = quint8(newPin.size());
    for (qsizetype i = 0; i < 14; ++i)
        setNibble(block->span(), size_t(2 + i), i < newPin.size() ? quint8(newPin.data()[i] - '0') : 0x0F);
    for (qsizetype i = 4; i < 8; ++i)
        block->data()[i] ^= cryptogramMasterKey.data()[i];
    for (size_t i = 0; i < size_t(currentPin.size()); ++i)
        setNibble(block->span(), i, quint8(nibble(block->span(), i) ^ quint8(currentPin.data()[i] - '0')));
    return block;
}

} // namespace sm
