// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/readers/reader_side.h"

#include "transport/readers/block_layer.h"
#include "transport/readers/ccid_message.h"

#include <QString>

namespace sm {

/// TA1, and TA2 when the mode is specific, put into an answer to reset that has neither.
static QByteArray withSpeed(QByteArray atr, const CardManners& manners)
{
    if (atr.size() < 2 || (manners.ta1 == 0x11 && !manners.specific))
        return atr;
    const bool blocks = (byteAt(atr, 1) & 0x80) != 0; // TD1 and TCK
    if (blocks)
        atr.chop(1);
    atr[1] = char(atr[1] | 0x10);
    atr.insert(2, char(manners.ta1));
    if (manners.specific && !blocks) {
        atr[1] = char(atr[1] | 0x80);
        atr.insert(3, '\0');
    }
    if (manners.specific) {
        atr[3] = char(atr[3] | 0x10);
        atr.insert(4, char(atr[3] & 0x0F));
    }
    if (blocks)
        appendU8(atr, xorOf(QByteArrayView(atr).sliced(1)));
    return atr;
}

QByteArray CardSlot::powerOn()
{
    atr = card ? withSpeed(card->powerOn(), manners) : QByteArray();
    return atr;
}

void CardSlot::powerOff()
{
    if (card)
        card->powerOff();
    atr.clear();
}

QByteArray CardSlot::exchange(QByteArrayView command)
{
    if (!powered())
        return {};
    const CardReply reply = card->exchange(command);
    if (reply.end == CardReply::End::Torn) {
        powerOff();
        card.reset();
    }
    return reply.answer;
}

namespace {

constexpr qsizetype mostBuffered = 4096;

class GbpSide final : public ReaderSide {
public:
    explicit GbpSide(Execute execute)
        : m_execute(std::move(execute))
    {
    }

    QList<QByteArray> received(QByteArrayView bytes) override
    {
        m_buffer += bytes;
        QList<QByteArray> out;
        while (m_buffer.size() >= 4) {
            if (byteAt(m_buffer, 0) != 0x42) {
                m_buffer.remove(0, 1);
                continue;
            }
            const qsizetype length = 4 + byteAt(m_buffer, 2);
            if (m_buffer.size() < length)
                break;
            const QByteArray block = m_buffer.first(length);
            m_buffer.remove(0, length);
            out.append(answer(block));
        }
        m_buffer.truncate(mostBuffered);
        return out;
    }

private:
    static QByteArray block(quint8 pcb, QByteArrayView data)
    {
        QByteArray out;
        appendU8(out, 0x24);
        appendU8(out, pcb);
        appendU8(out, quint8(data.size()));
        out += data;
        appendU8(out, xorOf(out));
        return out;
    }

    QByteArray answer(const QByteArray& got)
    {
        const quint8 pcb = byteAt(got, 1);
        if (xorOf(got) != 0) {
            m_buffer.clear();
            return block(quint8(0x80 | m_expected << 4 | 1), {});
        }
        if (pcb == 0xC0) {
            m_expected = m_sequence = 0;
            m_last.clear();
            return block(0xE0, {});
        }
        if ((pcb & 0xC0) == 0x80) // the host wants the last block again
            return m_last.isEmpty() ? block(quint8(0x80 | m_expected << 4 | 2), {}) : m_last;
        if ((pcb & 0x80) != 0)
            return block(quint8(0x80 | m_expected << 4 | 2), {});
        if ((pcb >> 6 & 1) != m_expected) // executed before; its answer got lost
            return m_last;
        m_expected ^= 1;
        m_last = block(quint8(m_sequence << 6), m_execute(QByteArrayView(got).sliced(3, got.size() - 4)));
        m_sequence ^= 1;
        return m_last;
    }

    Execute m_execute;
    QByteArray m_buffer;
    QByteArray m_last;
    quint8 m_expected = 0;
    quint8 m_sequence = 0;
};

class Tlp224Side final : public ReaderSide {
public:
    explicit Tlp224Side(Execute execute)
        : m_execute(std::move(execute))
    {
    }

    QList<QByteArray> received(QByteArrayView bytes) override
    {
        m_buffer += bytes;
        QList<QByteArray> out;
        for (qsizetype end = m_buffer.indexOf('\x03'); end >= 0; end = m_buffer.indexOf('\x03')) {
            const auto body = fromHex(QString::fromLatin1(m_buffer.first(end)));
            m_buffer.remove(0, end + 1);
            out.append(answer(body.value_or(QByteArray())));
        }
        m_buffer.truncate(mostBuffered);
        return out;
    }

private:
    static QByteArray text(quint8 head, QByteArrayView data)
    {
        QByteArray body;
        appendU8(body, head);
        appendU8(body, quint8(data.size()));
        body += data;
        appendU8(body, xorOf(body));
        return toHex(body).toLatin1() + '\x03';
    }
    QByteArray answer(const QByteArray& body)
    {
        if (body.size() < 3 || body.size() != byteAt(body, 1) + 3 || xorOf(body) != 0)
            return text(0xE0, {});
        if (byteAt(body, 0) == 0xE0)
            return m_last;
        m_last = text(0x60, m_execute(QByteArrayView(body).sliced(2, body.size() - 3)));
        return m_last;
    }

    Execute m_execute;
    QByteArray m_buffer;
    QByteArray m_last;
};

class CcidSide final : public ReaderSide {
public:
    CcidSide(Execute execute, bool echo)
        : m_execute(std::move(execute))
        , m_echo(echo)
    {
    }

    QList<QByteArray> received(QByteArrayView bytes) override
    {
        m_buffer += bytes;
        QList<QByteArray> out;
        while (m_buffer.size() >= 3) {
            if (byteAt(m_buffer, 0) != 0x03) {
                m_buffer.remove(0, 1);
                continue;
            }
            if (byteAt(m_buffer, 1) == 0x15) {
                m_buffer.remove(0, 3);
                out.append(m_last);
                continue;
            }
            if (m_buffer.size() < 2 + ccid::headerLength + 1)
                break;
            const qsizetype data = ccid::dataLength(QByteArrayView(m_buffer).sliced(2));
            const qsizetype length = 2 + ccid::headerLength + qMin<qsizetype>(data, 261) + 1;
            if (m_buffer.size() < length)
                break;
            const QByteArray got = m_buffer.first(length);
            m_buffer.remove(0, length);
            if (xorOf(got) != 0) {
                out.append(QByteArrayLiteral("\x03\x15\x16"));
                continue;
            }
            if (m_echo)
                out.append(got);
            m_last = frame(m_execute(QByteArrayView(got).sliced(2, got.size() - 3)));
            out.append(m_last);
        }
        m_buffer.truncate(mostBuffered);
        return out;
    }
    QByteArray slotChanged(bool there) override
    {
        return there ? QByteArrayLiteral("\x50\x03") : QByteArrayLiteral("\x50\x02");
    }

private:
    static QByteArray frame(QByteArrayView message)
    {
        QByteArray out = QByteArrayLiteral("\x03\x06");
        out += message;
        appendU8(out, xorOf(out));
        return out;
    }

    Execute m_execute;
    bool m_echo;
    QByteArray m_buffer;
    QByteArray m_last;
};

} // namespace

std::unique_ptr<ReaderSide> makeGbpSide(ReaderSide::Execute execute)
{
    return std::make_unique<GbpSide>(std::move(execute));
}

std::unique_ptr<ReaderSide> makeTlp224Side(ReaderSide::Execute execute)
{
    return std::make_unique<Tlp224Side>(std::move(execute));
}

std::unique_ptr<ReaderSide> makeCcidSide(ReaderSide::Execute execute, bool echo)
{
    return std::make_unique<CcidSide>(std::move(execute), echo);
}

} // namespace sm
