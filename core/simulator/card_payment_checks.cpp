// SPDX-License-Identifier: GPL-3.0-or-later
// What a payment application looks at while it is personalized.
#include "card/tlv.h"
#include "simulator/card_payment.h"

#include <algorithm>
#include <array>

namespace sm {

namespace {

constexpr size_t maxGroupings = 64;
constexpr quint16 keysId = 0x8000;
constexpr quint16 keyChecksId = 0x9000;
constexpr quint16 pinId = 0x8010;
constexpr quint16 pinTriesId = 0x9010;
constexpr quint16 firstCrtId = 0x8201;
constexpr quint16 lastCrtId = 0x8205;
constexpr qsizetype keyLength = 16;
constexpr qsizetype pinLength = 8;

bool isSecret(quint16 id)
{
    return id == keysId || id == pinId || (id >= firstCrtId && id <= lastCrtId);
}

/// Short file identifier 1 to 30, record from 1.
bool isRecord(quint16 id)
{
    return id >= 0x0101 && id < 0x1F00 && (id & 0xFF) != 0;
}

/// One object of this tag and nothing else.
bool isOne(const QByteArray& data, quint32 tag)
{
    const auto objects = readTlv(data);
    return objects && objects->size() == 1 && objects->front().tag == tag;
}

bool isObjects(const QByteArray& data)
{
    return readTlv(data).ok();
}

/// An application interchange profile and an application file locator of whole entries, EMV Book 3 clause
/// 10.2.
bool isOptions(const QByteArray& data)
{
    const auto objects = readTlv(data);
    const TlvView* profile = objects ? findTlv(*objects, 0x82) : nullptr;
    const TlvView* locator = objects ? findTlv(*objects, 0x94) : nullptr;
    return profile && locator && profile->value.size() == 2 && !locator->value.isEmpty()
        && locator->value.size() % 4 == 0;
}

bool isTries(const QByteArray& data)
{
    return data.size() == 2 && byteAt(data, 0) > 0 && byteAt(data, 0) <= byteAt(data, 1)
        && byteAt(data, 1) <= 15;
}

/// Padding of a grouping that was filled up to whole blocks: 80 and zeros, less than a block of AES.
qsizetype withoutPadding(const SecretBytes& content)
{
    qsizetype end = content.size();
    while (end > 0 && content.data()[end - 1] == 0)
        --end;
    const bool padded = end > 0 && content.data()[end - 1] == 0x80 && content.size() - end < 16;
    return padded ? end - 1 : content.size();
}

CardSecret firstBytes(const SecretBytes& content, qsizetype length)
{
    if (content.size() < length)
        return {};
    auto part = SecretBytes::copyOf(content.span().first(size_t(length)));
    return part ? std::make_shared<const SecretBytes>(part.take()) : CardSecret();
}

/// 9000: the first three bytes of triple DES over zeros, for each key of 8000.
bool checksAgree(const SecretBytes& keys, const QByteArray& checks)
{
    for (qsizetype i = 0; i < keys.size() / keyLength; ++i) {
        const auto key = SecretBytes::copyOf(keys.span().subspan(size_t(i * keyLength), size_t(keyLength)));
        auto cipher = key ? BlockCipher::create(
                          BlockAlgorithm::Tdea, BlockCipher::Mode::Ecb, BlockCipher::Direction::Encrypt, *key)
                          : Outcome<BlockCipher>(key.failure());
        const auto block = cipher ? cipher->run(QByteArray(8, '\0')) : Outcome<QByteArray>(cipher.failure());
        if (!block || !equalInConstantTime(block->first(3), checks.mid(i * 3, 3)))
            return false;
    }
    return true;
}

} // namespace

bool payment::isReferencePin(const SecretBytes& block)
{
    if (block.size() != pinLength)
        return false;
    const quint8 control = block.data()[0] >> 4;
    const int digits = block.data()[0] & 0x0F;
    if ((control != 2 && control != 0) || digits < 4 || digits > 12)
        return false;
    for (int i = 0; i < 14; ++i) {
        const quint8 byte = block.data()[1 + i / 2];
        const int half = i % 2 == 0 ? byte >> 4 : byte & 0x0F;
        if (i < digits ? half > 9 : half != 0x0F)
            return false;
    }
    return true;
}

QByteArray payment::recordObject(const CardApplication& application, quint32 tag)
{
    for (const auto& [id, data] : application.groups) {
        const auto found = isRecord(id) ? findTlvPath(data, {0x70, tag}) : std::nullopt;
        if (found)
            return found->toByteArray();
    }
    return {};
}

QByteArray payment::optionObject(const CardApplication& application, quint32 tag)
{
    const auto options = application.groups.find(0x9104);
    if (options == application.groups.end())
        return {};
    const auto found = findTlvPath(options->second, {tag});
    return found ? found->toByteArray() : QByteArray();
}

std::optional<RsaPrivateKey> payment::cardKey(const CardApplication& application)
{
    std::array<SecretBytes, 5> parts;
    const auto prime = application.secrets.find(lastCrtId);
    if (prime == application.secrets.end())
        return std::nullopt;
    // p is odd, so that 80 00* at its end is padding and nothing else; the other parts are as long as p.
    const qsizetype length = withoutPadding(*prime->second);
    for (quint16 i = 0; i < 5; ++i) {
        const auto found = application.secrets.find(quint16(firstCrtId + i));
        const auto part
            = found == application.secrets.end() ? CardSecret() : firstBytes(*found->second, length);
        auto copy = part ? part->duplicate() : Outcome<SecretBytes>(SecretBytes());
        if (!part || !copy)
            return std::nullopt;
        parts[i] = copy.take();
    }
    auto key = RsaPrivateKey::fromCrt({std::move(parts[0]), std::move(parts[1]), std::move(parts[2]),
        std::move(parts[3]), std::move(parts[4])});
    return key ? std::optional(key.take()) : std::nullopt;
}

StatusWord PaymentApplication::take(QByteArrayView aid, const CardGrouping& grouping)
{
    if (m_nvm->application(aid)->groups.size() >= maxGroupings)
        return {0x6A84};
    CardApplication& application = *m_nvm.personalize().application(aid);
    return isSecret(grouping.id) ? takeSecret(application, grouping)
                                 : takeOpen(application, grouping.id, grouping.open());
}

StatusWord PaymentApplication::takeSecret(CardApplication& application, const CardGrouping& grouping)
{
    if (!grouping.wasEnciphered())
        return {0x6982};
    CardSecret content = grouping.secret;
    if (grouping.id == keysId || grouping.id == pinId) {
        const qsizetype length = grouping.id == keysId ? 3 * keyLength : pinLength;
        // Exact, or filled up to a block of AES.
        if (content->size() != length && withoutPadding(*content) != length)
            return {0x6700};
        content = firstBytes(*content, length);
        if (!content)
            return {0x6581};
        if (grouping.id == pinId && !payment::isReferencePin(*content))
            return {0x6A80};
    } else if (content->size() < 32 || content->size() > 136) { // 512 to 1984 bits, and padding
        return {0x6700};
    }
    const auto checks = application.groups.find(keyChecksId);
    if (grouping.id == keysId && checks != application.groups.end() && !checksAgree(*content, checks->second))
        return {0x6A80};
    application.secrets[grouping.id] = std::move(content);
    return {0x9000};
}

StatusWord PaymentApplication::takeOpen(CardApplication& application, quint16 id, const QByteArray& data)
{
    bool good = true;
    if (isRecord(id)) {
        good = id >= 0x0B00 ? !data.isEmpty() : isOne(data, 0x70);
        if (data.size() > 254)
            return {0x6700}; // does not fit a record
    } else if (id == 0x9102 || id == 0x9103) {
        good = isOne(data, 0xA5);
    } else if (id == 0x9104) {
        good = isOptions(data);
    } else if (id == 0x3000) {
        good = isObjects(data);
    } else if (id == keyChecksId) {
        if (data.size() != 9)
            return {0x6700};
        const auto keys = application.secrets.find(keysId);
        good = keys == application.secrets.end() || checksAgree(*keys->second, data);
    } else if (id == pinTriesId) {
        if (data.size() != 2)
            return {0x6700};
        good = isTries(data);
    } else if (id != 0x7FFF) {
        return {0x6A88};
    }
    if (!good)
        return {0x6A80};
    application.groups[id] = data;
    if (id == pinTriesId)
        application.counters[0x9F17] = byteAt(data, 0);
    return {0x9000};
}

StatusWord PaymentApplication::finish(QByteArrayView aid) const
{
    constexpr StatusWord missing{0x6A86};
    const CardApplication& application = *m_nvm->application(aid);
    for (const quint16 id : {quint16(0x9102), quint16(0x9104), keyChecksId, pinTriesId}) {
        if (!application.groups.contains(id))
            return missing;
    }
    for (const quint16 id : {keysId, pinId}) {
        if (!application.secrets.contains(id))
            return missing;
    }
    for (quint16 id = firstCrtId; id <= lastCrtId; ++id) {
        if (!application.secrets.contains(id))
            return missing;
    }
    const QByteArray locator = payment::optionObject(application, 0x94);
    for (qsizetype at = 0; at + 4 <= locator.size(); at += 4) {
        const int file = byteAt(locator, at) >> 3;
        for (int record = byteAt(locator, at + 1); record <= byteAt(locator, at + 2); ++record) {
            if (!application.groups.contains(quint16(file << 8 | record)))
                return missing;
        }
    }
    for (const quint32 tag : {0x5Au, 0x5F24u, 0x8Cu, 0x8Du, 0x8Eu, 0x8Fu, 0x90u, 0x9F32u, 0x9F46u, 0x9F47u}) {
        if (payment::recordObject(application, tag).isEmpty())
            return missing;
    }
    // The key belongs to the certificate: exponent, and what of the modulus stands beside it (Book 2 table
    // 14).
    const auto key = payment::cardKey(application);
    if (!key)
        return {0x6A80};
    const RsaPublicKey& own = key->publicKey();
    const QByteArray remainder = payment::recordObject(application, 0x9F48);
    const qsizetype inside = payment::recordObject(application, 0x9F46).size() - 42;
    const bool belongs = own.exponent == payment::recordObject(application, 0x9F47)
        && remainder.size() == std::max<qsizetype>(0, own.size() - inside) && own.modulus.endsWith(remainder);
    return {quint16(belongs ? 0x9000 : 0x6A80)};
}

} // namespace sm
