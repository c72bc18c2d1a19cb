// SPDX-License-Identifier: GPL-3.0-or-later
#include "card/apdu.h"
#include "card/atr.h"
#include "transport/readers/ccid_message.h"
#include "transport/readers/reader_dialect.h"
#include "transport/readers/reader_failures.h"
#include "transport/readers/t1_dialog.h"

namespace sm {

namespace {

class CcidDialect final : public ReaderDialect {
public:
    Outcome<Move> start(ReaderTask task, QByteArrayView apdu) override
    {
        m_task = task;
        m_stage = Stage::Main;
        const auto command = [](quint8 type) {
            return Move(ReaderCommand(ccid::message(type, {}), BlockLayer::Repeat::Allowed));
        };
        switch (task) {
        case ReaderTask::Prepare:
        case ReaderTask::Status:
            return command(ccid::slotStatus);
        case ReaderTask::PowerOn:
            return command(ccid::powerOn);
        case ReaderTask::PowerOff:
            return command(ccid::powerOff);
        case ReaderTask::Transmit:
            break;
        }
        const auto parsed = CommandApdu::parse(apdu);
        if (!parsed)
            return parsed.failure();
        if (m_blockCard) {
            const auto first = m_t1.begin(apdu);
            return first ? carry(*first) : Outcome<Move>(first.failure());
        }
        if (parsed->isExtended())
            return readerAnswerBroken("extended command for T=0");
        // A TPDU: a case 4 command goes without Le, and GET RESPONSE is the caller's.
        QByteArray tpdu = apdu.toByteArray();
        if (!parsed->data().isEmpty() && parsed->ne())
            tpdu.chop(1);
        return transfer(tpdu);
    }

    Outcome<Move> answered(QByteArrayView answer) override
    {
        if (answer.size() < ccid::headerLength
            || answer.size() != ccid::headerLength + ccid::dataLength(answer))
            return readerAnswerBroken("length");
        const quint8 status = byteAt(answer, ccid::statusAt);
        if ((status & 0x03) == ccid::cardAbsent && m_task != ReaderTask::Status
            && m_task != ReaderTask::Prepare && m_task != ReaderTask::PowerOff)
            return readerCardAbsent();
        if ((status & 0xC0) == ccid::commandFailed) {
            const quint8 error = byteAt(answer, ccid::errorAt);
            if (m_task == ReaderTask::PowerOn && m_stage == Stage::Main && error == ccid::errorMute)
                return readerCardMute();
            return readerRefused(error);
        }
        if (byteAt(answer, 0) != wantedType())
            return readerAnswerBroken("type");
        return judged(status, answer.sliced(ccid::headerLength));
    }

private:
    enum class Stage : quint8 { Main, Parameters, Announcing };

    quint8 wantedType() const
    {
        if (m_stage == Stage::Parameters)
            return ccid::parametersAnswer;
        return m_task == ReaderTask::PowerOn || m_task == ReaderTask::Transmit ? ccid::dataBlock
                                                                               : ccid::slotStatusAnswer;
    }

    Outcome<Move> judged(quint8 status, QByteArrayView data)
    {
        ReaderResult done;
        switch (m_task) {
        case ReaderTask::Prepare:
        case ReaderTask::Status:
            done.card = (status & 0x03) == ccid::cardAbsent ? ReaderResult::Card::Absent
                : (status & 0x03) == ccid::cardActive       ? ReaderResult::Card::Powered
                                                            : ReaderResult::Card::Present;
            return Move(done);
        case ReaderTask::PowerOff:
            return Move(done);
        case ReaderTask::PowerOn:
            return powered(data);
        case ReaderTask::Transmit:
            break;
        }
        if (m_blockCard)
            return blockCame(data);
        done.bytes = data.toByteArray();
        return Move(done);
    }

    Outcome<Move> powered(QByteArrayView data)
    {
        if (m_stage == Stage::Announcing)
            return blockCame(data);
        if (m_stage == Stage::Parameters) {
            m_stage = Stage::Announcing;
            const auto block = m_t1.announce();
            return block ? carry(*block) : Outcome<Move>(block.failure());
        }
        const auto atr = Atr::parse(data);
        if (!atr)
            return readerAnswerBroken("no answer to reset");
        m_atr = atr->raw;
        m_blockCard = !atr->supports(0);
        if (!m_blockCard)
            return poweredResult();
        // The first TAi and TBi, TCi after T=1 count for it.
        const quint8 ta = atr->interfaceByte('A', 3).value_or(0x20);
        const quint8 tb = atr->interfaceByte('B', 3).value_or(0x4D);
        const bool crc = (atr->interfaceByte('C', 3).value_or(0) & 1) != 0;
        m_t1.reset(ta, crc ? T1Check::CrcMsbFirst : T1Check::Lrc);
        QByteArray parameters;
        appendU8(parameters, atr->interfaceByte('A', 1).value_or(0x11));
        appendU8(parameters, crc ? 0x11 : 0x10);
        appendU8(parameters, atr->interfaceByte('C', 1).value_or(0));
        appendU8(parameters, tb);
        appendU8(parameters, 0); // the clock is not stopped
        appendU8(parameters, ta);
        appendU8(parameters, 0); // NAD
        m_stage = Stage::Parameters;
        return Move(
            ReaderCommand(ccid::message(ccid::setParameters, parameters, 1), BlockLayer::Repeat::Allowed));
    }

    Outcome<Move> poweredResult()
    {
        ReaderResult done;
        done.bytes = m_atr;
        done.card = ReaderResult::Card::Powered;
        return Move(done);
    }

    Outcome<Move> blockCame(QByteArrayView block)
    {
        const auto move = m_t1.received(block);
        return move ? carry(*move) : Outcome<Move>(move.failure());
    }
    Outcome<Move> carry(const T1Dialog::Move& move)
    {
        if (const auto* block = std::get_if<T1Dialog::Block>(&move))
            return transfer(block->bytes);
        if (m_task == ReaderTask::PowerOn)
            return poweredResult();
        ReaderResult done;
        done.bytes = std::get<T1Dialog::Complete>(move).apdu;
        done.card = ReaderResult::Card::Powered;
        return Move(done);
    }
    static Outcome<Move> transfer(QByteArrayView bytes)
    {
        return Move(ReaderCommand(ccid::message(ccid::transferBlock, bytes), BlockLayer::Repeat::Never));
    }

    ReaderTask m_task = ReaderTask::Status;
    Stage m_stage = Stage::Main;
    bool m_blockCard = false;
    QByteArray m_atr;
    T1Dialog m_t1;
};

} // namespace

std::unique_ptr<ReaderDialect> makeCcidDialect()
{
    return std::make_unique<CcidDialect>();
}

} // namespace sm
