// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/pending.h"

namespace sm {
namespace detail {

void PendingStateBase::post()
{
    ref();
    m_reactor.inbox->push(this);
}

void PendingStateBase::deliver()
{
    deliverNow();
    unref();
}

void PendingStateBase::deliverNow()
{
    m_reactor.clock->disarm(this);
    m_delivered = true;
    // Both may end with this state freed by its Pending; hold it until they return.
    ref();
    if (const auto waiter = std::exchange(m_waiter, {}))
        waiter.resume();
    else if (const auto callback = std::exchange(m_callback, {}))
        callback();
    unref();
}

void PendingStateBase::setCallback(std::function<void()> callback)
{
    if (!m_delivered) {
        m_callback = std::move(callback);
        return;
    }
    ref();
    callback();
    unref();
}

void PendingStateBase::abandon()
{
    claim();
    m_reactor.clock->disarm(this);
    m_waiter = {};
    m_callback = {};
}

} // namespace detail

Canceller::Canceller(detail::PendingStateBase* state)
    : m_state(state)
{
    if (m_state)
        m_state->ref();
}

Canceller::Canceller(const Canceller& other)
    : Canceller(other.m_state)
{
}

Canceller::~Canceller()
{
    if (m_state)
        m_state->unref();
}

void Canceller::abort(const Failure& why) const
{
    if (m_state)
        m_state->abort(why);
}

} // namespace sm
