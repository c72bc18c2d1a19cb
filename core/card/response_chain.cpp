// SPDX-License-Identifier: GPL-3.0-or-later
#include "card/response_chain.h"

#include "base/failures/card.h"

namespace sm {

namespace {

constexpr int maxRounds = 300;
constexpr qsizetype maxAnswer = 65536;

Failure tooLong(const char* limit)
{
    return fail(fc::ResponseChainTooLong, {{"limit", QString::fromLatin1(limit)}});
}

quint32 neOf(quint8 le)
{
    return le == 0 ? 256 : le;
}

/// GET RESPONSE goes out on the command's logical channel without secure messaging and chaining bits (ISO/IEC
/// 7816-4 clause 5.4.1): it was not MACed and must not look so.
quint8 plainCla(quint8 cla)
{
    return (cla & 0x40) != 0 ? quint8(0x40 | (cla & 0x0F)) : quint8(cla & 0x03);
}

} // namespace

Outcome<ResponseChain::Next> ResponseChain::feed(QByteArrayView answer)
{
    const auto part = ResponseApdu::parse(answer);
    if (!part)
        return part.failure();
    if (m_command.isEmpty())
        return CommandApdu::parse(m_command).failure();
    if (++m_rounds > maxRounds)
        return tooLong("rounds");
    const StatusWord sw = part->sw();
    if (sw.isWrongLe())
        return sendAgain(sw.low());
    m_leCorrected = false;
    if (m_collected.size() + part->data().size() > maxAnswer)
        return tooLong("bytes");
    m_collected.append(part->data());
    if (sw.isMoreData())
        return getResponse(sw.low());
    m_answer = ResponseApdu(m_collected, sw);
    return Next{};
}

Outcome<ResponseChain::Next> ResponseChain::sendAgain(quint8 ne)
{
    if (m_leCorrected)
        return tooLong("wrongLe");
    const auto command = CommandApdu::parse(m_command);
    if (!command)
        return command.failure();
    m_leCorrected = true;
    m_command = command->withNe(neOf(ne)).encode();
    return Next{m_command};
}

ResponseChain::Next ResponseChain::getResponse(quint8 ne)
{
    const quint8 cla = plainCla(byteAt(m_command, 0));
    m_command = CommandApdu(cla, 0xC0, 0x00, 0x00, {}, neOf(ne)).encode();
    return Next{m_command};
}

} // namespace sm
