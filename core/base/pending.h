// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/failures/base.h"
#include "base/inbox.h"
#include "base/outcome.h"

#include <atomic>
#include <coroutine>
#include <functional>
#include <memory>
#include <utility>

namespace sm {

/// Where waits live: the clock and the inbox of one owner thread. A value; copy it freely.
struct Reactor {
    Clock* clock = nullptr;
    std::shared_ptr<Inbox> inbox;
};

namespace detail {

/// Shared state of a Pending and its Completer. Completes exactly once: the first of value, failure, limit.
class PendingStateBase : public Letter, public Deadline {
public:
    explicit PendingStateBase(Reactor reactor)
        : m_reactor(std::move(reactor))
    {
    }

    void ref() { m_references.fetch_add(1, std::memory_order_relaxed); }
    void unref()
    {
        if (m_references.fetch_sub(1, std::memory_order_acq_rel) == 1)
            delete this;
    }
    bool claim() { return !m_claimed.exchange(true, std::memory_order_acq_rel); }
    bool isClaimed() const { return m_claimed.load(std::memory_order_acquire); }
    bool isDelivered() const { return m_delivered; }
    Clock& clock() { return *m_reactor.clock; }

    virtual void abort(const Failure& why) = 0; ///< any thread; goes through the inbox like any completion

    void setWaiter(std::coroutine_handle<> waiter) { m_waiter = waiter; }
    void setCallback(std::function<void()> callback);
    void abandon(); ///< owner thread: the Pending goes; whatever completes it later is late

protected:
    ~PendingStateBase() override = default;
    void post(); ///< any thread, after claim(): delivers on the owner thread
    void deliverNow(); ///< owner thread, after claim()

private:
    void deliver() override;
    void drop() override { unref(); }

    Reactor m_reactor;
    std::atomic<int> m_references{1};
    std::atomic<bool> m_claimed{false};
    bool m_delivered = false; ///< owner thread only
    std::coroutine_handle<> m_waiter;
    std::function<void()> m_callback;
};

template <class T> class PendingState final : public PendingStateBase {
public:
    using PendingStateBase::PendingStateBase;

    /// Any thread. False when something else completed it first; the value is then dropped.
    bool settle(Outcome<T> outcome)
    {
        if (!claim())
            return false;
        m_outcome.emplace(std::move(outcome));
        post();
        return true;
    }
    void abort(const Failure& why) override { settle(Outcome<T>(why)); }
    void expireWith(Outcome<T> outcome) { m_onExpiry.emplace(std::move(outcome)); }
    void deliverImmediately(Outcome<T> outcome)
    {
        claim();
        m_outcome.emplace(std::move(outcome));
        deliverNow();
    }
    Outcome<T> take() { return std::move(*m_outcome); }

private:
    void expire() override
    {
        if (!claim())
            return; // its completion is already in the inbox
        if (m_onExpiry)
            m_outcome.emplace(std::move(*m_onExpiry));
        else
            m_outcome.emplace(fail(fc::WaitTimedOut));
        deliverNow();
    }

    std::optional<Outcome<T>> m_outcome;
    std::optional<Outcome<T>> m_onExpiry;
};

} // namespace detail

/// Lets somebody else end a wait: the session keeps one for the wait it is in. Copyable; any thread.
class Canceller {
public:
    Canceller() = default;
    explicit Canceller(detail::PendingStateBase* state);
    Canceller(const Canceller& other);
    Canceller(Canceller&& other) noexcept
        : m_state(std::exchange(other.m_state, nullptr))
    {
    }
    Canceller& operator=(Canceller other) noexcept
    {
        std::swap(m_state, other.m_state);
        return *this;
    }
    ~Canceller();

    void abort(const Failure& why) const;

private:
    detail::PendingStateBase* m_state = nullptr;
};

/// One wait with one end: a value, a failure, the limit, or a cancellation. Move-only; belongs to the thread
/// of its reactor. Awaited in a coroutine or observed by then(), not both. Destroying it forgets the answer.
template <class T> class [[nodiscard]] Pending {
public:
    using State = detail::PendingState<T>;

    Pending() = default;
    explicit Pending(State* adopted)
        : m_state(adopted)
    {
    }
    Pending(Pending&& other) noexcept
        : m_state(std::exchange(other.m_state, nullptr))
    {
    }
    Pending& operator=(Pending&& other) noexcept
    {
        std::swap(m_state, other.m_state);
        return *this;
    }
    ~Pending()
    {
        if (!m_state)
            return;
        m_state->abandon();
        m_state->unref();
    }

    /// Already answered: an await does not suspend.
    static Pending ready(Reactor reactor, Outcome<T> outcome)
    {
        auto* state = new State(std::move(reactor));
        state->deliverImmediately(std::move(outcome));
        return Pending(state);
    }
    /// Answers by itself after a delay. Virtual hardware and pauses are made of this.
    static Pending after(Reactor reactor, Nanos delay, Outcome<T> outcome)
    {
        if (delay <= Nanos(0))
            return ready(std::move(reactor), std::move(outcome));
        Clock* clock = reactor.clock;
        auto* state = new State(std::move(reactor));
        state->expireWith(std::move(outcome));
        clock->arm(state, clock->dueIn(delay));
        return Pending(state);
    }

    bool valid() const { return m_state != nullptr; }
    Canceller canceller() const { return Canceller(m_state); }

    /// Calls back once on the owner thread; the Pending must be kept until then.
    void then(std::function<void(Outcome<T>)> callback)
    {
        State* state = m_state;
        state->setCallback([state, callback = std::move(callback)] { callback(state->take()); });
    }

    struct Awaiter { // small and copyable: GCC 12 copies what QCoro passes on
        State* state;
        bool await_ready() const noexcept { return state->isDelivered(); }
        void await_suspend(std::coroutine_handle<> waiter) const noexcept { state->setWaiter(waiter); }
        Outcome<T> await_resume() const { return state->take(); }
    };
    Awaiter operator co_await() const noexcept { return Awaiter{m_state}; }

private:
    State* m_state = nullptr;
};

/// The worker's end of a wait. Move-only; any thread. Dropping it unused completes the wait as cancelled.
template <class T> class Completer {
public:
    using State = detail::PendingState<T>;

    Completer() = default;
    explicit Completer(State* shared)
        : m_state(shared)
    {
        m_state->ref();
    }
    Completer(Completer&& other) noexcept
        : m_state(std::exchange(other.m_state, nullptr))
    {
    }
    Completer& operator=(Completer&& other) noexcept
    {
        std::swap(m_state, other.m_state);
        return *this;
    }
    ~Completer()
    {
        if (!m_state)
            return;
        m_state->settle(fail(fc::WaitCancelled));
        m_state->unref();
    }

    /// False when the wait had already ended: a late completion is ignored.
    bool complete(Outcome<T> outcome)
    {
        if (!m_state)
            return false;
        // The reference is kept until settle() returns, or the inbox may die inside it.
        State* state = std::exchange(m_state, nullptr);
        const bool first = state->settle(std::move(outcome));
        state->unref();
        return first;
    }
    explicit operator bool() const { return m_state != nullptr; }
    /// False once the wait has ended or its Pending has gone: the work may be saved. Any thread.
    bool wanted() const { return m_state && !m_state->isClaimed(); }

private:
    State* m_state = nullptr;
};

template <class T> struct PendingPair {
    Pending<T> pending;
    Completer<T> completer;
};

/// A wait with a limit, and the end that answers it. Owner thread.
template <class T> PendingPair<T> makePending(const Reactor& reactor, Nanos limit)
{
    auto* state = new detail::PendingState<T>(reactor);
    Completer<T> completer(state);
    reactor.clock->arm(state, reactor.clock->dueIn(limit));
    return {Pending<T>(state), std::move(completer)};
}

} // namespace sm
