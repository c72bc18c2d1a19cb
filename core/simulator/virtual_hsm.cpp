// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/virtual_hsm.h"

#include "base/failures/simulator.h"

#include <algorithm>
#include <cmath>

namespace sm {

namespace {

void flip(QByteArray& bytes)
{
    if (!bytes.isEmpty())
        bytes[0] = char(bytes[0] ^ 0x01);
}

/// One bit of what the reply is asked for.
template <class Reply> void flipABit(Reply& reply)
{
    if constexpr (requires { reply.hostCryptogram; })
        flip(reply.hostCryptogram);
    else if constexpr (requires { reply.wrapped; })
        flip(reply.wrapped);
    else if constexpr (requires { reply.value; })
        flip(reply.value);
    else if constexpr (requires { reply.evidence; })
        flip(reply.evidence);
    else if constexpr (requires { reply.mac; })
        flip(reply.mac);
    else if constexpr (requires { reply.putKey; })
        flip(reply.putKey);
    else if constexpr (requires { reply.data; })
        flip(reply.data);
    else if constexpr (requires { reply.digits; })
        flip(reply.digits);
    else if constexpr (requires { reply.certificate; })
        flip(reply.certificate);
    else if constexpr (requires { reply.ki; })
        flip(reply.ki);
    else if constexpr (requires { reply.bytes; })
        flip(reply.bytes);
    else if constexpr (requires { reply.code; }) {
        flip(reply.cryptogram);
        if (!reply.code.isEmpty())
            reply.code.data()[0] ^= 0x01;
    } else
        flip(reply.kcv); // a reply of a new kind says here what to break
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

template <class T> Pending<T> VirtualHsm::silence(std::deque<Completer<T>>& unanswered, Nanos limit)
{
    while (!unanswered.empty() && !unanswered.front().wanted())
        unanswered.pop_front();
    auto pair = makePending<T>(m_reactor, limit);
    unanswered.push_back(std::move(pair.completer));
    return std::move(pair.pending);
}

Pending<SecurityReply> VirtualHsm::serve(std::shared_ptr<const SecurityRequest> request, Nanos limit)
{
    if (m_fault == Fault::Gone)
        return Pending<SecurityReply>::ready(
            m_reactor, fail(fc::VirtualHsmGone, {{"device", m_settings.name}}));
    const Nanos service = drawServiceTime();
    const bool silent = m_fault == Fault::Hang || service > limit;
    if (silent && isPure(*request))
        return silence(m_unanswered, limit);
    auto outcome = m_engine->compute(*request);
    if (outcome && m_fault == Fault::WrongAnswer)
        std::visit([](auto& reply) { flipABit(reply); }, *outcome);
    if (!silent)
        return Pending<SecurityReply>::after(m_reactor, service, std::move(outcome));
    constexpr size_t remembered = 64;
    if (m_memory.size() == remembered)
        m_memory.pop_front();
    m_memory.push_back({std::move(request), std::move(outcome), m_reactor.clock->now() + service});
    return silence(m_unanswered, limit);
}

Pending<Recalled> VirtualHsm::recall(std::shared_ptr<const SecurityRequest> request, Nanos limit)
{
    using Reply = Pending<Recalled>;
    if (m_fault == Fault::Gone)
        return Reply::ready(m_reactor, fail(fc::VirtualHsmGone, {{"device", m_settings.name}}));
    const auto found = std::find_if(m_memory.begin(), m_memory.end(),
        [&request](const Memory& memory) { return memory.request == request; });
    if (found == m_memory.end() && m_fault != Fault::Hang)
        return Reply::ready(m_reactor, Recalled(Recalled::State::NeverSeen));
    const Nanos left = found == m_memory.end() ? Nanos(0) : found->doneAt - m_reactor.clock->now();
    if (m_fault == Fault::Hang || left > limit)
        return silence(m_unansweredRecalls, limit);
    Recalled answer(std::move(found->outcome));
    m_memory.erase(found);
    return Reply::after(m_reactor, left, std::move(answer));
}

} // namespace sm
