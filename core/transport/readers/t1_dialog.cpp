// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/readers/t1_dialog.h"

#include "transport/readers/reader_failures.h"

#include <algorithm>

namespace sm {

namespace {

constexpr int mostErrors = 3;
constexpr int mostRounds = 2'000; // 65,538 bytes in parts of 33
constexpr quint8 more = 0x20;
constexpr quint8 errorBits = 0x0F; // of an R-block
constexpr quint8 supervisoryBits = 0xC0;
constexpr quint8 ifsRequest = 0xC1;
constexpr quint8 ifsResponse = 0xE1;
constexpr quint8 abortRequest = 0xC2;
constexpr quint8 waitRequest = 0xC3;
constexpr quint8 waitResponse = 0xE3;
constexpr char ourIfs = '\xFE';

} // namespace

void T1Dialog::reset(qsizetype ifsc, T1Check check)
{
    *this = T1Dialog();
    m_ifsc = std::clamp(ifsc, qsizetype(1), qsizetype(254));
    m_check = check;
}

Outcome<T1Dialog::Move> T1Dialog::send(quint8 pcb, QByteArray inf, quint8 waits)
{
    T1Block block;
    block.pcb = pcb;
    block.inf = std::move(inf);
    auto bytes = block.encode(m_check);
    if (!bytes)
        return bytes.failure();
    m_last = Block{bytes.take(), waits};
    return Move(m_last);
}

Outcome<T1Dialog::Move> T1Dialog::sendAgain()
{
    if (++m_errors > mostErrors)
        return readerAnswerBroken("T=1");
    return Move(m_last);
}

Outcome<T1Dialog::Move> T1Dialog::announce()
{
    m_errors = m_rounds = 0;
    m_announcing = true;
    return send(ifsRequest, QByteArray(1, ourIfs));
}

Outcome<T1Dialog::Move> T1Dialog::begin(QByteArrayView apdu)
{
    m_errors = m_rounds = 0;
    m_announcing = false;
    m_answer.clear();
    m_left = apdu.toByteArray();
    return sendPart();
}

Outcome<T1Dialog::Move> T1Dialog::sendPart()
{
    m_part = qMin(m_left.size(), m_ifsc);
    const bool chained = m_left.size() > m_part;
    return send(quint8(m_sendSequence << 6 | (chained ? more : 0)), m_left.first(m_part));
}

Outcome<T1Dialog::Move> T1Dialog::askAgain(quint8 error)
{
    if (++m_errors > mostErrors)
        return readerAnswerBroken("T=1");
    if (m_announcing)
        return Move(m_last);
    // The block to repeat, should the card lose this one, stays the one before.
    T1Block block;
    block.pcb = quint8(0x80 | m_expected << 4 | error);
    auto bytes = block.encode(m_check);
    if (!bytes)
        return bytes.failure();
    return Move(Block{bytes.take(), 0});
}

Outcome<T1Dialog::Move> T1Dialog::received(QByteArrayView bytes)
{
    if (++m_rounds > mostRounds)
        return readerAnswerBroken("T=1 without end");
    const auto block = T1Block::parse(bytes, m_check);
    if (!block)
        return askAgain(1);
    switch (block->kind()) {
    case T1Block::Kind::Information:
        return information(*block);
    case T1Block::Kind::ReceiveReady:
        return receiveReady(*block);
    case T1Block::Kind::Supervisory:
        break;
    }
    return supervisory(*block);
}

Outcome<T1Dialog::Move> T1Dialog::supervisory(const T1Block& block)
{
    if (block.pcb == waitRequest && block.inf.size() == 1)
        return send(
            waitResponse, block.inf, byteAt(block.inf, 0)); // for the block that follows, and no other
    if (block.pcb == ifsRequest && block.inf.size() == 1) {
        m_ifsc = std::clamp(qsizetype(byteAt(block.inf, 0)), qsizetype(1), qsizetype(254));
        return send(ifsResponse, block.inf);
    }
    if (block.pcb == ifsResponse && m_announcing) {
        m_announcing = false;
        return Move(Complete{});
    }
    if (block.pcb == abortRequest)
        return readerAnswerBroken("T=1 aborted");
    return askAgain(2);
}

Outcome<T1Dialog::Move> T1Dialog::information(const T1Block& block)
{
    if (m_announcing || block.sequence() != m_expected || m_left.size() > m_part)
        return askAgain(2);
    // An I-block acknowledges the last part of the command.
    if (m_part > 0 || !m_left.isEmpty()) {
        m_left.clear();
        m_part = 0;
        m_sendSequence ^= 1;
    }
    m_expected ^= 1;
    m_errors = 0;
    m_answer += block.inf;
    if (block.moreFollows())
        return send(quint8(0x80 | m_expected << 4), {});
    return Move(Complete{std::exchange(m_answer, {})});
}

Outcome<T1Dialog::Move> T1Dialog::receiveReady(const T1Block& block)
{
    if (m_announcing || m_left.isEmpty())
        return sendAgain();
    const bool acknowledged = block.sequence() != m_sendSequence;
    const bool chained = m_left.size() > m_part;
    // After an S-block of ours that can only mean this one, unless it acknowledges a part without an error.
    const bool wasSupervisory = (byteAt(m_last.bytes, 1) & supervisoryBits) == supervisoryBits;
    if (wasSupervisory && acknowledged && (!chained || (block.pcb & errorBits) != 0))
        return sendAgain();
    if (acknowledged && chained) {
        m_left.remove(0, m_part);
        m_sendSequence ^= 1;
        m_errors = 0;
        return sendPart();
    }
    if (++m_errors > mostErrors)
        return readerAnswerBroken("T=1");
    return sendPart();
}

} // namespace sm
