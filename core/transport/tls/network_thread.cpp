// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/tls/network_thread.h"

#include "base/secret_thread.h"

#include <QThread>

#include <mutex>
#include <sys/resource.h>
#include <unistd.h>

namespace sm {

namespace {

class WorkLetter final : public Letter {
public:
    explicit WorkLetter(Work work)
        : m_work(std::move(work))
    {
    }

private:
    void deliver() override
    {
        m_work();
        delete this;
    }
    void drop() override { delete this; }

    Work m_work;
};

} // namespace

void postWork(Inbox& inbox, Work work)
{
    inbox.push(new WorkLetter(std::move(work)));
}

/// Everything that belongs to the network thread lives on the stack of run().
class NetworkThread::Loop final : public QThread {
public:
    Loop(NetworkThread& owner, const char* name, int niceness)
        : m_owner(owner)
        , m_niceness(niceness)
    {
        setObjectName(QLatin1String(name));
    }
    /// What the thread did happened before a true answer: QThread's own hand-over is invisible to
    /// ThreadSanitizer.
    bool hasEnded()
    {
        const std::lock_guard lock(m_mutex);
        return m_ended;
    }

private:
    void run() override
    {
        if (m_niceness != 0) // of the thread alone, in Linux; that it can't be had does no harm
            ::setpriority(PRIO_PROCESS, id_t(::gettid()), m_niceness);
        {
            SteadyClock clock;
            const InboxPump pump(m_owner.m_inbox);
            std::map<quint64, std::unique_ptr<Things>> things;
            m_owner.m_place.reactor = Reactor{&clock, m_owner.m_inbox};
            m_owner.m_place.things = &things;
            m_owner.m_inbox->drain(); // letters posted before the loop was there
            exec();
            things.clear();
            m_owner.m_inbox->close();
            m_owner.m_place = {};
        }
        endSecretsOfThread();
        const std::lock_guard lock(m_mutex);
        m_ended = true;
    }

    NetworkThread& m_owner;
    int m_niceness;
    std::mutex m_mutex;
    bool m_ended = false;
};

NetworkThread::NetworkThread(const char* name, int niceness)
    : m_inbox(std::make_shared<Inbox>(Inbox::Wake::ByDescriptor))
    , m_loop(std::make_unique<Loop>(*this, name, niceness))
{
    m_loop->start();
}

NetworkThread::~NetworkThread()
{
    Loop* loop = m_loop.get();
    postWork(*m_inbox, [loop] { loop->quit(); });
    m_loop->wait();
    m_loop->hasEnded();
}

QThread* NetworkThread::qtThread() const
{
    return m_loop.get();
}

quint64 NetworkThread::nextName()
{
    return ++m_lastName;
}

} // namespace sm
