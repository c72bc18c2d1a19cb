// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/readers/block_layer.h"

namespace sm {

namespace {

constexpr quint8 toReader = 0x42;
constexpr quint8 toHost = 0x24;
constexpr quint8 resyncRequest = 0xC0;
constexpr quint8 resyncAnswer = 0xE0;
constexpr qsizetype prologue = 3;

class GbpLayer final : public BlockLayer {
public:
    QByteArray begin(QByteArrayView command, Repeat) override
    {
        m_buffer.clear();
        m_repeats = 0;
        m_asked = false;
        m_command = block(quint8(m_sendSequence << 6), command);
        m_waiting = true;
        // A command nobody knows the fate of has upset the count of the two ends: they agree on it anew.
        m_resyncing = m_upset;
        return m_resyncing ? block(resyncRequest, {}) : m_command;
    }

    std::optional<BlockEvent> next() override
    {
        while (!m_buffer.isEmpty()) {
            if (byteAt(m_buffer, 0) != toHost) {
                m_buffer.remove(0, 1); // noise before a block
                continue;
            }
            if (m_buffer.size() < prologue + 1)
                return {};
            const qsizetype length = prologue + byteAt(m_buffer, 2) + 1;
            if (m_buffer.size() < length)
                return {};
            const QByteArray got = m_buffer.first(length);
            m_buffer.remove(0, length);
            if (auto event = take(got))
                return event;
        }
        return {};
    }

    BlockEvent silence() override
    {
        m_buffer.clear();
        if (m_resyncing)
            return again(block(resyncRequest, {}));
        return ask(2);
    }

    void reset() override
    {
        m_buffer.clear();
        m_sendSequence = m_expected = 0;
        m_upset = true; // the reader may count from elsewhere
        m_waiting = m_resyncing = false;
    }
    qsizetype longestCommand() const override { return 255; }

private:
    static QByteArray block(quint8 pcb, QByteArrayView data)
    {
        QByteArray out;
        appendU8(out, toReader);
        appendU8(out, pcb);
        appendU8(out, quint8(data.size()));
        out += data.first(qMin<qsizetype>(data.size(), 255));
        appendU8(out, xorOf(out));
        return out;
    }

    std::optional<BlockEvent> take(const QByteArray& got)
    {
        if (!m_waiting)
            return {};
        if (xorOf(got) != 0) {
            if (m_resyncing)
                return {}; // silence asks again
            m_buffer.clear(); // its length may have been wrong as well
            return ask(1);
        }
        const quint8 pcb = byteAt(got, 1);
        if ((pcb & 0x80) == 0)
            return information(pcb, got);
        if (pcb == resyncAnswer && m_resyncing) {
            m_sendSequence = m_expected = 0;
            m_resyncing = m_upset = false;
            m_command[1] = '\0';
            m_command.chop(1);
            m_command.append(char(xorOf(m_command)));
            return BlockEvent{BlockEvent::Kind::Send, m_command};
        }
        if (pcb == resyncRequest) // it was restarted: what it did before is forgotten
            return giveUp();
        if ((pcb & 0xC0) == 0x80 && !m_resyncing)
            return again(m_command); // it did not get ours
        return {};
    }

    std::optional<BlockEvent> information(quint8 pcb, const QByteArray& got)
    {
        if (m_resyncing)
            return {};
        if ((pcb >> 6 & 1) != m_expected) {
            // The answer before this one. Told because we asked: the reader never got the command.
            if (std::exchange(m_asked, false))
                return again(m_command);
            return {};
        }
        m_expected ^= 1;
        m_sendSequence ^= 1;
        m_waiting = false;
        return BlockEvent{BlockEvent::Kind::Answer, got.mid(prologue, got.size() - prologue - 1)};
    }

    BlockEvent again(const QByteArray& bytes)
    {
        if (m_repeats++ >= mostRepeats)
            return giveUp();
        return {BlockEvent::Kind::Send, bytes};
    }
    /// R-block: send your last block again. The reader does not execute anything for it.
    BlockEvent ask(quint8 error)
    {
        m_asked = true;
        return again(block(quint8(0x80 | m_expected << 4 | error), {}));
    }
    BlockEvent giveUp()
    {
        m_waiting = m_resyncing = false;
        m_upset = true;
        return {BlockEvent::Kind::GivenUp, {}};
    }

    QByteArray m_command;
    quint8 m_sendSequence = 0;
    quint8 m_expected = 0;
    int m_repeats = 0;
    bool m_waiting = false;
    bool m_asked = false;
    bool m_upset = true; ///< the first command finds a reader that somebody else may have spoken to
    bool m_resyncing = false;
};

} // namespace

std::unique_ptr<BlockLayer> makeGbpLayer()
{
    return std::make_unique<GbpLayer>();
}

} // namespace sm
