// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/readers/block_layer.h"

#include <QString>

namespace sm {

namespace {

constexpr quint8 accepted = 0x60;
constexpr quint8 refused = 0xE0;
constexpr char endOfText = '\x03';

class Tlp224Layer final : public BlockLayer {
public:
    QByteArray begin(QByteArrayView command, Repeat repeat) override
    {
        m_buffer.clear();
        m_repeats = 0;
        m_heard = false;
        m_waiting = true;
        m_repeat = repeat;
        m_command = text(accepted, command);
        return m_command;
    }

    std::optional<BlockEvent> next() override
    {
        const qsizetype end = m_buffer.indexOf(endOfText);
        if (end < 0) {
            m_heard = m_heard || !m_buffer.isEmpty();
            if (m_buffer.size() >= mostBuffered)
                m_buffer.clear();
            return {};
        }
        const QByteArray line = m_buffer.first(end);
        m_buffer.remove(0, end + 1);
        if (!m_waiting)
            return {};
        const auto body = fromHex(QString::fromLatin1(line));
        if (!body || body->size() < 3 || body->size() != byteAt(*body, 1) + 3 || xorOf(*body) != 0)
            return again(text(refused, {}));
        if (byteAt(*body, 0) == refused)
            return again(m_command); // it did not understand, so it did not execute
        if (byteAt(*body, 0) != accepted)
            return again(text(refused, {}));
        m_waiting = false;
        return BlockEvent{BlockEvent::Kind::Answer, body->mid(2, body->size() - 3)};
    }

    BlockEvent silence() override
    {
        m_buffer.clear();
        // Part of an answer came: the whole of it can be asked for. Without a sign of life the reader's last
        // answer may be that to another command.
        if (std::exchange(m_heard, false))
            return again(text(refused, {}));
        return m_repeat == Repeat::Allowed ? again(m_command) : giveUp();
    }

    void reset() override
    {
        m_buffer.clear();
        m_waiting = false;
    }
    qsizetype longestCommand() const override { return 255; }

private:
    static QByteArray text(quint8 head, QByteArrayView data)
    {
        QByteArray body;
        appendU8(body, head);
        appendU8(body, quint8(data.size()));
        body += data.first(qMin<qsizetype>(data.size(), 255));
        appendU8(body, xorOf(body));
        return toHex(body).toLatin1() + endOfText;
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

    QByteArray m_command;
    Repeat m_repeat = Repeat::Never;
    int m_repeats = 0;
    bool m_waiting = false;
    bool m_heard = false; ///< bytes since the command, or since we last asked
};

} // namespace

std::unique_ptr<BlockLayer> makeTlp224Layer()
{
    return std::make_unique<Tlp224Layer>();
}

} // namespace sm
