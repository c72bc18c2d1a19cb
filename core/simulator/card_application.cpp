// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/card_application.h"

namespace sm {

namespace {

constexpr size_t maxGroupings = 1024;
constexpr quint8 lastBlock = 0x80;
constexpr quint8 personalized = 0x0F;

ResponseApdu status(quint16 sw)
{
    return ResponseApdu({}, StatusWord{sw});
}

bool holdsKeys(quint16 id)
{
    return (id & 0xF000) == 0x8000;
}

} // namespace

void CardApplicationLogic::reset()
{
    m_session.reset();
    m_payment.reset();
    m_sam.reset();
}

CardApplicationLogic::Kind CardApplicationLogic::kindOf(const CardApplication& application)
{
    if (application.module == paymentModuleAid())
        return Kind::Payment;
    if (application.module == samModuleAid())
        return Kind::Sam;
    return application.module == simModuleAid() ? Kind::Sim : Kind::Data;
}

StatusWord CardApplicationLogic::take(QByteArrayView aid, const CardGrouping& grouping)
{
    switch (kindOf(*m_nvm->application(aid))) {
    case Kind::Payment:
        return m_payment.take(aid, grouping);
    case Kind::Sim:
        return m_sim.take(aid, grouping);
    case Kind::Sam:
        return m_sam.take(aid, grouping);
    case Kind::Data:
        break;
    }
    if (m_nvm->application(aid)->groups.size() >= maxGroupings)
        return {0x6A84};
    m_nvm.personalize().application(aid)->groups[grouping.id] = grouping.open();
    return {0x9000};
}

StatusWord CardApplicationLogic::finish(QByteArrayView aid)
{
    switch (kindOf(*m_nvm->application(aid))) {
    case Kind::Payment:
        return m_payment.finish(aid);
    case Kind::Sim:
        return m_sim.finish(aid);
    case Kind::Sam:
        return m_sam.finish(aid);
    case Kind::Data:
        break;
    }
    return {0x9000};
}

ResponseApdu CardApplicationLogic::storeData(
    QByteArrayView aid, const CommandApdu& command, const CardDataKey& key)
{
    const CardApplication* application = m_nvm->application(aid);
    if (!application)
        return status(0x6A88);
    if (application->state >= personalized)
        return status(0x6985);
    const auto grouping = [this, aid](const CardGrouping& one) { return take(aid, one); };
    const auto refuseTlv = [](QByteArrayView) { return StatusWord{0x6A86}; };
    StatusWord sw = m_session.feed(command, key, grouping, refuseTlv);
    if (!sw.isSuccess() || (command.p1() & lastBlock) == 0)
        return ResponseApdu({}, sw);
    sw = finish(aid);
    if (sw.isSuccess())
        m_nvm.personalize().application(aid)->state = personalized;
    return ResponseApdu({}, sw);
}

ResponseApdu CardApplicationLogic::getData(QByteArrayView aid, const CommandApdu& command) const
{
    const CardApplication* application = m_nvm->application(aid);
    if (application && kindOf(*application) == Kind::Payment)
        return m_payment.getData(aid, command);
    const quint16 id = quint16(command.p1() << 8 | command.p2());
    const auto it
        = application ? application->groups.find(id) : std::map<quint16, QByteArray>::const_iterator();
    if (!application || it == application->groups.end())
        return status(0x6A88);
    if (holdsKeys(id))
        return status(0x6982);
    return ResponseApdu(it->second, StatusWord{0x9000});
}

std::optional<ResponseApdu> CardApplicationLogic::command(QByteArrayView aid, const CommandApdu& command)
{
    const CardApplication* application = m_nvm->application(aid);
    if (!application)
        return std::nullopt;
    switch (kindOf(*application)) {
    case Kind::Payment:
        return m_payment.command(aid, command);
    case Kind::Sim:
        return m_sim.command(aid, command);
    case Kind::Sam:
        return m_sam.command(aid, command);
    case Kind::Data:
        break;
    }
    return std::nullopt;
}

QByteArray CardApplicationLogic::controlInformation(QByteArrayView aid) const
{
    const CardApplication* application = m_nvm->application(aid);
    const bool payment = application && kindOf(*application) == Kind::Payment;
    return payment ? m_payment.controlInformation(aid) : QByteArray();
}

} // namespace sm
