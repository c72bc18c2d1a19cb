// SPDX-License-Identifier: GPL-3.0-or-later
#include "card/apdu.h"
#include "card/atr.h"
#include "transport/readers/reader_dialect.h"
#include "transport/readers/reader_failures.h"

#include <algorithm>

namespace sm {

namespace {

// Status bytes of GemCore.
constexpr quint8 fine = 0x00;
constexpr quint8 moreData = 0x1B;
constexpr quint8 resetAnswerWrong = 0xA0;
constexpr quint8 cardMute = 0xA2;
constexpr quint8 interrupted = 0xE5; // after SW1: the answer stands
constexpr quint8 statusNot9000 = 0xE7; // the answer stands
constexpr quint8 cardRemoved = 0xF7;
constexpr quint8 cardMissing = 0xFB;

constexpr quint8 sioCommand = 0x0A;
constexpr qsizetype longestIn = 253; // the header and 248 bytes
constexpr qsizetype longestExchange = 254;
constexpr qsizetype longestTail = 249; // six bytes before it
constexpr int mostParts = 300; // of an answer: 65,538 bytes in parts of 254, and some

/// 07 for 1,200 to 01 for 76,800; nothing for any other speed.
std::optional<quint8> sioCode(int baud)
{
    const auto found = std::find(gemCoreSpeeds.begin(), gemCoreSpeeds.end(), baud);
    if (found == gemCoreSpeeds.end())
        return {};
    return quint8(gemCoreSpeeds.end() - found);
}

class GemCoreDialect final : public ReaderDialect {
public:
    explicit GemCoreDialect(GemCoreCommands commands)
        : m_commands(std::move(commands))
    {
        if (!sioCode(m_commands.workingBaud))
            m_commands.workingBaud = 0;
    }
    int workingBaud() const override { return m_commands.workingBaud; }

    Outcome<Move> start(ReaderTask task, QByteArrayView apdu) override
    {
        m_task = task;
        m_queue.clear();
        m_collected.clear();
        m_parts = 0;
        switch (task) {
        case ReaderTask::Prepare:
            m_queue = m_commands.setup;
            if (const auto code = sioCode(m_commands.workingBaud))
                m_queue.append(QByteArray(1, char(sioCommand)) + char(*code));
            break;
        case ReaderTask::Status:
            if (!m_commands.status.isEmpty())
                m_queue.append(m_commands.status);
            break;
        case ReaderTask::PowerOn:
            m_queue.append(m_commands.powerOn);
            break;
        case ReaderTask::PowerOff:
            m_queue.append(m_commands.powerOff);
            break;
        case ReaderTask::Transmit: {
            const auto queued = queueApdu(apdu);
            if (!queued)
                return queued.failure();
            break;
        }
        }
        return nextCommand();
    }

    Outcome<Move> answered(QByteArrayView answer) override
    {
        if (answer.isEmpty())
            return readerAnswerBroken("no status");
        const quint8 status = byteAt(answer, 0);
        const QByteArrayView data = answer.sliced(1);
        if (status == cardMissing || status == cardRemoved)
            return readerCardAbsent();
        if (m_task == ReaderTask::PowerOn && (status == cardMute || status == resetAnswerWrong))
            return readerCardMute();
        if (m_task == ReaderTask::Transmit)
            return transmitted(status, data);
        if (status != fine)
            return readerRefused(status);
        if (!m_queue.isEmpty())
            return nextCommand();
        return result(data);
    }

private:
    Outcome<Move> nextCommand()
    {
        if (m_queue.isEmpty())
            return result({});
        // The card hears of none of these but power and commands.
        const auto repeat
            = m_task == ReaderTask::Transmit ? BlockLayer::Repeat::Never : BlockLayer::Repeat::Allowed;
        return Move(ReaderCommand(m_queue.takeFirst(), repeat));
    }

    Outcome<Move> result(QByteArrayView data)
    {
        ReaderResult done;
        switch (m_task) {
        case ReaderTask::Prepare:
            done.baud = m_commands.workingBaud;
            break;
        case ReaderTask::Status:
            if (m_commands.status.isEmpty())
                break;
            if (data.isEmpty())
                return readerAnswerBroken("no card status");
            done.card = (byteAt(data, 0) & 0x04) == 0 ? ReaderResult::Card::Absent
                : (byteAt(data, 0) & 0x02) == 0       ? ReaderResult::Card::Present
                                                      : ReaderResult::Card::Powered;
            break;
        case ReaderTask::PowerOn: {
            if (data.size() < m_commands.atrAt)
                return readerAnswerBroken("no answer to reset");
            done.bytes = data.sliced(m_commands.atrAt).toByteArray();
            const auto atr = Atr::parse(done.bytes);
            if (!atr)
                return readerAnswerBroken("no answer to reset");
            m_blockCard = !atr->supports(0);
            done.card = ReaderResult::Card::Powered;
            break;
        }
        case ReaderTask::PowerOff:
        case ReaderTask::Transmit:
            break;
        }
        return Move(done);
    }

    Outcome<Done> queueApdu(QByteArrayView apdu)
    {
        const auto parsed = CommandApdu::parse(apdu);
        if (!parsed)
            return parsed.failure();
        if (m_blockCard && m_commands.exchange != 0) {
            m_opcode = m_commands.exchange;
            if (apdu.size() > longestExchange + longestTail)
                return readerCommandRefused("length");
            queueParts(apdu.toByteArray(), longestExchange);
            return Done{};
        }
        if (parsed->isExtended())
            return readerCommandRefused("extended command for T=0");
        // T=0: a header of five bytes; an answer to data is fetched by GET RESPONSE, which is the caller's.
        QByteArray tpdu = apdu.first(4).toByteArray();
        if (parsed->data().isEmpty() && parsed->ne()) {
            m_opcode = m_commands.isoOut;
            appendU8(tpdu, quint8(*parsed->ne()));
        } else {
            m_opcode = m_commands.isoIn;
            appendU8(tpdu, quint8(parsed->data().size()));
            tpdu += parsed->data();
        }
        queueParts(tpdu, longestIn);
        return Done{};
    }

    /// What one command does not carry goes first, its tail under a header of FF.
    void queueParts(const QByteArray& bytes, qsizetype limit)
    {
        if (bytes.size() > limit) {
            QByteArray tail(1, char(m_opcode));
            tail += QByteArray(4, '\xFF');
            appendU8(tail, quint8(bytes.size() - limit));
            m_queue.append(tail + bytes.mid(limit));
        }
        m_queue.append(QByteArray(1, char(m_opcode)) + bytes.first(qMin(bytes.size(), limit)));
    }

    Outcome<Move> transmitted(quint8 status, QByteArrayView data)
    {
        if (!m_queue.isEmpty())
            return status == fine ? nextCommand() : Outcome<Move>(readerRefused(status));
        m_collected += data;
        if (status == moreData) {
            if (++m_parts > mostParts || data.isEmpty())
                return readerAnswerBroken("endless answer");
            m_queue.append(QByteArray(1, char(m_opcode)) + QByteArray(5, '\xFF'));
            return nextCommand();
        }
        if (status != fine && status != statusNot9000 && status != interrupted)
            return readerRefused(status);
        ReaderResult done;
        done.bytes = std::exchange(m_collected, {});
        done.card = ReaderResult::Card::Powered;
        return Move(done);
    }

    GemCoreCommands m_commands;
    ReaderTask m_task = ReaderTask::Status;
    QList<QByteArray> m_queue;
    QByteArray m_collected;
    int m_parts = 0;
    quint8 m_opcode = 0;
    bool m_blockCard = false; ///< speaks T=1 only
};

} // namespace

std::unique_ptr<ReaderDialect> makeGemCoreDialect(GemCoreCommands commands)
{
    return std::make_unique<GemCoreDialect>(std::move(commands));
}

} // namespace sm
