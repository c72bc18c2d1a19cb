// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

namespace sm {

/// An await of the session: lets cancel() reach the wait, and reads the cancel flag again after every
/// suspension. The one helper that does both.
template <class T> struct Session::Guarded {
    Session* session;
    typename Pending<T>::Awaiter inner;

    bool await_ready() const noexcept { return inner.await_ready(); }
    void await_suspend(std::coroutine_handle<> waiter) const
    {
        session->m_canceller = Canceller(inner.state);
        inner.await_suspend(waiter);
    }
    Outcome<T> await_resume() const
    {
        session->m_canceller = Canceller();
        Outcome<T> outcome = inner.await_resume();
        if (session->m_cancelled)
            return fail(fc::SessionCancelled);
        return outcome;
    }
};

template <class T> Session::Guarded<T> Session::guard(Pending<T>& pending)
{
    return Guarded<T>{this, pending.operator co_await()};
}

/// The watchdog of a run: while the station keeps answering commands it waits on, and after a command limit
/// without an answer it ends the wait. A run of forty commands is thus given up as soon as one command is
/// stuck.
class Session::RunWatch final : public Deadline {
public:
    RunWatch(Clock& clock, CardLink& link, Nanos commandLimit)
        : m_clock(clock)
        , m_link(link)
        , m_limit(commandLimit)
    {
        m_clock.arm(this, m_clock.now() + m_limit);
    }
    ~RunWatch() override { m_clock.disarm(this); }

private:
    void expire() override
    {
        const quint32 answered = m_link.answered();
        if (answered == m_answered) {
            m_link.abort(fail(fc::CardStoppedAnswering));
            return;
        }
        m_answered = answered;
        m_clock.arm(this, m_clock.now() + m_limit);
    }

    Clock& m_clock;
    CardLink& m_link;
    Nanos m_limit;
    quint32 m_answered = 0;
};

} // namespace sm
