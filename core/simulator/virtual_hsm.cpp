// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/virtual_hsm.h"

#include "base/failures/simulator.h"

#include <algorithm>
#include <cmath>

namespace sm {

namespace {

void flipABit(QByteArray& bytes)
{
    if (!bytes.isEmpty())
        bytes[0] = char(bytes[0] ^ 0x01);
}

void flipABit(Scp03Opening& opening)
{
    flipABit(opening.hostCryptogram);
}
void flipABit(DataKey& key)
{
    flipABit(key.wrapped);
}
void flipABit(Mac& mac)
{
    flipABit(mac.value);
}
void flipABit(KeyCheckValue& check)
{
    flipABit(check.kcv);
}
void flipABit(SelfTestPassed& passed)
{
    flipABit(passed.evidence);
}

} // namespace

VirtualHsm::VirtualHsm(Settings settings, Reactor reactor, std::shared_ptr<const SoftEngine> engine)
    : m_settings(std::move(settings))
    , m_reactor(std::move(reactor))
    , m_engine(std::move(engine))
    , m_random(m_settings.seed)
{
}

Nanos VirtualHsm::drawServiceTime()
{
    double factor = m_slowFactor;
    const Nanos now = m_reactor.clock->now();
    for (const SlowDown& slow : m_slowDowns) {
        if (now >= slow.from && now < slow.until)
            factor *= slow.factor;
    }
    if (m_settings.shape == Service::Exponential)
        factor *= -std::log1p(-m_random.unit());
    return Nanos(qint64(std::llround(double(m_settings.service.count()) * factor)));
}

Pending<SecurityReply> VirtualHsm::silence(Nanos limit)
{
    while (!m_unanswered.empty() && !m_unanswered.front().wanted())
        m_unanswered.pop_front();
    auto pair = makePending<SecurityReply>(m_reactor, limit);
    m_unanswered.push_back(std::move(pair.completer));
    return std::move(pair.pending);
}

Pending<SecurityReply> VirtualHsm::serve(std::shared_ptr<const SecurityRequest> request, Nanos limit)
{
    if (m_fault == Fault::Gone)
        return Pending<SecurityReply>::ready(
            m_reactor, fail(fc::VirtualHsmGone, {{"device", m_settings.name}}));
    const Nanos service = drawServiceTime();
    if (m_fault == Fault::Hang || service > limit)
        return silence(limit);
    auto outcome = m_engine->compute(*request);
    if (outcome && m_fault == Fault::WrongAnswer)
        std::visit([](auto& reply) { flipABit(reply); }, *outcome);
    return Pending<SecurityReply>::after(m_reactor, service, std::move(outcome));
}

} // namespace sm
