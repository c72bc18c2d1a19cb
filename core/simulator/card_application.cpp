// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/card_application.h"

#include "crypto/block_cipher.h"

namespace sm {

namespace {

constexpr qsizetype maxGrouping = 65535 + 5;
constexpr size_t maxGroupings = 1024;
constexpr quint8 lastBlock = 0x80;
constexpr quint8 personalized = 0x0F;

ResponseApdu status(quint16 sw)
{
    return ResponseApdu({}, StatusWord{sw});
}

bool holdsKeys(quint16 id)
{
    return (id & 0xF000) == 0x8000;
}

/// AES-CBC with a zero IV under the static Key-DEK (Amendment D clause 4.1.3).
std::optional<QByteArray> decrypt(const CardSecret& key, const QByteArray& data)
{
    if (!key)
        return std::nullopt;
    auto cipher = BlockCipher::create(
        BlockAlgorithm::Aes, BlockCipher::Mode::Cbc, BlockCipher::Direction::Decrypt, *key);
    if (!cipher || data.isEmpty() || data.size() % 16 != 0)
        return std::nullopt;
    const auto plain = cipher->run(data);
    return plain ? std::optional(*plain) : std::nullopt;
}

struct Grouping {
    quint16 id = 0;
    qsizetype headLength = 0;
    qsizetype length = 0;
};

std::optional<Grouping> readHead(QByteArrayView bytes)
{
    ByteReader in(bytes);
    const auto id = in.u16();
    const auto shortLength = in.u8();
    if (!id || !shortLength)
        return std::nullopt;
    if (*shortLength != 0xFF)
        return Grouping{*id, 3, *shortLength};
    const auto longLength = in.u16();
    return longLength ? std::optional(Grouping{*id, 5, *longLength}) : std::nullopt;
}

} // namespace

void StoreDataSession::reset()
{
    m_buffer.clear();
    m_nextBlock = 0;
}

/// b7b6 of P1: 11 every grouping is encrypted, 01 those with keys (this application's reading of "application
/// dependent").
StatusWord StoreDataSession::takeGroupings(quint8 encryption, const CardSecret& key, const Sink& grouping)
{
    while (const auto head = readHead(m_buffer)) {
        if (m_buffer.size() < head->headLength + head->length)
            break;
        QByteArray data = m_buffer.mid(head->headLength, head->length);
        m_buffer.remove(0, head->headLength + head->length);
        if (encryption == 0x60 || (encryption == 0x20 && holdsKeys(head->id))) {
            const auto plain = decrypt(key, data);
            if (!plain)
                return {0x6A80};
            data = *plain;
        }
        const StatusWord taken = grouping(head->id, data);
        if (!taken.isSuccess())
            return taken;
    }
    return {0x9000};
}

StatusWord StoreDataSession::feed(const CommandApdu& command, const CardSecret& keyEncryptionKey,
    const Sink& grouping, const std::function<StatusWord(QByteArrayView)>& raw)
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
        taken = takeGroupings(encryption, keyEncryptionKey, grouping);
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

ResponseApdu CardApplicationLogic::storeData(
    QByteArrayView aid, const CommandApdu& command, const CardSecret& keyEncryptionKey)
{
    const CardApplication* application = m_nvm->application(aid);
    if (!application)
        return status(0x6A88);
    if (application->state >= personalized)
        return status(0x6985);
    const auto grouping = [this, aid](quint16 id, const QByteArray& data) -> StatusWord {
        if (m_nvm->application(aid)->groups.size() >= maxGroupings)
            return {0x6A84};
        m_nvm.personalize().application(aid)->groups[id] = data;
        return {0x9000};
    };
    const auto refuseTlv = [](QByteArrayView) { return StatusWord{0x6A86}; };
    const StatusWord sw = m_session.feed(command, keyEncryptionKey, grouping, refuseTlv);
    if (sw.isSuccess() && (command.p1() & lastBlock) != 0)
        m_nvm.personalize().application(aid)->state = personalized;
    return ResponseApdu({}, sw);
}

ResponseApdu CardApplicationLogic::getData(QByteArrayView aid, const CommandApdu& command) const
{
    const CardApplication* application = m_nvm->application(aid);
    const quint16 id = quint16(command.p1() << 8 | command.p2());
    const auto it
        = application ? application->groups.find(id) : std::map<quint16, QByteArray>::const_iterator();
    if (!application || it == application->groups.end())
        return status(0x6A88);
    if (holdsKeys(id))
        return status(0x6982);
    return ResponseApdu(it->second, StatusWord{0x9000});
}

} // namespace sm
