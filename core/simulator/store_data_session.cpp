// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/store_data_session.h"

namespace sm {

namespace {

constexpr qsizetype maxGrouping = 65535 + 5;
constexpr quint8 lastBlock = 0x80;

bool holdsKeys(quint16 id)
{
    return (id & 0xF000) == 0x8000;
}

/// AES in CBC with a zero vector (Amendment D clause 4.1.3), triple DES in ECB (Card Specification v2.3.1
/// E.4.7).
CardSecret decipher(const CardDataKey& key, QByteArrayView data)
{
    const bool aes = key.algorithm == BlockAlgorithm::Aes;
    if (!key.key || data.isEmpty() || data.size() % blockSize(key.algorithm) != 0)
        return {};
    auto cipher = BlockCipher::create(key.algorithm, aes ? BlockCipher::Mode::Cbc : BlockCipher::Mode::Ecb,
        BlockCipher::Direction::Decrypt, *key.key);
    auto plain = SecretBytes::allocate(data.size());
    if (!cipher || !plain || !cipher->runInto(bytesOf(data), {}, plain->span()))
        return {};
    return std::make_shared<const SecretBytes>(plain.take());
}

struct Head {
    quint16 id = 0;
    qsizetype headLength = 0;
    qsizetype length = 0;
};

std::optional<Head> readHead(QByteArrayView bytes)
{
    ByteReader in(bytes);
    const auto id = in.u16();
    const auto shortLength = in.u8();
    if (!id || !shortLength)
        return std::nullopt;
    if (*shortLength != 0xFF)
        return Head{*id, 3, *shortLength};
    const auto longLength = in.u16();
    return longLength ? std::optional(Head{*id, 5, *longLength}) : std::nullopt;
}

} // namespace

QByteArray CardGrouping::open() const
{
    return secret ? QByteArray(reinterpret_cast<const char*>(secret->data()), secret->size()) : data;
}

void StoreDataSession::reset()
{
    m_buffer.clear();
    m_nextBlock = 0;
}

/// b7b6 of P1: 11 every grouping is enciphered, 01 those with keys (this card's reading of "application
/// dependent").
StatusWord StoreDataSession::takeGroupings(quint8 encryption, const CardDataKey& key, const Sink& grouping)
{
    while (const auto head = readHead(m_buffer)) {
        if (m_buffer.size() < head->headLength + head->length)
            break;
        CardGrouping taken;
        taken.id = head->id;
        taken.data = m_buffer.mid(head->headLength, head->length);
        m_buffer.remove(0, head->headLength + head->length);
        if (encryption == 0x60 || (encryption == 0x20 && holdsKeys(head->id))) {
            taken.secret = decipher(key, taken.data);
            taken.data.clear();
            if (!taken.secret)
                return {0x6A80};
        }
        const StatusWord judged = grouping(taken);
        if (!judged.isSuccess())
            return judged;
    }
    return {0x9000};
}

StatusWord StoreDataSession::feed(const CommandApdu& command, const CardDataKey& key, const Sink& grouping,
    const std::function<StatusWord(QByteArrayView)>& raw)
{
    const quint8 encryption = command.p1() & 0x60;
    const quint8 structure = command.p1() & 0x18;
    if (encryption == 0x40 || structure == 0x18 || (command.p1() & 0x06) != 0)
        return {0x6A86};
    if (command.p2() != m_nextBlock)
        return {0x6A86};
    if (m_buffer.size() + command.data().size() > maxGrouping)
        return {0x6A84};
    StatusWord taken{0x9000};
    if (structure == 0x10) {
        taken = raw(command.data());
    } else {
        m_buffer += command.data();
        taken = takeGroupings(encryption, key, grouping);
    }
    const bool last = (command.p1() & lastBlock) != 0;
    if (taken.isSuccess() && last && !m_buffer.isEmpty())
        taken = {0x6A80}; // the dialogue ends within a grouping
    if (last || !taken.isSuccess())
        reset();
    else
        ++m_nextBlock;
    return taken;
}

} // namespace sm
