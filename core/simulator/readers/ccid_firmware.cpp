// SPDX-License-Identifier: GPL-3.0-or-later
#include "card/atr.h"
#include "card/t1_block.h"
#include "simulator/readers/reader_side.h"
#include "transport/readers/block_layer.h"
#include "transport/readers/ccid_message.h"

namespace sm {

namespace {

constexpr qsizetype ifsc = 32; // what the software cards' answer to reset leaves it at

/// The card's half of T=1.
class T1Card {
public:
    void reset() { *this = T1Card(); }
    QByteArray received(QByteArrayView bytes, CardSlot& slot)
    {
        const auto block = T1Block::parse(bytes);
        if (!block)
            return receiveReady(1);
        switch (block->kind()) {
        case T1Block::Kind::Supervisory:
            if (block->pcb == 0xE3 && m_asking)
                return execute(slot); // it has been given the time
            if (block->pcb == 0xC1 && block->inf.size() == 1) {
                m_ifsd = byteAt(block->inf, 0);
                return send(0xE1, block->inf);
            }
            return block->pcb == 0xC0 ? send(0xE0, {}) : receiveReady(2);
        case T1Block::Kind::ReceiveReady:
            if (block->sequence() != m_sequence || m_answer.isEmpty())
                return m_last; // lost on its way
            return part();
        case T1Block::Kind::Information:
            break;
        }
        if (block->sequence() != m_expected || block->inf.size() > ifsc)
            return receiveReady(2);
        m_expected ^= 1;
        m_command += block->inf;
        if (block->moreFollows())
            return receiveReady(0);
        m_asking = slot.manners.waits > 0;
        if (m_asking)
            return send(0xC3, QByteArray(1, char(slot.manners.waits)));
        return execute(slot);
    }

private:
    QByteArray execute(CardSlot& slot)
    {
        m_asking = false;
        m_answer = slot.exchange(std::exchange(m_command, {}));
        return m_answer.isEmpty() ? QByteArray() : part();
    }
    QByteArray send(quint8 pcb, QByteArray inf)
    {
        T1Block block;
        block.pcb = pcb;
        block.inf = std::move(inf);
        const auto bytes = block.encode();
        m_last = bytes ? *bytes : QByteArray();
        return m_last;
    }
    QByteArray receiveReady(quint8 error) { return send(quint8(0x80 | m_expected << 4 | error), {}); }
    QByteArray part()
    {
        const QByteArray inf = m_answer.first(qMin(m_answer.size(), m_ifsd));
        m_answer.remove(0, inf.size());
        const quint8 pcb = quint8(m_sequence << 6 | (m_answer.isEmpty() ? 0 : 0x20));
        m_sequence ^= 1;
        return send(pcb, inf);
    }

    qsizetype m_ifsd = 32;
    quint8 m_expected = 0;
    quint8 m_sequence = 0; ///< of the next I-block
    bool m_asking = false; ///< for time
    QByteArray m_command;
    QByteArray m_answer; ///< still to be sent
    QByteArray m_last;
};

class CcidFirmware final : public ReaderFirmware {
public:
    using ReaderFirmware::ReaderFirmware;

    QByteArray execute(QByteArrayView command) override
    {
        if (command.size() < ccid::headerLength)
            return {};
        const QByteArrayView data = command.sliced(ccid::headerLength);
        const quint8 sequence = byteAt(command, ccid::sequenceAt);
        switch (byteAt(command, 0)) {
        case ccid::slotStatus:
            return answer(ccid::slotStatusAnswer, sequence, {});
        case ccid::powerOn:
            return powerOn(sequence);
        case ccid::powerOff:
            m_slot.powerOff();
            return answer(ccid::slotStatusAnswer, sequence, {});
        case ccid::setParameters:
            m_parameters = data.toByteArray();
            m_speed = m_parameters.isEmpty() ? m_speed : byteAt(m_parameters, 0);
            [[fallthrough]];
        case ccid::getParameters:
            return answer(ccid::parametersAnswer, sequence, m_parameters);
        case ccid::escape: // of the maker: 02 asks for the version, 01 switches slot changes on
            return answer(ccid::escapeAnswer, sequence,
                data.startsWith('\x02') ? QByteArrayView("GemTwin-V2.00-GL05") : QByteArrayView());
        case ccid::transferBlock:
            return transfer(sequence, data, byteAt(command, 7));
        default:
            return answer(ccid::slotStatusAnswer, sequence, {}, 0x00);
        }
    }

private:
    QByteArray answer(
        quint8 type, quint8 sequence, QByteArrayView data, std::optional<quint8> error = {}) const
    {
        const quint8 card = !m_slot.card ? ccid::cardAbsent
            : m_slot.powered()           ? ccid::cardActive
                                         : ccid::cardInactive;
        QByteArray out = ccid::message(
            type, data, quint8(card | (error ? ccid::commandFailed : 0)), error.value_or(0), 0);
        out[ccid::sequenceAt] = char(sequence);
        return out;
    }
    QByteArray powerOn(quint8 sequence)
    {
        if (!m_slot.card)
            return answer(ccid::dataBlock, sequence, {}, ccid::errorMute);
        m_t1.reset();
        m_speed = 0x11;
        m_cardSpeed = m_slot.manners.specific ? m_slot.manners.ta1 : quint8(0x11);
        m_mayNegotiate = !m_slot.manners.specific;
        const QByteArray atr = m_slot.powerOn();
        if (atr.isEmpty())
            return answer(ccid::dataBlock, sequence, {}, ccid::errorMute);
        return answer(ccid::dataBlock, sequence, atr);
    }
    /// FF PPS0 [PPS1] PCK, right after the reset.
    QByteArray negotiated(quint8 sequence, QByteArrayView request)
    {
        const bool whole = request.size() == 4 && xorOf(request) == 0;
        if (!whole || m_slot.manners.pps == CardManners::Pps::Mute) {
            m_cardSpeed = 0; // silent until it is reset
            return answer(ccid::dataBlock, sequence, {}, ccid::errorMute);
        }
        if (m_slot.manners.pps == CardManners::Pps::Agrees) {
            m_cardSpeed = byteAt(request, 2);
            return answer(ccid::dataBlock, sequence, request);
        }
        QByteArray stays = QByteArrayLiteral("\xFF") + char(request[1] & 0x0F);
        appendU8(stays, xorOf(stays));
        return answer(ccid::dataBlock, sequence, stays);
    }
    /// `waits`: block waiting times the host grants the card for its answer.
    QByteArray transfer(quint8 sequence, QByteArrayView data, quint8 waits)
    {
        if (!m_slot.powered() || m_speed != m_cardSpeed)
            return answer(ccid::dataBlock, sequence, {}, ccid::errorMute);
        if (std::exchange(m_mayNegotiate, false) && data.startsWith('\xFF'))
            return negotiated(sequence, data);
        const bool slow
            = data.size() > 3 && byteAt(data, 1) == 0xE3 && byteAt(data, 3) > qMax(waits, quint8(1));
        const auto atr = Atr::parse(m_slot.atr);
        QByteArray reply;
        if (atr && !atr->supports(0))
            reply = m_t1.received(data, m_slot);
        else // a header whose P3 is zero is a command without data, or one for 256 bytes: the card knows
            reply = m_slot.exchange(data);
        if (reply.isEmpty() || slow)
            return answer(ccid::dataBlock, sequence, {}, ccid::errorMute);
        return answer(ccid::dataBlock, sequence, reply);
    }

    QByteArray m_parameters = QByteArray(5, '\0');
    quint8 m_speed = 0x11; ///< of the reader; its card is mute at any other than its own
    quint8 m_cardSpeed = 0x11;
    bool m_mayNegotiate = false;
    T1Card m_t1;
};

} // namespace

std::unique_ptr<ReaderFirmware> makeCcidFirmware(CardSlot& slot)
{
    return std::make_unique<CcidFirmware>(slot);
}

} // namespace sm
