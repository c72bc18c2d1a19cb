// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/block_cipher.h"
#include "simulator/card_security_domain.h"

#include <algorithm>

namespace sm {

namespace {

ResponseApdu status(quint16 sw)
{
    return ResponseApdu({}, StatusWord{sw});
}

struct ReceivedKey {
    CardSecret key;
    QByteArray checkValue;
};

/// First three bytes of AES over 01*16 (Amendment D clause 4.1.4), or of triple DES over 00*8.
std::optional<QByteArray> checkValueOf(const SecretBytes& key, BlockAlgorithm algorithm)
{
    auto cipher
        = BlockCipher::create(algorithm, BlockCipher::Mode::Ecb, BlockCipher::Direction::Encrypt, key);
    const QByteArray known = algorithm == BlockAlgorithm::Aes ? QByteArray(16, '\x01') : QByteArray(8, '\0');
    const auto block = cipher ? cipher->run(known) : Outcome<QByteArray>(cipher.failure());
    return block ? std::optional(block->first(3)) : std::nullopt;
}

/// 88, 1 + n, clear length, n bytes under the Key-DEK (AES-CBC, zero IV), 03, KCV (Amendment D table 7-3).
std::optional<ReceivedKey> readKey(ByteReader& in, const SecretBytes& keyEncryptionKey)
{
    const auto type = in.u8();
    const auto fieldLength = in.u8();
    const auto clearLength = in.u8();
    if (!type || *type != 0x88 || !fieldLength || *fieldLength < 1 || !clearLength)
        return std::nullopt;
    const auto wrapped = in.take(*fieldLength - 1);
    const auto checkLength = in.u8();
    const auto checkValue = checkLength ? in.take(*checkLength) : std::nullopt;
    const bool known = *clearLength == 16 || *clearLength == 24 || *clearLength == 32;
    if (!wrapped || !checkValue || checkValue->size() != 3 || !known || wrapped->size() < *clearLength
        || wrapped->size() % 16 != 0)
        return std::nullopt;
    auto cipher = BlockCipher::create(
        BlockAlgorithm::Aes, BlockCipher::Mode::Cbc, BlockCipher::Direction::Decrypt, keyEncryptionKey);
    auto clear = SecretBytes::allocate(wrapped->size());
    if (!cipher || !clear || !cipher->runInto(bytesOf(*wrapped), {}, clear->span()))
        return std::nullopt;
    auto key = SecretBytes::copyOf(std::span<const quint8>(clear->data(), *clearLength));
    if (!key)
        return std::nullopt;
    const auto computed = checkValueOf(*key, BlockAlgorithm::Aes);
    if (!computed || !equalInConstantTime(*computed, *checkValue))
        return std::nullopt;
    return ReceivedKey{std::make_shared<const SecretBytes>(key.take()), *computed};
}

/// 80, 16, the key under S-DEK (triple DES, ECB), 03, KCV (Card Specification v2.3.1 table 11-68).
std::optional<ReceivedKey> readOlderKey(ByteReader& in, const SecretBytes& sessionDek)
{
    constexpr qsizetype keyLength = 16;
    const auto type = in.u8();
    const auto length = in.u8();
    const auto wrapped = length && *length == keyLength ? in.take(keyLength) : std::nullopt;
    const auto checkLength = wrapped ? in.u8() : std::nullopt;
    const auto checkValue = checkLength && *checkLength == 3 ? in.take(3) : std::nullopt;
    if (!type || *type != 0x80 || !checkValue)
        return std::nullopt;
    auto cipher = BlockCipher::create(
        BlockAlgorithm::Tdea, BlockCipher::Mode::Ecb, BlockCipher::Direction::Decrypt, sessionDek);
    auto key = SecretBytes::allocate(keyLength);
    if (!cipher || !key || !cipher->runInto(bytesOf(*wrapped), {}, key->span()))
        return std::nullopt;
    const auto computed = checkValueOf(*key, BlockAlgorithm::Tdea);
    if (!computed || !equalInConstantTime(*computed, *checkValue))
        return std::nullopt;
    return ReceivedKey{std::make_shared<const SecretBytes>(key.take()), *computed};
}

} // namespace

/// A whole key set at once, of the protocol that the channel speaks: P2 81, new version, three keys of one
/// length.
/// Replacing: P1 is the old version. Single keys are refused, a set with keys of different origin is of no
/// use to anybody.
ResponseApdu CardSecurityDomain::putKey(const CommandApdu& command)
{
    const CardDataKey dek = m_channel.dataKey();
    if (!dek.key)
        return status(0x6985);
    const bool older = dek.algorithm == BlockAlgorithm::Tdea;
    if (command.p2() != 0x81)
        return status(0x6A86);
    if (command.p1() != 0 && !m_nvm->keySet(command.p1()))
        return status(0x6A88);
    ByteReader in(command.data());
    const quint8 version = in.u8().value_or(0);
    if (version == 0 || version > 0x7F)
        return status(0x6A80);
    if (version != command.p1() && m_nvm->keySet(version))
        return status(0x6A80); // adding or renaming may not meet a version that is there
    if (command.p1() != 0 && (m_nvm->keySet(command.p1())->protocol == 2) != older)
        return status(0x6985); // a set keeps its protocol
    std::vector<ReceivedKey> keys;
    while (!in.atEnd() && keys.size() < 3) {
        auto key = older ? readOlderKey(in, *dek.key) : readKey(in, *dek.key);
        if (!key)
            return status(0x6A80);
        keys.push_back(std::move(*key));
    }
    const auto sameLength
        = [&keys](const ReceivedKey& k) { return k.key->size() == keys.front().key->size(); };
    if (keys.size() != 3 || !in.atEnd() || !std::all_of(keys.begin(), keys.end(), sameLength))
        return status(0x6A80);
    CardContent& content = m_nvm.personalize();
    CardKeySet* set = command.p1() == 0 ? &content.keys.emplace_back() : content.keySet(command.p1());
    *set = CardKeySet{version, keys[0].key, keys[1].key, keys[2].key, 0, quint8(older ? 2 : 3)};
    QByteArray answerData(1, char(version));
    for (const ReceivedKey& key : keys)
        answerData += key.checkValue;
    return ResponseApdu(answerData, StatusWord{0x9000});
}

} // namespace sm
