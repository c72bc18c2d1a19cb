// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "base/pending.h"
#include "transport/framing/message_link.h"

#include <atomic>
#include <map>
#include <memory>

class QThread;

namespace sm {

/// Runs a piece of work on the thread that drains an inbox; dropped with the inbox.
void postWork(Inbox& inbox, Work work);

/// A thread of sockets, such as that which carries the TLS links. What it is asked comes through its inbox as
/// letters, what it has to say goes through its users' inboxes; nothing else passes between the threads.
class NetworkThread {
public:
    /// `name`: at most 15 characters. `niceness`: how far it stands behind the others when all are busy.
    explicit NetworkThread(const char* name = "network", int niceness = 0);
    NetworkThread(const NetworkThread&) = delete;
    NetworkThread& operator=(const NetworkThread&) = delete;
    ~NetworkThread(); ///< closes what lives there and waits for the end

    /// Things that live on the thread, by a name of their user's; they go with the thread at the latest.
    class Things {
    public:
        virtual ~Things() = default;
    };
    struct Place { ///< for work that runs there
        Reactor reactor;
        std::map<quint64, std::unique_ptr<Things>>* things = nullptr;
    };

    quint64 nextName(); ///< any thread
    QThread* qtThread() const; ///< any thread: for sockets that are to move there
    const std::shared_ptr<Inbox>& inbox() const { return m_inbox; }
    const Place& place() const { return m_place; } ///< network thread only

private:
    class Loop;
    std::shared_ptr<Inbox> m_inbox;
    Place m_place; ///< set by the thread before it takes its first letter
    std::atomic<quint64> m_lastName{0};
    std::unique_ptr<Loop> m_loop;
};

} // namespace sm
