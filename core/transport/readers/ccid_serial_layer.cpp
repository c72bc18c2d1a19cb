// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/readers/block_layer.h"
#include "transport/readers/ccid_message.h"

namespace sm {

namespace {

constexpr quint8 sync = 0x03;
constexpr quint8 ack = 0x06;
constexpr quint8 nak = 0x15;
constexpr quint8 slotChange = 0x50;
constexpr qsizetype longestMessage = 271; // of the GemPC Twin

class CcidSerialLayer final : public BlockLayer {
public:
    QByteArray begin(QByteArrayView command, Repeat repeat) override
    {
        m_buffer.clear();
        m_repeats = 0;
        m_waiting = true;
        m_heard = false;
        m_repeat = repeat;
        m_message = command.first(qMin(command.size(), longestMessage)).toByteArray();
        if (m_message.size() >= ccid::headerLength)
            m_message[ccid::sequenceAt] = char(++m_sequence);
        return frame();
    }

    std::optional<BlockEvent> next() override
    {
        while (!m_buffer.isEmpty()) {
            const quint8 first = byteAt(m_buffer, 0);
            if (first == slotChange) {
                if (m_buffer.size() < 2)
                    return {};
                const bool moved = isSlotChange();
                m_buffer.remove(0, moved ? 2 : 1);
                if (moved)
                    return BlockEvent{BlockEvent::Kind::CardMoved, {}};
                continue;
            }
            if (first == sync) {
                bool cut = false;
                auto event = frameAtFront(cut);
                if (event || cut)
                    return event;
                continue;
            }
            m_buffer.remove(0, 1);
            if (first >= 0x80 && m_waiting) // T=0: the card asks the reader to wait
                return BlockEvent{BlockEvent::Kind::MoreTime, {}};
        }
        return {};
    }

    BlockEvent silence() override
    {
        const bool heard = std::exchange(m_heard, false) || !m_buffer.isEmpty();
        m_buffer.clear();
        if (heard)
            return again(refusal());
        return m_repeat == Repeat::Allowed ? again(frame()) : giveUp();
    }

    void reset() override
    {
        m_buffer.clear();
        m_waiting = false;
    }
    qsizetype longestCommand() const override { return longestMessage; }

private:
    QByteArray frame() const
    {
        QByteArray out;
        appendU8(out, sync);
        appendU8(out, ack);
        out += m_message;
        appendU8(out, xorOf(out));
        return out;
    }
    static QByteArray refusal()
    {
        QByteArray out;
        appendU8(out, sync);
        appendU8(out, nak);
        appendU8(out, sync ^ nak);
        return out;
    }

    /// 50 02: no card any more; 50 03: a card. 50 before 03 06 or 03 15 is noise before a frame.
    bool isSlotChange() const
    {
        const quint8 state = byteAt(m_buffer, 1);
        const quint8 after = m_buffer.size() > 2 ? byteAt(m_buffer, 2) : quint8(0);
        return state == 0x02 || (state == 0x03 && after != ack && after != nak);
    }

    std::optional<BlockEvent> frameAtFront(bool& cut)
    {
        if (m_buffer.size() < 3) {
            cut = true;
            return {};
        }
        const quint8 control = byteAt(m_buffer, 1);
        if (control == nak && byteAt(m_buffer, 2) == (sync ^ nak)) {
            m_buffer.remove(0, 3);
            if (!m_waiting)
                return {};
            return again(frame()); // it did not understand, so it did not execute
        }
        if (control != ack) {
            m_buffer.remove(0, 1);
            return {};
        }
        if (m_buffer.size() < 2 + ccid::headerLength + 1) {
            cut = true;
            return {};
        }
        const qsizetype length = ccid::headerLength + ccid::dataLength(QByteArrayView(m_buffer).sliced(2));
        if (length > longestMessage) {
            m_buffer.clear();
            return m_waiting ? std::optional(again(refusal())) : std::nullopt;
        }
        if (m_buffer.size() < 2 + length + 1) {
            cut = true;
            return {};
        }
        const QByteArray got = m_buffer.first(2 + length + 1);
        m_buffer.remove(0, got.size());
        return take(got);
    }

    std::optional<BlockEvent> take(const QByteArray& got)
    {
        if (!m_waiting)
            return {};
        m_heard = true;
        if (xorOf(got) != 0) {
            m_buffer.clear();
            return again(refusal());
        }
        const QByteArray message = got.mid(2, got.size() - 3);
        if ((byteAt(message, 0) & 0x80) == 0) {
            m_heard = false; // only our own words
            return {};
        }
        if (byteAt(message, ccid::sequenceAt) != m_sequence)
            return {}; // to a command that was given up
        if ((byteAt(message, ccid::statusAt) & 0xC0) == ccid::timeExtension)
            return BlockEvent{BlockEvent::Kind::MoreTime, {}};
        m_waiting = false;
        return BlockEvent{BlockEvent::Kind::Answer, message};
    }

    BlockEvent again(const QByteArray& bytes)
    {
        if (m_repeats++ >= mostRepeats)
            return giveUp();
        return {BlockEvent::Kind::Send, bytes};
    }
    BlockEvent giveUp()
    {
        m_waiting = false;
        return {BlockEvent::Kind::GivenUp, {}};
    }

    QByteArray m_message;
    quint8 m_sequence = 0xFF;
    Repeat m_repeat = Repeat::Never;
    int m_repeats = 0;
    bool m_waiting = false;
    bool m_heard = false; ///< something of an answer since the command, or since we last asked
};

} // namespace

std::unique_ptr<BlockLayer> makeCcidSerialLayer()
{
    return std::make_unique<CcidSerialLayer>();
}

} // namespace sm
