// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/cps_dgi.h"

#include "card/gp_commands.h"
#include "card/tlv.h"
#include "crypto/digits.h"
#include "crypto/failure_helpers.h"
#include "crypto/kcv.h"

#include <cstring>

namespace sm {

namespace {

constexpr qsizetype maxSecret = 4096;
constexpr qsizetype keySize = 16;

Outcome<BlockCipher> cipherFor(const DgiProtection& protection, BlockCipher::Direction direction)
{
    if (protection.algorithm == BlockAlgorithm::Tdea && protection.key.size() == 8)
        return keyLengthWrong(8);
    const auto mode
        = protection.algorithm == BlockAlgorithm::Aes ? BlockCipher::Mode::Cbc : BlockCipher::Mode::Ecb;
    return BlockCipher::create(protection.algorithm, mode, direction, protection.key);
}

Outcome<QByteArray> encipher(std::span<const quint8> blocks, const DgiProtection& protection)
{
    auto cipher = cipherFor(protection, BlockCipher::Direction::Encrypt);
    if (!cipher)
        return cipher.failure();
    QByteArray out(qsizetype(blocks.size()), Qt::Uninitialized);
    const auto done
        = cipher->runInto(blocks, {}, {reinterpret_cast<quint8*>(out.data()), size_t(out.size())});
    if (!done)
        return done.failure();
    return out;
}

} // namespace

Outcome<SecretBytes> dgiBlocks(SecretBytes clear, BlockAlgorithm algorithm, DgiPadding padding)
{
    if (clear.isEmpty() || clear.size() > maxSecret)
        return inputLengthWrong(clear.size());
    const qsizetype block = blockSize(algorithm);
    if (padding == DgiPadding::IfNeeded && clear.size() % block == 0)
        return clear;
    auto padded = SecretBytes::allocate((clear.size() / block + 1) * block);
    if (!padded)
        return padded;
    std::memcpy(padded->data(), clear.data(), size_t(clear.size()));
    padded->data()[clear.size()] = 0x80;
    return padded;
}

Outcome<QByteArray> encipherDgiData(const SecretBytes& clear, const DgiProtection& protection)
{
    auto copy = clear.duplicate();
    if (!copy)
        return copy.failure();
    const auto blocks = dgiBlocks(copy.take(), protection.algorithm, protection.padding);
    if (!blocks)
        return blocks.failure();
    return encipher(blocks->span(), protection);
}

Outcome<QByteArray> encipheredDgi(quint16 id, const SecretBytes& clear, const DgiProtection& protection)
{
    const auto data = encipherDgiData(clear, protection);
    if (!data)
        return data;
    return encodeDgi({id, *data});
}

Outcome<QByteArray> reencipherDgiData(
    const DgiProtection& from, QByteArrayView enciphered, const DgiProtection& to)
{
    if (enciphered.isEmpty() || enciphered.size() > maxSecret
        || enciphered.size() % blockSize(to.algorithm) != 0)
        return inputLengthWrong(enciphered.size());
    auto cipher = cipherFor(from, BlockCipher::Direction::Decrypt);
    if (!cipher)
        return cipher.failure();
    auto clear = SecretBytes::allocate(enciphered.size());
    if (!clear)
        return clear.failure();
    const auto done = cipher->runInto(bytesOf(enciphered), {}, clear->span());
    if (!done)
        return done.failure();
    return encipher(clear->span(), to);
}

Outcome<SecretBytes> cpsCardKeys(
    const SecretBytes& cryptogram, const SecretBytes& scriptMac, const SecretBytes& scriptEncipherment)
{
    auto joined = SecretBytes::allocate(3 * keySize);
    if (!joined)
        return joined;
    quint8* position = joined->data();
    for (const SecretBytes* key : {&cryptogram, &scriptMac, &scriptEncipherment}) {
        if (key->size() != keySize)
            return keyLengthWrong(key->size());
        std::memcpy(position, key->data(), keySize);
        position += keySize;
    }
    return joined;
}

Outcome<QByteArray> cpsKeyCheckValues(const SecretBytes& cardKeys)
{
    if (cardKeys.isEmpty() || cardKeys.size() % keySize != 0)
        return keyLengthWrong(cardKeys.size());
    QByteArray values;
    for (qsizetype i = 0; i < cardKeys.size(); i += keySize) {
        const auto key = SecretBytes::copyOf(cardKeys.span().subspan(size_t(i), keySize));
        if (!key)
            return key.failure();
        const auto value = kcvDes(*key);
        if (!value)
            return value;
        values += *value;
    }
    return values;
}

Outcome<SecretBytes> cpsReferencePin(const SecretBytes& pin, ReferencePinForm form)
{
    if (pin.size() < 4 || pin.size() > 12 || !isDigits(pin.span()))
        return digitsWrong("pin");
    auto block = SecretBytes::allocate(8);
    if (!block)
        return block;
    setNibble(block->span(), 0, form == ReferencePinForm::Format2 ? 2 : 0);
    setNibble(block->span(), 1, quint8(pin.size()));
    for (qsizetype i = 0; i < 14; ++i)
        setNibble(block->span(), size_t(2 + i), i < pin.size() ? quint8(pin.data()[i] - '0') : 0x0F);
    return block;
}

Outcome<QByteArray> cpsRsaDgis(
    quint16 firstId, const RsaCrt& key, const DgiProtection& protection, const std::array<quint8, 5>& order)
{
    const SecretBytes* const parts[] = {&key.qInverse, &key.dQ, &key.dP, &key.q, &key.p};
    QByteArray dgis;
    for (size_t i = 0; i < order.size(); ++i) {
        if (order[i] >= std::size(parts))
            return inputLengthWrong(order[i]);
        const auto dgi = encipheredDgi(quint16(firstId + i), *parts[order[i]], protection);
        if (!dgi)
            return dgi;
        dgis += *dgi;
    }
    return dgis;
}

Outcome<QByteArray> cpsRecordDgi(quint8 sfi, quint8 record, QByteArrayView objects)
{
    if (sfi < 1 || sfi > 30 || record == 0)
        return inputLengthWrong(sfi);
    return encodeDgi({quint16(sfi << 8 | record), encodeTlv(0x70, objects)});
}

Outcome<std::vector<CommandApdu>> storeDataCommands(QByteArrayView dgis, const StoreDataCut& cut)
{
    if (dgis.isEmpty() || cut.maxData < 1 || cut.maxData > 255)
        return inputLengthWrong(cut.maxData);
    std::vector<CommandApdu> commands;
    quint8 block = cut.firstBlock;
    while (!dgis.isEmpty()) {
        const QByteArrayView part = dgis.first(qMin(cut.maxData, dgis.size()));
        dgis = dgis.sliced(part.size());
        const quint8 end = dgis.isEmpty() && cut.last ? storeDataLast : 0;
        const auto command = gp::storeData(quint8(cut.p1 | end), block++, part);
        if (!command)
            return command.failure();
        commands.push_back(command->withNe({}));
    }
    return commands;
}

} // namespace sm
