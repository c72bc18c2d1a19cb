// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/gp_keys.h"

#include "base/failures/crypto.h"
#include "card/dgi.h"
#include "card/tlv.h"
#include "crypto/aes.h"
#include "crypto/des.h"
#include "crypto/failure_helpers.h"
#include "crypto/kcv.h"

namespace sm {

namespace {

constexpr quint8 aesKeyType = 0x88;
constexpr quint8 tdeaKeyType = 0x80;
constexpr quint8 extendedMark = 0xFF;

Failure templateBroken(const char* what)
{
    return fail(fc::KeyTemplateBroken, {{"what", QString::fromLatin1(what)}});
}

QByteArray oneByte(quint8 value)
{
    return QByteArray(1, char(value));
}

Outcome<QByteArray> putKeyBlock(const SecretBytes& key, const SecretBytes& dek)
{
    const auto wrapped = aesWrapKey(dek, key);
    const auto kcv = kcvAesGp(key);
    if (!wrapped || !kcv)
        return (wrapped ? kcv : wrapped).failure();
    return putKeyEntry(BlockAlgorithm::Aes, key.size(), *wrapped, *kcv);
}

Outcome<QByteArray> putTdeaKeyBlock(const SecretBytes& key, const SecretBytes& dek)
{
    if (key.size() != 16 && key.size() != 24)
        return keyLengthWrong(key.size());
    const auto wrapped = tdeaWrapKey(dek, key);
    const auto kcv = kcvDes(key);
    if (!wrapped || !kcv)
        return (wrapped ? kcv : wrapped).failure();
    return putKeyEntry(BlockAlgorithm::Tdea, key.size(), *wrapped, *kcv);
}

bool readComponents(ByteReader& reader, GpKeyInformation& info)
{
    while (!reader.atEnd() && reader.peek() != extendedMark) {
        const auto type = reader.u8();
        const auto length = reader.u8();
        if (!length)
            return false;
        info.components.push_back({*type, *length});
    }
    return true;
}

/// FF, type, length (2) per component; then usage and access with a length each, which older cards leave out.
bool readExtendedComponents(ByteReader& reader, GpKeyInformation& info)
{
    while (reader.peek() == extendedMark) {
        static_cast<void>(reader.u8());
        const auto type = reader.u8();
        const auto length = reader.u16();
        if (!length)
            return false;
        info.components.push_back({*type, *length});
    }
    for (QByteArray* field : {&info.usage, &info.access}) {
        if (reader.atEnd())
            return true;
        const auto value = reader.take(*reader.u8());
        if (!value)
            return false;
        *field = value->toByteArray();
    }
    return reader.atEnd();
}

Outcome<GpKeyInformation> readKey(QByteArrayView value)
{
    ByteReader reader(value);
    const auto id = reader.u8();
    const auto version = reader.u8();
    if (!version)
        return templateBroken("key");
    GpKeyInformation info;
    info.keyId = *id;
    info.keyVersion = *version;
    const bool read = reader.peek() == extendedMark ? readExtendedComponents(reader, info)
                                                    : readComponents(reader, info) && reader.atEnd();
    if (!read || info.components.empty())
        return templateBroken("component");
    return info;
}

} // namespace

QByteArray putKeyEntry(
    BlockAlgorithm algorithm, qsizetype length, QByteArrayView enciphered, QByteArrayView kcv)
{
    const bool aes = algorithm == BlockAlgorithm::Aes;
    QByteArray block = oneByte(aes ? aesKeyType : tdeaKeyType);
    appendU8(block, quint8(enciphered.size() + (aes ? 1 : 0)));
    if (aes)
        appendU8(block, quint8(length));
    block.append(enciphered);
    appendU8(block, quint8(kcv.size()));
    return block.append(kcv);
}

Outcome<QByteArray> putKeyData(
    quint8 newKeyVersion, std::span<const SecretBytes> keys, const SecretBytes& dek, BlockAlgorithm algorithm)
{
    if (keys.empty())
        return inputLengthWrong(0);
    QByteArray data = oneByte(newKeyVersion);
    for (const SecretBytes& key : keys) {
        const auto block
            = algorithm == BlockAlgorithm::Aes ? putKeyBlock(key, dek) : putTdeaKeyBlock(key, dek);
        if (!block)
            return block;
        data.append(*block);
    }
    return data;
}

Outcome<CommandApdu> putKey(
    const PutKeyRequest& request, std::span<const SecretBytes> keys, const SecretBytes& dek)
{
    auto data = putKeyData(request.newKeyVersion, keys, dek, request.algorithm);
    if (!data)
        return data.failure();
    if (data->size() > 255)
        return inputLengthWrong(data->size());
    const quint8 several = keys.size() > 1 ? 0x80 : 0x00;
    return CommandApdu(
        0x80, 0xD8, request.oldKeyVersion, quint8(request.firstKeyId | several), data.take(), 256);
}

Outcome<QByteArray> storeDataKeyStream(
    const KeyStreamRequest& request, std::span<const SecretBytes> keys, const SecretBytes& dek)
{
    if (keys.empty() || keys.size() != request.keyIds.size())
        return inputLengthWrong(qsizetype(keys.size()));
    QByteArray purpose;
    appendU16(purpose, request.purpose);
    QByteArray control = encodeTlv(0xB7,
        encodeTlv(0x80, oneByte(aesKeyType)) + encodeTlv(0x81, oneByte(quint8(keys.front().size())))
            + encodeTlv(0x83, oneByte(request.keyVersion)) + encodeTlv(0x96, oneByte(request.access))
            + encodeTlv(0x97, purpose));
    QByteArray encrypted;
    for (size_t i = 0; i < keys.size(); ++i) {
        if (keys[i].size() != keys.front().size())
            return keyLengthWrong(keys[i].size());
        const auto kcv = kcvAesGp(keys[i]);
        const auto wrapped = aesWrapKey(dek, keys[i]);
        if (!kcv || !wrapped)
            return (kcv ? wrapped : kcv).failure();
        control += encodeTlv(0xB9, encodeTlv(0x82, oneByte(request.keyIds[i])) + encodeTlv(0x84, *kcv));
        encrypted += encodeDgi({0x8113, *wrapped});
    }
    return encodeDgi({0x00B9, control}) + encrypted;
}

Outcome<std::vector<GpKeyInformation>> parseKeyInformation(QByteArrayView data)
{
    const auto outer = findTlvPath(data, {0xE0});
    if (!outer)
        return templateBroken("E0");
    const auto objects = readTlv(*outer);
    if (!objects)
        return templateBroken("C0");
    std::vector<GpKeyInformation> keys;
    for (const TlvView& object : *objects) {
        if (object.tag != 0xC0)
            continue;
        auto key = readKey(object.value);
        if (!key)
            return key.failure();
        keys.push_back(key.take());
    }
    return keys;
}

} // namespace sm
