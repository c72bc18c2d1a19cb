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
        m_heard = m_alive = m_owed = false;
        m_waiting = true;
        m_repeat = repeat;
        m_command = text(accepted, command);
        return m_command;
    }

    std::optional<BlockEvent> next() override
    {
        for (qsizetype end = m_buffer.indexOf(endOfText); end >= 0; end = m_buffer.indexOf(endOfText)) {
            const QByteArray line = m_buffer.first(end);
            m_buffer.remove(0, end + 1);
            if (m_waiting)
                return take(line);
            m_owed = m_owed && bodyOf(line).isEmpty();
        }
        m_heard = m_heard || !m_buffer.isEmpty();
        if (m_buffer.size() >= mostBuffered)
            m_buffer.clear();
        return {};
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
        m_waiting = m_owed = false;
    }
    bool owesAnswer() const override { return m_owed; }
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
    /// Head and data of a whole line; empty when it is none.
    static QByteArray bodyOf(const QByteArray& line)
    {
        const auto body = fromHex(QString::fromLatin1(line));
        const bool whole
            = body && body->size() >= 3 && body->size() == byteAt(*body, 1) + 3 && xorOf(*body) == 0;
        return whole ? *body : QByteArray();
    }
    BlockEvent take(const QByteArray& line)
    {
        m_alive = true;
        const QByteArray body = bodyOf(line);
        if (!body.isEmpty() && byteAt(body, 0) == refused)
            return again(m_command); // it did not understand, so it did not execute
        if (body.isEmpty() || byteAt(body, 0) != accepted)
            return again(text(refused, {}));
        m_waiting = false;
        return BlockEvent{BlockEvent::Kind::Answer, body.mid(2, body.size() - 3)};
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
        m_owed = !m_alive;
        return {BlockEvent::Kind::GivenUp, {}};
    }

    QByteArray m_command;
    Repeat m_repeat = Repeat::Never;
    int m_repeats = 0;
    bool m_waiting = false;
    bool m_heard = false; ///< bytes since the command, or since we last asked
    bool m_alive = false; ///< a whole line since the command
    bool m_owed = false; ///< given up without any
};

} // namespace

std::unique_ptr<BlockLayer> makeTlp224Layer()
{
    return std::make_unique<Tlp224Layer>();
}

} // namespace sm
