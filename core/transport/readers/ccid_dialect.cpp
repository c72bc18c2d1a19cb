// SPDX-License-Identifier: GPL-3.0-or-later
#include "card/apdu.h"
#include "card/atr.h"
#include "transport/readers/ccid_message.h"
#include "transport/readers/reader_dialect.h"
#include "transport/readers/reader_failures.h"
#include "transport/readers/t1_dialog.h"

#include <array>

namespace sm {

namespace {

constexpr quint8 defaultSpeed = 0x11; // Fi 372, Di 1
constexpr int readerClock = 4'000'000; // of these readers, in Hz
constexpr int fastestCard = 344'086; // bits per second of a GemPC Twin

/// Fi and Di by their index, ISO/IEC 7816-3 tables 7 and 8; 0 is reserved.
constexpr std::array clockRates{372, 372, 558, 744, 1116, 1488, 1860, 0, 0, 512, 768, 1024, 1536, 2048, 0, 0};
constexpr std::array bitRates{0, 1, 2, 4, 8, 16, 32, 64, 12, 20, 0, 0, 0, 0, 0, 0};

/// The fastest these readers can of what a TA1 offers: Di may be proposed lower, 7816-3 clause 9.2.
quint8 speedWithin(quint8 ta1)
{
    const int clock = clockRates[ta1 >> 4];
    for (quint8 index = ta1 & 0x0F; clock != 0 && index > 0; --index) {
        const int rate = bitRates[index] * (readerClock / clock);
        if (rate > readerClock / clockRates[0] && rate <= fastestCard
            && bitRates[index] <= bitRates[ta1 & 0x0F])
            return quint8((ta1 & 0xF0) | index);
    }
    return defaultSpeed;
}

QByteArray ppsRequest(quint8 protocol, quint8 speed)
{
    QByteArray out;
    appendU8(out, 0xFF);
    appendU8(out, 0x10 | protocol);
    appendU8(out, speed);
    appendU8(out, xorOf(out));
    return out;
}

/// The speed the card agreed to: its answer repeats the request, or leaves PPS1 out and stays where it is.
std::optional<quint8> speedAgreed(QByteArrayView answer, quint8 protocol, quint8 speed)
{
    if (answer == ppsRequest(protocol, speed))
        return speed;
    QByteArray stays;
    appendU8(stays, 0xFF);
    appendU8(stays, protocol);
    appendU8(stays, xorOf(stays));
    return answer == stays ? std::optional(defaultSpeed) : std::nullopt;
}

class CcidDialect final : public ReaderDialect {
public:
    Outcome<Move> start(ReaderTask task, QByteArrayView apdu) override
    {
        m_task = task;
        m_stage = Stage::Main;
        m_negotiates = true;
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
        if (m_protocol == 1) {
            const auto first = m_t1.begin(apdu);
            return first ? carry(*first) : Outcome<Move>(first.failure());
        }
        if (parsed->isExtended())
            return readerCommandRefused("extended command for T=0");
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
            if (m_stage == Stage::Negotiating)
                return startAnew();
            if (m_task == ReaderTask::PowerOn && m_stage == Stage::Main && error == ccid::errorMute)
                return readerCardMute();
            return readerRefused(error);
        }
        if (byteAt(answer, 0) != wantedType())
            return readerAnswerBroken("type");
        return judged(status, answer.sliced(ccid::headerLength));
    }

private:
    enum class Stage : quint8 { Main, Negotiating, Resetting, Parameters, Announcing };

    quint8 wantedType() const
    {
        if (m_stage == Stage::Parameters)
            return ccid::parametersAnswer;
        if (m_stage == Stage::Resetting)
            return ccid::slotStatusAnswer;
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
        if (m_protocol == 1)
            return blockCame(data);
        done.bytes = data.toByteArray();
        return Move(done);
    }

    Outcome<Move> powered(QByteArrayView data)
    {
        switch (m_stage) {
        case Stage::Main:
            return answeredToReset(data);
        case Stage::Negotiating: {
            const auto agreed = speedAgreed(data, m_protocol, m_speed);
            if (!agreed)
                return startAnew();
            m_speed = *agreed;
            return tellParameters();
        }
        case Stage::Resetting:
            m_stage = Stage::Main;
            return Move(ReaderCommand(ccid::message(ccid::powerOn, {}), BlockLayer::Repeat::Allowed));
        case Stage::Parameters:
            break;
        case Stage::Announcing:
            return blockCame(data);
        }
        if (m_protocol != 1)
            return poweredResult();
        m_stage = Stage::Announcing;
        const auto block = m_t1.announce();
        return block ? carry(*block) : Outcome<Move>(block.failure());
    }

    Outcome<Move> answeredToReset(QByteArrayView data)
    {
        auto atr = Atr::parse(data);
        if (!atr)
            return readerAnswerBroken("no answer to reset");
        m_atr = atr.take();
        const auto specific = m_atr.interfaceByte('A', 2);
        const quint8 offered = m_atr.interfaceByte('A', 1).value_or(defaultSpeed);
        const int first = specific ? *specific & 0x0F : m_atr.protocols.front();
        m_protocol = first == 1 ? 1 : 0;
        m_speed = defaultSpeed;
        if (specific) { // the card is at its TA1 already, unless its parameters are implicit
            m_speed = (*specific & 0x10) != 0 ? defaultSpeed : offered;
            return tellParameters();
        }
        const quint8 wanted = m_negotiates ? speedWithin(offered) : defaultSpeed;
        if (wanted == defaultSpeed)
            return tellParameters();
        m_stage = Stage::Negotiating;
        m_speed = wanted;
        return transfer(ppsRequest(m_protocol, wanted));
    }

    /// The card did not agree as it should: it is reset, and stays at the speed it starts with.
    Outcome<Move> startAnew()
    {
        m_negotiates = false;
        m_stage = Stage::Resetting;
        return Move(ReaderCommand(ccid::message(ccid::powerOff, {}), BlockLayer::Repeat::Allowed));
    }

    Outcome<Move> tellParameters()
    {
        const auto byte = [this](char letter, int index, quint8 usual) {
            return m_atr.interfaceByte(letter, index).value_or(usual);
        };
        const quint8 convention = m_atr.ts == 0x3F ? 0x02 : 0x00;
        QByteArray parameters;
        appendU8(parameters, m_speed);
        if (m_protocol == 1) {
            // The first TAi and TBi, TCi after T=1 count for it.
            const quint8 ifsc = byte('A', 3, 0x20);
            const bool crc = (byte('C', 3, 0) & 1) != 0;
            m_t1.reset(ifsc, crc ? T1Check::CrcMsbFirst : T1Check::Lrc);
            appendU8(parameters, quint8((crc ? 0x11 : 0x10) | convention));
            appendU8(parameters, byte('C', 1, 0));
            appendU8(parameters, byte('B', 3, 0x4D));
            appendU8(parameters, 0); // the clock is not stopped
            appendU8(parameters, ifsc);
            appendU8(parameters, 0); // NAD
        } else {
            appendU8(parameters, convention);
            appendU8(parameters, byte('C', 1, 0));
            appendU8(parameters, byte('C', 2, 0x0A));
            appendU8(parameters, 0);
        }
        m_stage = Stage::Parameters;
        return Move(ReaderCommand(
            ccid::message(ccid::setParameters, parameters, m_protocol), BlockLayer::Repeat::Allowed));
    }

    Outcome<Move> poweredResult()
    {
        ReaderResult done;
        done.bytes = m_atr.raw;
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
            return transfer(block->bytes, block->waits);
        if (m_task == ReaderTask::PowerOn)
            return poweredResult();
        ReaderResult done;
        done.bytes = std::get<T1Dialog::Complete>(move).apdu;
        done.card = ReaderResult::Card::Powered;
        return Move(done);
    }
    /// `waits`: bBWI, the reader gives the card up later.
    static Outcome<Move> transfer(QByteArrayView bytes, quint8 waits = 0)
    {
        return Move(ReaderCommand(ccid::message(ccid::transferBlock, bytes, waits), BlockLayer::Repeat::Never,
            qMax(1, int(waits))));
    }

    ReaderTask m_task = ReaderTask::Status;
    Stage m_stage = Stage::Main;
    quint8 m_protocol = 0;
    quint8 m_speed = defaultSpeed; ///< that is wanted, then that of the card
    bool m_negotiates = true;
    Atr m_atr;
    T1Dialog m_t1;
};

} // namespace

std::unique_ptr<ReaderDialect> makeCcidDialect()
{
    return std::make_unique<CcidDialect>();
}

} // namespace sm
