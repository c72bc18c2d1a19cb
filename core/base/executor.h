// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

namespace sm {

/// A move-only piece of work, such as a lambda that owns a Completer or a key.
class Work {
public:
    Work() = default;
    template <class F>
    Work(F function)
        : m_body(std::make_unique<Body<F>>(std::move(function)))
    {
    }
    void operator()() { m_body->run(); }
    explicit operator bool() const { return m_body != nullptr; }

private:
    struct Base {
        virtual ~Base() = default;
        virtual void run() = 0;
    };
    template <class F> struct Body final : Base {
        explicit Body(F f)
            : function(std::move(f))
        {
        }
        void run() override { function(); }
        F function;
    };
    std::unique_ptr<Base> m_body;
};

/// Where blocking or long work runs. In production a thread; in simulation the caller itself, so that the
/// same seed gives the same order of events.
class Executor {
public:
    Executor() = default;
    Executor(const Executor&) = delete;
    Executor& operator=(const Executor&) = delete;
    virtual ~Executor() = default;
    virtual void post(Work work) = 0;
};

/// One thread, first in first out. The destructor runs what is queued, then joins.
class ThreadExecutor final : public Executor {
public:
    explicit ThreadExecutor(const char* name); ///< at most 15 characters, shown by the debugger and top
    ~ThreadExecutor() override;
    void post(Work work) override;

private:
    void run();

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Work> m_queue;
    bool m_ending = false;
    std::thread m_thread;
};

class InlineExecutor final : public Executor {
public:
    void post(Work work) override { work(); }
};

/// Makes executors: threads in production, inline in simulation. Given to every room that needs workers.
class ExecutorFactory {
public:
    ExecutorFactory() = default;
    ExecutorFactory(const ExecutorFactory&) = delete;
    ExecutorFactory& operator=(const ExecutorFactory&) = delete;
    virtual ~ExecutorFactory() = default;
    virtual std::unique_ptr<Executor> make(const char* name) = 0;
};

class ThreadExecutorFactory final : public ExecutorFactory {
public:
    std::unique_ptr<Executor> make(const char* name) override
    {
        return std::make_unique<ThreadExecutor>(name);
    }
};

class InlineExecutorFactory final : public ExecutorFactory {
public:
    std::unique_ptr<Executor> make(const char*) override { return std::make_unique<InlineExecutor>(); }
};

} // namespace sm
