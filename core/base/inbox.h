// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSocketNotifier>

#include <atomic>
#include <memory>

namespace sm {

/// A message to the thread that owns an inbox. It is delivered once or dropped once, never both.
class Letter {
public:
    Letter() = default;
    Letter(const Letter&) = delete;
    Letter& operator=(const Letter&) = delete;

protected:
    virtual ~Letter() = default;

private:
    friend class Inbox;
    virtual void deliver() = 0; ///< owner thread
    virtual void drop() = 0; ///< thread of push() or close(): the inbox is closed
    Letter* m_next = nullptr;
};

/// Lock-free mailbox from any thread to one owner thread, in order of arrival. One eventfd wake-up per change
/// from empty to full. Workers share it by shared_ptr and so never touch a QObject; its owner closes it when
/// it goes, after cancelling and draining everything that waits.
class Inbox {
public:
    enum class Wake { ByDescriptor, ByCaller }; ///< ByCaller: a simulated loop drains without being woken

    explicit Inbox(Wake wake);
    Inbox(const Inbox&) = delete;
    Inbox& operator=(const Inbox&) = delete;
    ~Inbox();

    void push(Letter* letter); ///< any thread
    /// Delivers everything queued; true when there was something. Owner thread.
    bool drain();
    void close(); ///< owner thread; from now on push() drops

    int descriptor() const { return m_descriptor; }

private:
    static Letter* reversed(Letter* head);
    Letter* closedMark() const;

    std::atomic<Letter*> m_head{nullptr};
    int m_descriptor = -1;
};

/// Drains an inbox from the event loop of the thread that made this object.
class InboxPump {
public:
    explicit InboxPump(std::shared_ptr<Inbox> inbox);

private:
    std::shared_ptr<Inbox> m_inbox;
    QSocketNotifier m_notifier;
};

} // namespace sm
